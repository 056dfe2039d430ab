import { formatAge, formatNumber, formatSize } from "./quantity.ts";
import type { Glob, NamedTest, Query, Term, VersionTest } from "./query.ts";
import { writeGlob } from "./quote.ts";

/** The text of a query, which reads back as the same. */
export function formatQuery(query: Query): string {
  switch (query.kind) {
    case "all":
      return "all";
    case "and":
      return query.parts.map((part) => (part.kind === "or" ? `(${formatQuery(part)})` : formatQuery(part))).join(" ");
    case "or":
      return query.parts.map(formatQuery).join(" or ");
    case "not":
      return query.part.kind === "and" || query.part.kind === "or"
        ? `not (${formatQuery(query.part)})`
        : `not ${formatQuery(query.part)}`;
    default:
      return formatTerm(query);
  }
}

function formatTerm(term: Term): string {
  switch (term.kind) {
    case "word":
      return `${term.key}:${term.any.join(",")}`;
    case "presence":
      return `is:${term.any.join(",")}`;
    case "text":
      return partOfName(term) ?? `${term.key}:${term.any.map(writeGlob).join(",")}`;
    case "named":
      return `${term.key}.${term.name}:${term.any.map(formatNamed).join(",")}`;
    case "number":
      return `${term.key}:${term.any
        .map(({ operator, value }) =>
          term.key === "cpus"
            ? `${operator === "=" ? "" : operator}${formatNumber(value)}`
            : `${operator}${formatSize(value)}`,
        )
        .join(",")}`;
    case "version":
      return `${term.key}:${term.any.map((test) => formatVersion(test, "")).join(",")}`;
    case "age":
      return `${term.key}:${term.operator}${formatAge(term.ageMs)}`;
    case "subnet":
      return `subnet:${term.any.join(",")}`;
    case "installed":
      return `installed:${term.any
        .map(({ package: glob, version }) => `${writeGlob(glob)}${version ? formatVersion(version, "=") : ""}`)
        .join(",")}`;
    case "failed":
      return `failed:${term.any.map(writeGlob).join(",")}`;
    case "group":
      return `group:${term.any.map(({ name }) => writeGlob([name])).join(",")}`;
  }
}

/** `*till*` as people write it. */
function partOfName({ key, any }: Extract<Term, { kind: "text" }>): string | undefined {
  const [glob, ...more] = any;
  if (key !== "name" || more.length > 0 || glob!.length < 3 || glob![0] !== "" || glob!.at(-1) !== "") return undefined;
  const inner: Glob = glob!.slice(1, -1);
  const text = writeGlob(inner);
  return /^(all|and|or|not)$/i.test(text) || /:|^[&|!+-]+$/.test(text) ? undefined : text;
}

function formatNamed(test: NamedTest): string {
  if ("glob" in test) return writeGlob(test.glob);
  return `${test.operator}${formatNumber(test.value)}`;
}

function formatVersion(test: VersionTest, equal: "" | "="): string {
  if ("glob" in test) return `${equal}${writeGlob(test.glob)}`;
  return `${test.operator === "=" ? equal : test.operator}${test.version}`;
}
