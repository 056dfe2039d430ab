import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import type { Db, Schema } from "../db/schema.ts";
import { queryCondition } from "./refuse.ts";
import type { QueryScope } from "./scope.ts";

/**
 * Who is in one of these groups at this moment, as a condition on `devices`: what narrows everything that somebody sees and does who
 * is bound to groups. Each is asked by itself, so that none is too large beside others; one that is not there has nobody in it.
 */
export async function withinGroups(
  db: Db,
  groups: readonly string[],
  scope: Omit<QueryScope, "names">,
): Promise<Expression<SqlBool>> {
  const there = await db
    .selectFrom("groups")
    .select("name")
    .where("name", "in", [...groups])
    .execute();
  const conditions: Expression<SqlBool>[] = [];
  for (const { name } of there)
    conditions.push(await queryCondition(db, { kind: "group", any: [{ name, column: 1 }] }, everyName(scope)));
  return expressionBuilder<Schema, "devices">().or(conditions);
}

/** The same where somebody may be bound to none. @returns undefined for them */
export async function withinBounds(
  db: Db,
  bounds: readonly string[] | undefined,
  scope: QueryScope,
): Promise<Expression<SqlBool> | undefined> {
  return bounds === undefined ? undefined : await withinGroups(db, bounds, scope);
}

function everyName({ nowMs, online }: Omit<QueryScope, "names">): QueryScope {
  return { nowMs, online };
}
