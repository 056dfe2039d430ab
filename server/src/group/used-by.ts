import { parseQuery } from "@shoal/core/query/parse";
import type { Query } from "@shoal/core/query/query";
import { groupsOf } from "@shoal/core/query/walk";
import type { Targets } from "@shoal/protocol/task/task";
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

/** What keeps a group from being deleted: each other group and each task that is not over, in words. */
export async function usedBy(db: Db, name: string): Promise<string[]> {
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
    ...tasks
      .filter(({ targets }) => namesOf(JSON.parse(targets) as Targets).includes(name))
      .map((task) => `task ${task.id} (${task.name}, ${task.state})`),
  ];
}

function namesOf({ groups = [], query }: Targets): string[] {
  const parsed = query === undefined ? undefined : parseQuery(query);
  return [...groups, ...(parsed?.ok ? groupsOf(parsed.query).map((each) => each.name) : [])];
}
