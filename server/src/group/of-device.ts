import type { DeviceGroup } from "@shoal/protocol/api/group";
import { sql } from "kysely";
import type { Db } from "../db/schema.ts";
import { queryCondition } from "../query/refuse.ts";
import type { QueryScope } from "../query/scope.ts";
import { groupStore } from "./store.ts";

/** Conditions in one statement: SQLite has 2,000 columns, and a text with a handful of parameters each. */
const BATCH = 100;

/**
 * The groups that a device is in at this moment: each is asked as it would be for a task, for this one device.
 * @param bounds the groups that there are for whoever asks; undefined: all
 */
export async function groupsOf(
  db: Db,
  deviceId: string,
  { nowMs, online }: QueryScope,
  bounds: readonly string[] | undefined,
): Promise<DeviceGroup[]> {
  const groups = (await groupStore(db).list()).filter(({ name }) => bounds === undefined || bounds.includes(name));
  const found: DeviceGroup[] = [];
  for (let at = 0; at < groups.length; at += BATCH) {
    const some = groups.slice(at, at + BATCH);
    const conditions = [];
    for (const { name } of some)
      conditions.push(await queryCondition(db, { kind: "group", any: [{ name, column: 1 }] }, { nowMs, online }));
    const row = await db
      .selectFrom("devices")
      .where("devices.id", "=", deviceId)
      .select(conditions.map((condition, index) => sql<number | null>`${condition}`.as(`is${index}`)))
      .executeTakeFirst();
    for (const [index, { name, description, query }] of some.entries())
      if (row?.[`is${index}`]) found.push({ name, description, ...(query === undefined ? {} : { query }) });
  }
  return found;
}
