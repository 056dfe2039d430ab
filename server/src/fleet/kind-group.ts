import { changesBetween } from "@shoal/core/fleet/changes";
import type { GroupObject } from "@shoal/protocol/fleet/object";
import type { Db } from "../db/schema.ts";
import { membersCondition, numbersOf } from "../group/members.ts";
import { removeGroup, writeGroup } from "../group/orders.ts";
import { groupStore } from "../group/store.ts";
import { Refusal } from "../http/refusal.ts";
import type { QueryScope } from "../query/scope.ts";
import { confirmed } from "./confirmed.ts";
import { namesOf } from "./device-names.ts";
import type { Kind } from "./run.ts";

export const groupKind: Kind<GroupObject> = {
  async apply({ trx, orders, scope, hit }, { name, description = "", query, devices, everyDevice }) {
    if ((query === undefined) === (devices === undefined))
      throw new Refusal(
        "bad-request",
        "a group has a query or devices, exactly one of both; devices: [] is an empty list",
      );
    const there = await groupStore(trx).find(name);
    const before = there && { description: there.description, ...(await membersOf(trx, name, there.query)) };
    const wanted = devices === undefined ? { query } : { devices: await namesOf(trx, await numbersOf(trx, devices)) };
    const changes = changesBetween(before ?? {}, { description, ...wanted }).filter(
      ({ before, after }) => before !== undefined || after !== "",
    );
    if (there && changes.length === 0) return { verb: "same", changes, effects: [], devices: 0, byHand: true };
    const was = there ? await idsIn(trx, name, scope) : new Set<string>();
    const isNewQuery = query !== undefined && query !== there?.query;
    await writeGroup(
      trx,
      orders,
      name,
      {
        description,
        ...(isNewQuery ? { query, ...(await confirmed(trx, { query }, scope, everyDevice)) } : {}),
        ...(devices === undefined ? {} : { devices }),
      },
      scope,
    );
    const now = await idsIn(trx, name, scope);
    const joined = [...now].filter((id) => !was.has(id));
    const left = [...was].filter((id) => !now.has(id));
    if (there) for (const id of [...joined, ...left]) hit.add(id);
    return {
      verb: there ? "change" : "create",
      changes,
      effects: [
        there ? `${now.size} in it, ${was.size} before: ${joined.length} come, ${left.length} go` : `${now.size} in it`,
      ],
      devices: there ? joined.length + left.length : 0,
      byHand: true,
    };
  },
  async prune({ trx, orders, scope }, { name }) {
    const there = await groupStore(trx).find(name);
    if (!there) return { verb: "forget", changes: [], effects: ["somebody has deleted it"], devices: 0 };
    const was = await idsIn(trx, name, scope);
    await removeGroup(trx, orders, name, scope.nowMs);
    return { verb: "delete", changes: [], effects: [`${was.size} are in it`], devices: 0 };
  },
};

async function membersOf(trx: Db, name: string, query: string | undefined) {
  if (query !== undefined) return { query };
  const rows = await trx.selectFrom("group_members").select("device_number").where("group_name", "=", name).execute();
  return {
    devices: await namesOf(
      trx,
      rows.map((row) => row.device_number),
    ),
  };
}

async function idsIn(trx: Db, name: string, scope: QueryScope): Promise<Set<string>> {
  const rows = await trx
    .selectFrom("devices")
    .select("id")
    .where(await membersCondition(trx, name, scope))
    .execute();
  return new Set(rows.map((row) => row.id));
}
