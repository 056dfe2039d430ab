import type { Inventory } from "@shoal/protocol/device/platform";
import type { AuditEntry } from "../audit/store.ts";
import { newId } from "../auth/token.ts";
import type { Db } from "../db/schema.ts";
import { inventoryDigest } from "../device/inventory-digest.ts";
import { named } from "../device/named.ts";
import { deviceStore } from "../device/store.ts";
import type { Outbox } from "../event/outbox.ts";
import { groupStore } from "../group/store.ts";
import { audit } from "../http/services.ts";
import type { DeviceStandings } from "./device-standing.ts";

export interface Newcomer {
  name: string;
  inventory: Inventory;
  keyDigest: string;
  /** What it is put into; a group that is gone, or is one by a query by now, puts it nowhere. */
  group?: string | undefined;
  /** What it was before, by the old key that it has proved. */
  known?: string | undefined;
}

/** Lets a device in, in a transaction: as the one that it was, or as a new one. @returns its id */
export async function admit(
  trx: Db,
  { outbox, standings }: { outbox: Outbox; standings: DeviceStandings },
  { name, inventory, keyDigest, group, known }: Newcomer,
  by: Omit<AuditEntry, "what" | "subject">,
): Promise<string> {
  const { atMs } = by;
  const devices = deviceStore(trx, () => false);
  const id = known ?? newId("d-");
  const digest = inventoryDigest(inventory);
  if (known === undefined) await devices.add({ id, name, keyDigest, inventory, inventoryDigest: digest, nowMs: atMs });
  else {
    await standings.set(trx, id, { key: keyDigest, nextKey: undefined, instance: undefined, instancesBefore: [] });
    await trx.updateTable("devices").set(named(name)).where("id", "=", id).execute();
    await devices.setInventory(id, inventory, digest);
  }
  const joined = group !== undefined && (await join(trx, id, group));
  const what = known === undefined ? "device.enrolled" : "device.re-enrolled";
  const subject = `device:${id}`;
  const detail = { name, platform: inventory.platform, ...(joined ? { group } : {}) };
  await audit(trx, { ...by, what, subject, detail });
  await outbox.add(trx, [{ atMs, kind: what, subject, data: { deviceId: id, name, ...(joined ? { group } : {}) } }]);
  return id;
}

async function join(trx: Db, id: string, group: string): Promise<boolean> {
  const groups = groupStore(trx);
  const found = await groups.find(group);
  if (!found || found.query !== undefined) return false;
  const { number } = await trx.selectFrom("devices").select("number").where("id", "=", id).executeTakeFirstOrThrow();
  await groups.addMembers(group, [number]);
  return true;
}
