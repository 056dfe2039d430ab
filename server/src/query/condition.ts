import { fold, likePattern } from "@shoal/core/query/glob";
import type { Glob, Query, Term } from "@shoal/core/query/query";
import type { PresenceWord } from "@shoal/protocol/device/presence";
import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import type { Schema } from "../db/schema.ts";

/** What was found out beforehand, so that the condition itself asks nobody. */
export interface Known {
  nowMs: number;
  staleAfterMs: number;
  /** A JSON list of ids. */
  online: () => string;
  /** A group's query; undefined where it is a list. */
  queryOf: (group: string) => Query | undefined;
  /** Values of the database that core has compared with a term, as JSON lists. */
  listsOf: (term: Term) => Lists;
}

/** Of versions, of settings that name a site, of subnets that are asked for as a whole; and addresses where only a part of one is. */
export interface Lists {
  values: string;
  addresses?: string;
}

type Bool = Expression<SqlBool>;

const eb = expressionBuilder<Schema, "devices">();

const WORD_COLUMNS = { os: "devices.os", arch: "devices.arch", form: "devices.form_factor" } as const;
const NUMBER_COLUMNS = {
  memory: "devices.memory_bytes",
  disk: "devices.disk_free_bytes",
  cpus: "devices.cpu_count",
} as const;
const VERSION_COLUMNS = { version: "devices.os_version", agent: "devices.agent_version" } as const;
const TEXT_COLUMNS = {
  name: "devices.name",
  id: "devices.id",
  hostname: "devices.hostname",
  distribution: "devices.distribution",
} as const;
/** Longer ago is earlier. */
const FLIPPED = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/**
 * The condition in SQL that holds for the devices for which the query does. Whatever was typed becomes a parameter. No part of it is ever
 * null, because `not` of null would be null and not true.
 */
export function conditionOf(query: Query, known: Known): Bool {
  switch (query.kind) {
    case "all":
      return eb.lit(true);
    case "and":
      return eb.and(query.parts.map((part) => conditionOf(part, known)));
    case "or":
      return eb.or(query.parts.map((part) => conditionOf(part, known)));
    case "not":
      return eb.not(conditionOf(query.part, known));
    default:
      return termCondition(query, known);
  }
}

function termCondition(term: Term, known: Known): Bool {
  switch (term.kind) {
    case "word":
      return term.key === "bitness"
        ? eb("devices.bitness", "in", term.any.map(Number))
        : eb(WORD_COLUMNS[term.key], "in", term.any);
    case "presence":
      return eb.or(term.any.map((word) => presence(word, known)));
    case "text":
      return textCondition(term, known);
    case "named":
      return hasNamed(term);
    case "number":
      return eb.or(term.any.map(({ operator, value }) => eb(NUMBER_COLUMNS[term.key], operator, value)));
    case "version":
      return inList(eb.ref(VERSION_COLUMNS[term.key]), known.listsOf(term).values);
    case "age": {
      const column = term.key === "seen" ? "devices.last_seen_ms" : "devices.enrolled_ms";
      const long = eb(column, FLIPPED[term.operator], known.nowMs - term.ageMs);
      // Who enrolled and never came was not seen.
      return term.key === "seen" ? eb.and([eb("devices.first_seen_ms", "is not", null), long]) : long;
    }
    case "subnet":
      return isInSubnet(known.listsOf(term));
    case "installed": {
      const byName = term.any.filter(({ version }) => !version).map((each) => owns(each.package, "version"));
      return eb.or(byName.length < term.any.length ? [...byName, ownsOf(known.listsOf(term).values)] : byName);
    }
    case "failed":
      return eb.or(term.any.map((glob) => owns(glob, "failed_ms")));
    case "group":
      return eb.or(term.any.map(({ name }) => isMember(name, known)));
  }
}

function presence(word: PresenceWord, known: Known): Bool {
  const online = sql<boolean>`+${eb.ref("devices.id")} in (select value from json_each(${known.online()}))`;
  const retired = eb("devices.retired_ms", "is not", null);
  const seen = eb("devices.first_seen_ms", "is not", null);
  const since = (operator: "<=" | ">") => eb("devices.last_seen_ms", operator, known.nowMs - known.staleAfterMs);
  switch (word) {
    case "online":
      return online;
    case "offline":
      return eb.not(online);
    case "retired":
      return eb.and([eb.not(online), retired]);
    case "new":
      return eb.and([eb.not(online), eb.not(retired), eb.not(seen)]);
    case "stale":
      return eb.and([eb.not(online), eb.not(retired), seen, since("<=")]);
    case "away":
      return eb.and([eb.not(online), eb.not(retired), seen, since(">")]);
  }
}

function textCondition(term: Extract<Term, { kind: "text" }>, known: Known): Bool {
  const { key, any } = term;
  switch (key) {
    case "tag":
      return isOneOf(
        eb
          .selectFrom("device_tags")
          .select("device_number")
          .where((tag) => tag.or(any.map((glob) => likeSmall(tag.ref("tag"), glob)))),
      );
    case "site":
      return setAnd(inList(eb.ref("devices.setting_set"), known.listsOf(term).values));
    case "setting":
      return setAnd(eb.or(any.map((glob) => like(eb.ref("devices.setting_set"), glob))));
    default:
      return eb.or(any.map((glob) => like(eb.ref(TEXT_COLUMNS[key]), glob)));
  }
}

/** For devices with a set of agent settings. */
function setAnd(condition: Bool): Bool {
  return eb.and([eb("devices.setting_set", "is not", null), condition]);
}

function hasNamed({ key, name, any }: Extract<Term, { kind: "named" }>): Bool {
  return isOneOf(
    eb
      .selectFrom(key === "attr" ? "device_attributes" : "device_facts")
      .select("device_number")
      .where("name", "=", name)
      .where((row) =>
        row.or(
          any.map((test) =>
            "glob" in test ? like(row.ref("value"), test.glob) : row("number", test.operator, test.value),
          ),
        ),
      ),
  );
}

/** Has a package of this name with something in this column. */
function owns(glob: Glob, column: "version" | "failed_ms"): Bool {
  return isOneOf(
    eb
      .selectFrom("device_releases")
      .select("device_number")
      .where(column, "is not", null)
      .where((row) => likeSmall(row.ref("package"), glob)),
  );
}

/** @param pairs of package and version, as a JSON list of lists */
function ownsOf(pairs: string): Bool {
  const rows = eb.selectFrom("device_releases").select("device_number");
  return isOneOf(
    rows.where(
      sql<boolean>`(package, version) in (select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(${pairs}))`,
    ),
  );
}

function isInSubnet({ values, addresses }: Lists): Bool {
  const rows = eb.selectFrom("device_addresses").select("device_number");
  return isOneOf(
    rows.where((row) =>
      row.or([
        inList(row.ref("subnet"), values),
        ...(addresses === undefined ? [] : [inList(row.ref("address"), addresses)]),
      ]),
    ),
  );
}

function isMember(name: string, known: Known): Bool {
  const query = known.queryOf(name);
  if (query) return conditionOf(query, known);
  return isOneOf(eb.selectFrom("group_members").select("device_number").where("group_name", "=", name));
}

/**
 * The plus makes an expression of the column, so that no database looks the numbers up one by one and reads each device with its inventory:
 * it walks the index of what queries ask for, and whatever is not in the set is left out.
 */
function isOneOf(numbers: Expression<{ device_number: number }>): Bool {
  return sql<boolean>`+${eb.ref("devices.number")} in ${numbers}`;
}

/** @param list of texts, as JSON: one parameter, however many there are */
function inList(column: Expression<unknown>, list: string): Bool {
  return sql<boolean>`${column} in (select value from json_each(${list}))`;
}

/** The same as core's `matchesGlob`: whole, without the case of a to z, and nothing is like what is empty. */
function like(column: Expression<unknown>, glob: Glob): Bool {
  return likeSmall(sql`lower(${column})`, glob);
}

/** For columns that have no large letters, which are left as they are: there is an index on them. */
function likeSmall(column: Expression<unknown>, glob: Glob): Bool {
  const same =
    glob.length === 1
      ? sql<boolean>`${column} = ${fold(glob[0]!)}`
      : sql<boolean>`${column} like ${likePattern(glob)} escape '\\'`;
  return glob.some((piece) => piece !== "") ? same : sql<boolean>`(${column} <> '' and ${same})`;
}
