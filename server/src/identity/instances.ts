import type { Socket } from "node:net";
import { LIMITS } from "@shoal/protocol/limits";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { DeviceStandings } from "./device-standing.ts";
import { quarantineDevice, type RevocationParts } from "./revocation.ts";

/**
 * Tells copies of a disk. Each start of an agent is another instance, and they follow each other: one that comes back after another took
 * its place is not alone with its key. What was still on its way when the agent ended comes within a minute, and says nothing.
 * @throws Refusal where two holders were seen
 */
export async function sawInstance(
  services: Services,
  parts: Omit<RevocationParts, "assignments">,
  deviceId: string,
  instance: string,
  asking: Socket,
): Promise<void> {
  const standing = await parts.standings.find(deviceId);
  if (!standing || standing.instance === instance) return;
  const { db, now } = services;
  const nowMs = now();
  if (!standing.instancesBefore.includes(instance)) return await take(services, parts.standings, deviceId, instance);
  if (nowMs - standing.instanceMs < LIMITS.instanceReturnMs) return;
  const { name } = await db.selectFrom("devices").select("name").where("id", "=", deviceId).executeTakeFirstOrThrow();
  const other = standing.instance ?? "";
  await quarantineDevice(services, parts, { id: deviceId, name }, { instance, other }, asking);
  throw new Refusal("device-quarantined", `${deviceId}: this agent came back after another took its place`);
}

async function take(
  { db, now }: Services,
  standings: DeviceStandings,
  deviceId: string,
  instance: string,
): Promise<void> {
  const standing = (await standings.find(deviceId))!;
  const before = standing.instance === undefined ? [] : [standing.instance, ...standing.instancesBefore];
  await standings.set(db, deviceId, { instance, instanceMs: now(), instancesBefore: before });
}
