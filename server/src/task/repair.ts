import { nextRepair } from "@shoal/core/release/next-repair";
import type { MissingRelease } from "@shoal/protocol/agent/check-in";
import { Aftermath } from "../action/aftermath.ts";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { tell } from "../agent/tell.ts";
import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import type { Services } from "../http/services.ts";
import { replacedOn } from "../release/replaced-on.ts";
import { handOutDue } from "../rollout/hand-out-due.ts";
import { settle } from "../rollout/settle.ts";
import { makeAgain } from "./again.ts";
import { STANDS } from "./standing.ts";

/**
 * Puts back what a device says is missing, as another action of the task that keeps it. An agent says it with every check-in until it is
 * there again: what is done already, or is to be done later, is not done twice.
 */
export async function repairMissing(
  services: Services,
  assignments: AssignmentIndex,
  deviceId: string,
  missing: readonly MissingRelease[],
): Promise<void> {
  const { db, now, outbox } = services;
  const nowMs = now();
  const aftermath = new Aftermath();
  await db.transaction().execute(async (trx) => {
    for (const each of missing) await repair(trx, deviceId, each, nowMs, aftermath);
    await settle(trx, aftermath, nowMs);
    await outbox.add(trx, aftermath.events);
  });
  await tell(services, assignments, aftermath);
}

async function repair(
  trx: Db,
  deviceId: string,
  { actionId, detail }: MissingRelease,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const kept = /^\d{1,15}$/.test(actionId) ? await keptBy(trx, Number(actionId), deviceId) : undefined;
  if (!kept || (await isBusy(trx, deviceId, kept.package))) return;
  if ((await replacedOn(trx, kept, [kept.number])).size > 0) return;
  const last = await lastOf(trx, kept.task_id, deviceId);
  const { repairs, notBeforeMs } = nextRepair({ repairs: last.repairs, endedMs: last.ended_ms ?? nowMs }, nowMs);
  const waits = notBeforeMs > nowMs;
  const when = waits
    ? `; it was put back ${last.repairs === 1 ? "once" : `${last.repairs} times`} before, so not before ${new Date(notBeforeMs).toISOString()}`
    : "";
  const why = { code: "missing", detail: `${detail}${when}`.slice(0, 2000), ordered: false } as const;
  await makeAgain(trx, [last.id], { ...why, notBeforeMs: waits ? notBeforeMs : null }, nowMs, aftermath);
  await trx.updateTable("actions").set({ repairs }).where("retry_of", "=", last.id).execute();
  await trx.updateTable("tasks").set({ state: "running", finished_ms: null }).where("id", "=", kept.task_id).execute();
  const subject = `action:${actionId}`;
  const said = { package: kept.package, version: kept.version, detail, repairs, notBeforeMs };
  await auditStore(trx).append({
    atMs: nowMs,
    actor: `device:${deviceId}`,
    what: "action.missing",
    subject,
    detail: { task: kept.task_id, ...said },
  });
  aftermath.events.push({
    ...{ atMs: nowMs, kind: "action.missing", subject },
    data: { ...said, taskId: String(kept.task_id), actionId, deviceId },
  });
  await handOutDue(trx, kept.task_id, nowMs, aftermath);
}

/** What an action has installed, where its task keeps it still and nothing has come in its place. */
async function keptBy(trx: Db, actionId: number, deviceId: string) {
  return await trx
    .selectFrom("actions")
    .innerJoin("tasks", "tasks.id", "actions.task_id")
    .innerJoin("releases", "releases.id", "actions.release_id")
    .innerJoin("devices", "devices.id", "actions.device_id")
    .innerJoin("device_releases", (join) =>
      join
        .onRef("device_releases.device_number", "=", "devices.number")
        .onRef("device_releases.package", "=", "actions.package")
        .onRef("device_releases.release_id", "=", "actions.release_id"),
    )
    .select(["actions.task_id", "actions.package", "actions.version", "devices.number"])
    .where("actions.id", "=", actionId)
    .where("actions.device_id", "=", deviceId)
    .where("actions.kind", "=", "install")
    .where("actions.state", "=", "succeeded")
    .where("actions.role", "is", null)
    .where("tasks.keep", "=", 1)
    .where("tasks.state", "in", ["running", "finished"])
    .where("releases.recalled_ms", "is", null)
    .where(STANDS)
    .executeTakeFirst();
}

/** Something is being done, or is to be done, about the package. */
async function isBusy(trx: Db, deviceId: string, name: string): Promise<boolean> {
  const row = await trx
    .selectFrom("actions")
    .select("id")
    .where("device_id", "=", deviceId)
    .where("package", "=", name)
    .where("ended_ms", "is", null)
    // What is only on offer, or is for a ring that may never open, is no reason to go without it.
    .where((eb) => eb.or([eb("reason_code", "is", null), eb("reason_code", "not in", ["offered", "ring-closed"])]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function lastOf(trx: Db, taskId: number, deviceId: string) {
  return await trx
    .selectFrom("actions")
    .select(["id", "repairs", "ended_ms"])
    .where("task_id", "=", taskId)
    .where("device_id", "=", deviceId)
    .where("role", "is", null)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
}
