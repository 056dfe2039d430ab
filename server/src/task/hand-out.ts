import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { Aftermath } from "../action/aftermath.ts";
import { serverStep } from "../action/end-here.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import { prepare } from "./prerequisites.ts";
import { endReplaced } from "./replaced.ts";
import type { StartedTask } from "./started.ts";
import { supersede } from "./supersede.ts";

/** Why something is handed out that was not to be from the start. */
export interface HandedOut {
  code: ReasonCode | null;
  detail: string | null;
}

/**
 * Gives actions to their devices: what may not stand beside something else is ended first, and what needs something that is not there
 * yet waits; the others get the next sequence of their device and an assignment that is sealed when it is fetched. To be run inside a transaction.
 */
export async function handOut(
  trx: Db,
  task: StartedTask,
  actionIds: readonly number[],
  nowMs: number,
  aftermath: Aftermath,
  why: HandedOut = { code: null, detail: null },
): Promise<void> {
  const wanted = await endReplaced(trx, task, actionIds, nowMs, aftermath);
  const standing = await supersede(trx, task, wanted, nowMs, aftermath);
  const holding = await prepare(trx, task, standing, nowMs, aftermath);
  // A part's life begins when its device can hear of it: a ring may open weeks after the first one.
  const expiresMs = nowMs + task.lifeMs;
  for (const ids of chunksOf(holding)) {
    await trx
      .updateTable("actions")
      .set({ state: "assigned", updated_ms: nowMs })
      .set({ reason_code: why.code, reason_detail: why.detail, reason_next: null })
      .where("id", "in", ids)
      .execute();
    await serverStep(trx, ids, nowMs);
    const mine = () => trx.selectFrom("actions").where("actions.id", "in", ids);
    await trx
      .updateTable("devices")
      .set((eb) => ({ sequence: eb("sequence", "+", 1) }))
      .where("id", "in", mine().select("device_id"))
      .execute();
    await trx
      .insertInto("assignments")
      .columns(["device_id", "sequence", "action_id", "order_kind", "issued_ms", "expires_ms"])
      .expression(
        mine()
          .innerJoin("devices", "devices.id", "actions.device_id")
          .select((eb) => [
            "devices.id",
            "devices.sequence",
            "actions.id as action_id",
            eb.val("start" as const).as("order_kind"),
            eb.val(nowMs).as("issued_ms"),
            eb.val(expiresMs).as("expires_ms"),
          ]),
      )
      .execute();
    for (const { device_id } of await mine().select("device_id").execute()) aftermath.deviceIds.add(device_id);
  }
  if (holding.length > 0)
    await trx
      .updateTable("tasks")
      .set({ expires_ms: expiresMs })
      .where("id", "=", task.id)
      .where((eb) => eb.or([eb("expires_ms", "is", null), eb("expires_ms", "<", expiresMs)]))
      .execute();
}

/** Actions of a task that wait for nothing but to be handed out. @param throughRing the last ring that is open */
export async function dueActions(
  trx: Db,
  taskId: number,
  throughRing: number | null,
  nowMs: number,
): Promise<number[]> {
  const rows = await trx
    .selectFrom("actions")
    .select("id")
    .where("task_id", "=", taskId)
    .where("state", "=", "scheduled")
    .where("waits_for", "is", null)
    // What is on offer waits for a person, or for its deadline.
    .where((eb) => eb.or([eb("reason_code", "is", null), eb("reason_code", "<>", "offered")]))
    .where((eb) => eb.or([eb("ring", "is", null), eb("ring", "<=", throughRing ?? -1)]))
    .where((eb) => eb.or([eb("not_before_ms", "is", null), eb("not_before_ms", "<=", nowMs)]))
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Takes back what was in no answer yet: its agents cannot have begun. A sequence that was taken back is never given again.
 * To be run inside a transaction.
 */
export async function withhold(trx: Db, taskId: number, nowMs: number): Promise<void> {
  const rows = await trx
    .selectFrom("actions")
    .innerJoin("devices", "devices.id", "actions.device_id")
    .innerJoin("assignments", (join) =>
      join
        .onRef("assignments.device_id", "=", "actions.device_id")
        .onRef("assignments.action_id", "=", "actions.id")
        .on("assignments.order_kind", "=", "start"),
    )
    .where("actions.task_id", "=", taskId)
    .where("actions.state", "=", "assigned")
    .where("actions.ended_ms", "is", null)
    .whereRef("assignments.sequence", ">", "devices.delivered")
    .select(["actions.id", "actions.device_id"])
    .execute();
  for (const part of chunksOf(rows)) {
    const ids = part.map((row) => row.id);
    await trx
      .deleteFrom("assignments")
      .where("action_id", "in", ids)
      .where(
        "device_id",
        "in",
        part.map((row) => row.device_id),
      )
      .execute();
    await trx
      .updateTable("actions")
      .set({ state: "scheduled", updated_ms: nowMs, reason_code: "rollout-paused" })
      .where("id", "in", ids)
      .execute();
    await serverStep(trx, ids, nowMs);
  }
}
