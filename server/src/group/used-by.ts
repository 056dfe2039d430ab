import { parseQuery } from "@shoal/core/query/parse";
import type { Query } from "@shoal/core/query/query";
import { groupsOf } from "@shoal/core/query/walk";
import type { Targets } from "@shoal/protocol/task/task";
import { sql } from "kysely";
import type { Db } from "../db/schema.ts";
import { groupStore } from "./store.ts";

/** Groups whose query names this one, also by way of others. */
export function groupsThatName(name: string, queries: ReadonlyMap<string, Query>): string[] {
  const users = new Set<string>();
  const visit = (wanted: string) => {
    for (const [user, query] of queries)
      if (!users.has(user) && groupsOf(query).some((each) => each.name === wanted)) {
        users.add(user);
        visit(user);
      }
  };
  visit(name);
  return [...users];
}

/** What keeps a group from being deleted: each other group, each task that is not over, and whoever is bound to it, in words. */
export async function usedBy(db: Db, name: string, nowMs: number): Promise<string[]> {
  const queries = await groupStore(db).queries();
  const groups = [...queries].filter(([, query]) => groupsOf(query).some((each) => each.name === name));
  const tasks = await db
    .selectFrom("tasks")
    .select(["id", "name", "state", "targets"])
    .where("state", "in", ["draft", "awaiting-approval", "running"])
    .orderBy("id")
    .execute();
  return [
    ...groups.map(([user]) => `group ${user}`),
    ...(await boundTo(db, name, nowMs)),
    ...tasks
      .filter(({ targets }) => namesOf(JSON.parse(targets) as Targets).includes(name))
      .map((task) => `task ${task.id} (${task.name}, ${task.state})`),
  ];
}

/** A group of this name that somebody made later would be another one, and theirs. */
async function boundTo(db: Db, name: string, nowMs: number): Promise<string[]> {
  const names = <Table extends "operator_roles" | "api_tokens">(table: Table) =>
    sql<boolean>`${name} in (select value from json_each(${sql.ref(`${table}.groups`)}))`;
  const operators = await db
    .selectFrom("operator_roles")
    .innerJoin("operators", "operators.id", "operator_roles.operator_id")
    .select("operators.name")
    .distinct()
    .where(names("operator_roles"))
    .orderBy("operators.name")
    .execute();
  const tokens = await db
    .selectFrom("api_tokens")
    .select("name")
    .where("revoked_ms", "is", null)
    .where("expires_ms", ">", nowMs)
    .where(names("api_tokens"))
    .orderBy("name")
    .execute();
  return [
    ...operators.map((operator) => `operator ${operator.name}`),
    ...tokens.map((token) => `API token ${token.name}`),
  ];
}

function namesOf({ groups = [], within = [], query }: Targets): string[] {
  const parsed = query === undefined ? undefined : parseQuery(query);
  return [...groups, ...within, ...(parsed?.ok ? groupsOf(parsed.query).map((each) => each.name) : [])];
}
