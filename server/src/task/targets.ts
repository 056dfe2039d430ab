import { say } from "@shoal/protocol/sentence/say";
import type { Targets } from "@shoal/protocol/task/task";
import type { Expression, SelectQueryBuilder, SqlBool } from "kysely";
import type { Db, Schema } from "../db/schema.ts";
import { likeText } from "../device/store.ts";
import { Refusal } from "../http/refusal.ts";
import { compileQuery } from "../query/compile.ts";
import { queryCondition, readQuery } from "../query/refuse.ts";
import type { QueryScope } from "../query/scope.ts";
import { withinGroups } from "../query/within.ts";

type Devices = SelectQueryBuilder<Schema, "devices", object>;
/** Values of one list in a condition: SQLite takes some 32,000 parameters, PostgreSQL 65,000. */
const LIST = 10_000;

/**
 * The devices that targets name. Conditions narrow each other; a list of devices and groups are added to what they find. Retired
 * devices are none, unless they are asked for. Whatever is named, nobody outside of the groups is meant that it is to keep within.
 * @returns undefined where the targets name nobody
 * @throws Refusal where the query is none, or a group is not there
 */
export async function targeted(
  db: Db,
  targets: Targets,
  scope: QueryScope,
  { retired = false }: { retired?: boolean } = {},
): Promise<Devices | undefined> {
  const ids = targets.deviceIds ?? [];
  const conditions = [targets.os, targets.arch, targets.formFactor, targets.name, targets.query].some(
    (each) => each !== undefined,
  );
  if (!targets.all && !conditions && ids.length === 0 && !targets.groups?.length) return undefined;
  const asked = targets.query === undefined ? undefined : await queryCondition(db, readQuery(targets.query), scope);
  const groups = targets.groups?.length ? await inGroups(db, targets.groups, scope) : undefined;
  const within = targets.within && (await withinGroups(db, targets.within, scope));
  return db.selectFrom("devices").where((eb) => {
    const narrowing: Expression<SqlBool>[] = [];
    if (targets.os) narrowing.push(eb("os", "in", targets.os));
    if (targets.arch) narrowing.push(eb("arch", "in", targets.arch));
    if (targets.formFactor) narrowing.push(eb("form_factor", "in", targets.formFactor));
    if (targets.name) narrowing.push(eb(eb.fn("lower", ["name"]), "like", `%${likeText(targets.name.toLowerCase())}%`));
    if (asked) narrowing.push(asked);
    const either: Expression<SqlBool>[] = [];
    if (conditions) either.push(eb.and(narrowing));
    else if (targets.all) either.push(eb.lit(true));
    for (let at = 0; at < ids.length; at += LIST)
      either.push(eb.or([eb("id", "in", ids.slice(at, at + LIST)), eb("name", "in", ids.slice(at, at + LIST))]));
    if (groups) either.push(groups);
    const both = within ? eb.and([within, eb.or(either)]) : eb.or(either);
    return retired ? both : eb.and([eb("retired_ms", "is", null), both]);
  }) as Devices;
}

async function inGroups(db: Db, names: readonly string[], scope: QueryScope): Promise<Expression<SqlBool>> {
  const any = names.map((name) => ({ name, column: 1 }));
  const compiled = await compileQuery(db, { kind: "group", any }, scope);
  if (!compiled.ok)
    throw new Refusal(
      "not-found",
      say("query-refused", { message: compiled.error.message, hint: compiled.error.hint }),
    );
  return compiled.condition;
}
