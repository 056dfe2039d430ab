import type { PresenceWord } from "@shoal/protocol/device/presence";
import type { Operator } from "../version/range.ts";

/**
 * A query as plain data, which can be stored, sent and compared. What the text leaves open is settled here: keys are known, words
 * are possible ones, sizes are bytes, lengths of time are milliseconds, subnets are in their one form.
 */
export type Query =
  | { kind: "all" }
  /** At least two parts, none of the same kind. */
  | { kind: "and" | "or"; parts: readonly Query[] }
  | { kind: "not"; part: Query }
  | Term;

/** What a device is asked. `any`: one of these is enough. What a device does not have holds for no term, so `not` of it does. */
export type Term =
  | { kind: "word"; key: WordKey; any: readonly string[] }
  | { kind: "presence"; any: readonly PresenceWord[] }
  | { kind: "text"; key: TextKey; any: readonly Glob[] }
  | { kind: "named"; key: NamedKey; name: string; any: readonly NamedTest[] }
  | { kind: "number"; key: NumberKey; any: readonly NumberTest[] }
  | { kind: "version"; key: VersionKey; any: readonly VersionTest[] }
  /** How long ago, milliseconds. */
  | { kind: "age"; key: AgeKey; operator: Exclude<Operator, "=">; ageMs: number }
  /** `10.20.0.0/16`: has an address in it. `10.20.1.5`: is in one subnet with it. */
  | { kind: "subnet"; any: readonly string[] }
  | { kind: "installed"; any: readonly { package: Glob; version?: VersionTest }[] }
  | { kind: "failed"; any: readonly Glob[] }
  | { kind: "group"; any: readonly GroupReference[] };

export type WordKey = "os" | "arch" | "form" | "bitness";
export type TextKey = "name" | "id" | "hostname" | "distribution" | "tag" | "setting" | "site";
export type NamedKey = "attr" | "fact";
export type NumberKey = "memory" | "disk" | "cpus";
export type VersionKey = "version" | "agent";
export type AgeKey = "seen" | "enrolled";

/** Text with `*` for any letters, as the pieces between the stars: `till-*` is `["till-", ""]`. One piece is the whole text. */
export type Glob = readonly string[];

export interface NumberTest {
  operator: Operator;
  value: number;
}
export type NamedTest = { glob: Glob } | NumberTest;
export type VersionTest = { glob: Glob } | { operator: Operator; version: string };

/** Where a group is named, so that whoever finds that there is none can point at it. */
export interface GroupReference {
  name: string;
  /** Of its first character in the query, from 1. */
  column: number;
}

/** Why a text is no query: where, what is wrong, and what could be done. Sentences without a full stop at the end. */
export interface QueryError {
  /** From 1, counted as JavaScript counts: in UTF-16 units. */
  column: number;
  message: string;
  hint: string;
}

export type ParsedQuery = { ok: true; query: Query } | { ok: false; error: QueryError };

/** Parts that must all hold. One is itself, and those that are conjunctions already are part of this one. */
export function allOf(parts: readonly Query[]): Query {
  return joined("and", parts);
}

/** Parts of which one must hold. */
export function anyOf(parts: readonly Query[]): Query {
  return joined("or", parts);
}

function joined(kind: "and" | "or", parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  return flat.length === 1 ? flat[0]! : { kind, parts: flat };
}
