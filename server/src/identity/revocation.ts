import type { Socket } from "node:net";
import { expireThese } from "../action/report.ts";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { tell } from "../agent/tell.ts";
import type { AuditEntry } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import { audit, type Services } from "../http/services.ts";
import type { DeviceCallers } from "./device-callers.ts";
import type { DeviceStandings } from "./device-standing.ts";

export interface RevocationParts {
  standings: DeviceStandings;
  devices: DeviceCallers;
  assignments: AssignmentIndex;
}

/**
 * From here on the device is refused everything: it is no target, what is open on it has ended, and its connections are cut.
 * @param by who says so, without what follows from that
 * @returns how many actions have ended
 */
export async function revokeDevice(
  services: Services,
  { standings, devices, assignments }: RevocationParts,
  device: { id: string; name: string },
  by: Omit<AuditEntry, "what" | "subject">,
  reason: string | undefined,
): Promise<number> {
  const { db, hub, outbox } = services;
  const { atMs } = by;
  const subject = `device:${device.id}`;
  const { aftermath, ended } = await db.transaction().execute(async (trx) => {
    await standings.set(trx, device.id, { revokedMs: atMs });
    await trx.updateTable("devices").set({ retired_ms: atMs }).where("id", "=", device.id).execute();
    const open = await openActions(trx, device.id);
    const detail = reason ?? "an operator revoked it";
    const aftermath = await expireThese(trx, open, { code: "device-revoked", detail }, atMs);
    const said = { ...(reason === undefined ? {} : { reason }), ended: open.length };
    await audit(trx, { ...by, what: "device.revoked", subject, detail: said });
    const data = { deviceId: device.id, device: device.name, ...said };
    aftermath.events.push({ atMs, kind: "device.revoked", subject, data });
    await outbox.add(trx, aftermath.events);
    return { aftermath, ended: open.length };
  });
  standings.forget(device.id);
  hub.drop(device.id);
  devices.cut(device.id);
  await tell(services, assignments, aftermath);
  return ended;
}

/** Two holders of its key were seen: nothing is given to either, and what is open waits. */
export async function quarantineDevice(
  { db, hub, outbox, now }: Services,
  { standings, devices }: Omit<RevocationParts, "assignments">,
  device: { id: string; name: string },
  seen: { instance: string; other: string },
  asking: Socket,
): Promise<void> {
  const atMs = now();
  const subject = `device:${device.id}`;
  await db.transaction().execute(async (trx) => {
    await standings.set(trx, device.id, { quarantinedMs: atMs });
    await audit(trx, { atMs, actor: "server", what: "device.quarantined", subject, detail: seen });
    const data = { deviceId: device.id, device: device.name };
    await outbox.add(trx, [{ atMs, kind: "device.quarantined", subject, data }]);
  });
  standings.forget(device.id);
  hub.drop(device.id);
  devices.cut(device.id, asking);
  await outbox.publish();
}

/** A person says that one holder is left: it goes on, and the next instance of it is the first that is known. */
export async function releaseDevice(
  { db, outbox }: Services,
  standings: DeviceStandings,
  device: { id: string; name: string },
  by: Omit<AuditEntry, "what" | "subject">,
): Promise<void> {
  const subject = `device:${device.id}`;
  await db.transaction().execute(async (trx) => {
    await standings.set(trx, device.id, { quarantinedMs: undefined, instance: undefined, instancesBefore: [] });
    await audit(trx, { ...by, what: "device.released", subject });
    const data = { deviceId: device.id, device: device.name };
    await outbox.add(trx, [{ atMs: by.atMs, kind: "device.released", subject, data }]);
  });
  standings.forget(device.id);
  await outbox.publish();
}

async function openActions(trx: Db, deviceId: string) {
  return await trx
    .selectFrom("actions")
    .select(["id", "task_id", "device_id"])
    .where("device_id", "=", deviceId)
    .where("ended_ms", "is", null)
    .execute();
}
