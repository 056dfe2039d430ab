import type { PresenceWord } from "@shoal/protocol/device/presence";
import { nearest } from "@shoal/protocol/schema/nearest";
import { say } from "@shoal/protocol/sentence/say";
import type { IToken } from "chevrotain";
import { type Read, refusedAt } from "./error-at.ts";
import { fold } from "./glob.ts";
import type { RawItem, RawQuery } from "./grammar.ts";
import { QUERY_KEY_NAMES, type QueryKey, queryKey } from "./keys.ts";
import type { AgeKey, NamedKey, NumberKey, Query, Term, TextKey, VersionKey, WordKey } from "./query.ts";
import { readGlob } from "./quote.ts";
import { ageTest, type Item, namedTest, numberTest, subnetTest, versionTest, wordTest } from "./read-value.ts";
import { Word } from "./tokens.ts";

type RawTerm = Extract<RawQuery, { kind: "term" }>;

/** The term that was meant. @throws nothing; what cannot be meant is an error with its place */
export function readTerm({ key, items }: RawTerm): Read<Query> {
  if (!key) return readName(items[0]!.value);
  const written = key.image.slice(0, -1);
  const dot = written.indexOf(".");
  const keyName = (dot === -1 ? written : written.slice(0, dot)).toLowerCase();
  const name = dot === -1 ? undefined : written.slice(dot + 1);
  const row = queryKey(keyName);
  if (!row || (name !== undefined && row.kind !== "named")) return unknownKey(written, key);
  if (row.kind === "named" && !name)
    return refusedAt(key, say("query-which", { key: keyName }), say("query-behind-dot", { example: row.example }));
  return readItems(row, keyName, keyName === "attr" ? fold(name ?? "") : (name ?? ""), items);
}

function readItems(row: QueryKey, key: string, name: string, raw: readonly RawItem[]): Read<Term> {
  const items: Item[] = [];
  for (const { operator, value, than } of raw) {
    const compared = than?.operator ?? operator;
    if (compared && compared.image !== "=" && raw.length > 1)
      return refusedAt(compared, say("query-compared-list"), say("query-compared-list-hint", { key }));
    if (than && (operator || row.kind !== "installed"))
      return refusedAt(than.operator, say("query-one-value", { key }), say("write-example", { instead: row.example }));
    if (operator && row.kind !== "installed" && !COMPARED.includes(row.kind))
      return refusedAt(
        operator,
        say("query-not-compared", { key, operator: operator.image }),
        say("write-example", { instead: row.example }),
      );
    const glob = readGlob(value.image);
    if (glob.length === 1 && glob[0] === "")
      return refusedAt(value, say("quotes-empty"), say("quotes-empty-none", { key }));
    items.push({ key, row, value, glob, ...(operator ? { operator } : {}), ...(than ? { than } : {}) });
  }
  switch (row.kind) {
    case "word":
      return each(items, wordTest, (any) => ({ kind: "word", key: key as WordKey, any }));
    case "presence":
      return each(items, wordTest, (any) => ({ kind: "presence", any: any as PresenceWord[] }));
    case "text":
      return { ok: true, value: { kind: "text", key: key as TextKey, any: items.map(({ glob }) => glob) } };
    case "failed":
      return { ok: true, value: { kind: "failed", any: items.map(({ glob }) => glob) } };
    case "named":
      return each(items, namedTest, (any) => ({ kind: "named", key: key as NamedKey, name, any }));
    case "number":
      return each(items, numberTest, (any) => ({ kind: "number", key: key as NumberKey, any }));
    case "version":
      return each(items, versionTest, (any) => ({ kind: "version", key: key as VersionKey, any }));
    case "age":
      return each(items, ageTest, ([test]) => ({ kind: "age", key: key as AgeKey, ...test! }));
    case "subnet":
      return each(items, subnetTest, (any) => ({ kind: "subnet", any }));
    case "installed":
      return each(items, installedTest, (any) => ({ kind: "installed", any }));
    case "group":
      return each(items, groupTest, (any) => ({ kind: "group", any }));
  }
}

/** Kinds of keys whose values can be compared. */
const COMPARED: readonly QueryKey["kind"][] = ["named", "number", "version", "age"];

function each<T>(items: readonly Item[], read: (item: Item) => Read<T>, term: (any: T[]) => Term): Read<Term> {
  const any: T[] = [];
  for (const item of items) {
    const one = read(item);
    if (!one.ok) return one;
    any.push(one.value);
  }
  return { ok: true, value: term(any) };
}

function installedTest(item: Item): Read<Extract<Term, { kind: "installed" }>["any"][number]> {
  const { operator, than, glob, row } = item;
  if (operator)
    return refusedAt(
      operator,
      say("query-package-missing", { operator: operator.image }),
      say("write-example", { instead: row.example }),
    );
  if (!than) return { ok: true, value: { package: glob } };
  const version = versionTest({ ...than, glob: readGlob(than.value.image) });
  return version.ok ? { ok: true, value: { package: glob, version: version.value } } : version;
}

function groupTest({ value, glob }: Item): Read<{ name: string; column: number }> {
  if (glob.length > 1)
    return refusedAt(value, say("query-one-group", { word: value.image }), say("query-one-group-hint"));
  return { ok: true, value: { name: fold(glob[0]!), column: value.startOffset + 1 } };
}

/** A word alone is a part of the name, unless it looks as if more was meant. */
function readName(word: IToken): Read<Query> {
  const glob = readGlob(word.image);
  const bare = word.tokenType === Word;
  if (bare && /^all$/i.test(word.image)) return { ok: true, value: { kind: "all" } };
  const [, sign, key] = /^([-!]?)([A-Za-z]+)(?:\.[A-Za-z0-9._-]+)?:/.exec(glob.join("*")) ?? [];
  if (key !== undefined && queryKey(key.toLowerCase())) {
    const rest = bare ? word.image.slice(1) : glob.join("*");
    if (bare && sign)
      return refusedAt(word, say("query-not-understood", { word: sign }), say("query-write-not", { rest }));
    return refusedAt(word, say("query-quoted-term"), say("query-quoted-term-hint", { rest }));
  }
  if (bare && /^[&|!+-]+$/.test(word.image))
    return refusedAt(word, say("query-not-understood", { word: word.image }), say("query-side-by-side"));
  if (bare && word.image.includes(":"))
    return refusedAt(word, say("query-no-term", { word: word.image }), say("query-no-term-hint", { word: word.image }));
  if (glob.length === 1 && glob[0] === "") return refusedAt(word, say("quotes-empty"), say("quotes-empty-name"));
  return { ok: true, value: { kind: "text", key: "name", any: [["", ...trimmed(glob), ""]] } };
}

/** A part of a name may begin and end with a star, which changes nothing. */
function trimmed(glob: readonly string[]): string[] {
  return glob.filter((piece) => piece !== "");
}

function unknownKey(written: string, key: IToken): Read<never> {
  if (/^(and|or|not)$/i.test(written))
    return refusedAt(
      key,
      say("query-no-key", { key: written }),
      say("query-no-colon", { word: written.toLowerCase() }),
    );
  const elsewhere = QUERY_KEY_NAMES.flatMap((name) =>
    (queryKey(name)?.also ?? []).map((word) => [word, name] as const),
  );
  const word = nearest(written, [...QUERY_KEY_NAMES, ...elsewhere.map(([also]) => also)]);
  const meant = elsewhere.find(([also]) => also === word)?.[1] ?? word;
  const dotted = written.includes(".")
    ? say("query-dotted", { word: written, same: written })
    : say("query-keys-are", { list: QUERY_KEY_NAMES.join(", ") });
  return refusedAt(
    key,
    say("query-no-key", { key: written }),
    meant && !written.includes(".") ? say("query-meant", { meant: queryKey(meant)!.example }) : dotted,
  );
}
