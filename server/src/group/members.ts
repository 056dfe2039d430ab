import type { GroupRow } from "@shoal/protocol/api/group";
import { say } from "@shoal/protocol/sentence/say";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { queryCondition } from "../query/refuse.ts";
import type { QueryScope } from "../query/scope.ts";
import type { StoredGroup } from "./store.ts";

/** Who is in a group at this moment, as a condition on `devices`. */
export async function membersCondition(db: Db, name: string, scope: QueryScope) {
  return await queryCondition(db, { kind: "group", any: [{ name, column: 1 }] }, scope);
}

/** A group with how many are in it. */
export async function counted(db: Db, { query, ...group }: StoredGroup, scope: QueryScope): Promise<GroupRow> {
  const condition = await membersCondition(db, group.name, scope);
  const rows = await db
    .selectFrom("devices")
    .where(condition)
    .select((eb) => [eb.fn.countAll().as("all"), eb.fn.count("retired_ms").as("retired")])
    .executeTakeFirst();
  const retired = Number(rows?.retired ?? 0);
  return { ...group, ...(query === undefined ? {} : { query }), devices: Number(rows?.all ?? 0) - retired, retired };
}

/**
 * Numbers of devices by their ids or names.
 * @throws Refusal with those that are not there, or of which there are several
 */
export async function numbersOf(db: Db, idsOrNames: readonly string[]): Promise<number[]> {
  const numbers: number[] = [];
  const unknown: string[] = [];
  for (const text of idsOrNames) {
    const byId = await db.selectFrom("devices").select("number").where("id", "=", text).executeTakeFirst();
    const found = byId
      ? [byId]
      : await db.selectFrom("devices").select("number").where("name", "=", text).limit(2).execute();
    if (found.length === 1) numbers.push(found[0]!.number);
    else unknown.push(text);
  }
  if (unknown.length === 0) return numbers;
  const list = unknown.slice(0, TOLD).join(", ");
  const count = unknown.length - TOLD;
  throw new Refusal(
    "not-found",
    count > 0 ? say("device-unknown-more", { list, count }) : say("device-unknown", { list }),
  );
}

const TOLD = 5;
