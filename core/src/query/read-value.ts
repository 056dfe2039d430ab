import { nearest } from "@shoal/protocol/schema/nearest";
import { say } from "@shoal/protocol/sentence/say";
import type { IToken } from "chevrotain";
import { familyOf, formatPrefix, prefixOf } from "../subnet/prefix.ts";
import type { Operator } from "../version/range.ts";
import { type Read, refusedAt } from "./error-at.ts";
import type { QueryKey } from "./keys.ts";
import { parseAgeMs, parseNumber } from "./quantity.ts";
import type { Glob, NamedTest, NumberTest, Term, VersionTest } from "./query.ts";

/** One value of a term as it was written, with its key. */
export interface Item {
  key: string;
  row: QueryKey;
  operator?: IToken;
  value: IToken;
  glob: Glob;
  than?: { operator: IToken; value: IToken };
}

export function wordTest({ key, row, value, glob }: Item): Read<string> {
  const words = row.words ?? [];
  const word = glob.join("*").toLowerCase();
  if (words.includes(word)) return { ok: true, value: word };
  const meant = nearest(glob.join(""), words);
  const wanted = `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
  return refusedAt(
    value,
    say("doc-cannot-be-text", { label: key, value: shown(glob) }),
    meant ? say("query-meant-it-is", { meant: `${key}:${meant}`, wanted }) : say("query-it-is", { wanted }),
  );
}

export function namedTest(item: Item): Read<NamedTest> {
  const { operator, value, glob } = item;
  if (!operator) return { ok: true, value: { glob } };
  const number = parseNumber(glob.join("*"));
  if (number !== undefined) return { ok: true, value: { operator: operator.image as Operator, value: number } };
  return operator.image === "="
    ? { ok: true, value: { glob } }
    : refusedAt(value, say("query-numbers-compared", { value: shown(glob) }), say("query-numbers-compared-hint"));
}

export function numberTest({ key, row, operator, value, glob }: Item): Read<NumberTest> {
  const number = parseNumber(glob.join("*"));
  const isSize = key !== "cpus";
  if (number === undefined)
    return refusedAt(
      value,
      say(isSize ? "query-no-size" : "query-no-number", { value: shown(glob) }),
      say("write-example", { instead: row.example }),
    );
  // Eight gibibytes of memory are 7.7 to the system: whoever asks for exactly eight finds nothing.
  if (isSize && (!operator || operator.image === "="))
    return refusedAt(operator ?? value, say("query-compare", { key }), say("write-example", { instead: row.example }));
  return { ok: true, value: { operator: (operator?.image ?? "=") as Operator, value: number } };
}

export function versionTest({ operator, value, glob }: Pick<Item, "operator" | "value" | "glob">): Read<VersionTest> {
  const version = glob.join("*");
  if (glob.length > 1) {
    if (!operator || operator.image === "=") return { ok: true, value: { glob } };
    return refusedAt(value, say("query-one-version", { value: shown(glob) }), say("query-one-version-hint"));
  }
  if (!/^[0-9A-Za-z][0-9A-Za-z.+~:_-]*$/.test(version) || !/[0-9]/.test(version))
    return refusedAt(value, say("query-no-version", { value: shown(glob) }), say("query-no-version-hint"));
  return { ok: true, value: { operator: (operator?.image ?? "=") as Operator, version } };
}

export function ageTest({
  key,
  operator,
  value,
  glob,
}: Item): Read<Pick<Extract<Term, { kind: "age" }>, "operator" | "ageMs">> {
  const text = glob.join("*");
  const ageMs = parseAgeMs(text);
  if (ageMs === undefined)
    return refusedAt(value, say("query-no-span", { value: shown(glob) }), say("query-no-span-hint"));
  if (!operator || operator.image === "=")
    return refusedAt(
      operator ?? value,
      say("query-compare", { key }),
      say("query-age-hint", { less: `${key}:<${text}`, more: `${key}:>${text}` }),
    );
  return { ok: true, value: { operator: operator.image as "<", ageMs } };
}

export function subnetTest({ value, glob }: Item): Read<string> {
  const text = glob.join("*");
  const [address = "", length, ...more] = text.split("/");
  const family = familyOf(address);
  const prefix = family && prefixOf(address, length === undefined ? (family === 4 ? 32 : 128) : Number(length));
  if (!prefix || more.length > 0 || (length !== undefined && !/^[0-9]{1,3}$/.test(length)))
    return refusedAt(value, say("query-no-subnet", { value: shown(glob) }), say("query-no-subnet-hint"));
  return { ok: true, value: length === undefined ? prefix.network : formatPrefix(prefix) };
}

/** For a sentence: a pasted novel is cut. */
function shown(glob: Glob): string {
  const text = glob.join("*");
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
