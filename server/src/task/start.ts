import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { ActionState } from "@shoal/protocol/action/state";
import type { RingBucket } from "@shoal/protocol/rollout/state";
import type { Targets } from "@shoal/protocol/task/task";
import type { SelectQueryBuilder } from "kysely";
import type { Aftermath } from "../action/aftermath.ts";
import { serverStep } from "../action/end-here.ts";
import { OF_THE_DEVICE, OF_THE_TASK } from "../action/new-action.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db, Schema } from "../db/schema.ts";
import { putOnOffer } from "../offer/put.ts";
import type { QueryScope } from "../query/scope.ts";
import { handOut } from "./hand-out.ts";
import { type Part, partOf, type StartedTask } from "./started.ts";
import { targeted } from "./targets.ts";

/** Where new actions stand. */
interface Place {
  state: Extract<ActionState, "assigned" | "scheduled">;
  code: ReasonCode | null;
  ring: number | null;
}

/**
 * Gives every target its part at once, whatever their number, in a handful of statements. To be run inside the transaction
 * that starts the task.
 * @returns how many targets there are
 */
export async function assignTargets(
  trx: Db,
  task: StartedTask,
  targets: Targets,
  scope: QueryScope,
  aftermath: Aftermath,
): Promise<number> {
  const { nowMs } = scope;
  const devices = await targeted(trx, targets, scope);
  if (!devices) return 0;
  const afterId = await lastAction(trx);
  const isOffer = task.urgency === "available";
  const place: Place = { state: isOffer ? "scheduled" : "assigned", code: isOffer ? "offered" : null, ring: null };
  await insertActions(trx, task, partOf(task), devices, place, nowMs);
  const made = await actionsAfter(trx, task.id, afterId);
  if (isOffer) await putOnOffer(trx, task, made, nowMs, aftermath);
  else await handOut(trx, task, made, nowMs, aftermath);
  return made.length;
}

/** Actions of the devices of a ring; they wait until it opens. */
export async function scheduleRing(
  trx: Db,
  task: StartedTask,
  ring: number,
  deviceIds: readonly string[],
  nowMs: number,
): Promise<void> {
  const afterId = await lastAction(trx);
  for (const ids of chunksOf(deviceIds))
    await insertActions(
      trx,
      task,
      partOf(task),
      trx.selectFrom("devices").where("id", "in", ids),
      { state: "scheduled", code: "ring-closed", ring },
      nowMs,
    );
  for (const ids of chunksOf(await actionsAfter(trx, task.id, afterId))) await serverStep(trx, ids, nowMs);
}

/** Gives devices a part of a task that not all of them have, and hands it out. To be run inside a transaction. */
export async function assignPart(
  trx: Db,
  task: StartedTask,
  part: Part,
  deviceIds: readonly string[],
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const afterId = await lastAction(trx);
  const place: Place = { state: "assigned", code: null, ring: null };
  for (const ids of chunksOf(deviceIds))
    await insertActions(trx, task, part, trx.selectFrom("devices").where("id", "in", ids), place, nowMs);
  await handOut(trx, task, await actionsAfter(trx, task.id, afterId), nowMs, aftermath);
}

async function insertActions(
  trx: Db,
  task: StartedTask,
  part: Part,
  devices: SelectQueryBuilder<Schema, "devices", object>,
  { state, code, ring }: Place,
  nowMs: number,
): Promise<void> {
  await trx
    .insertInto("actions")
    .columns([
      ...OF_THE_TASK,
      "state",
      "reason_code",
      "ring",
      "counts_as",
      ...OF_THE_DEVICE,
      "created_ms",
      "updated_ms",
    ])
    .expression(
      devices.select((eb) => [
        eb.val(task.id).as("task_id"),
        "id",
        eb.val(part.releaseId).as("release_id"),
        eb.val(part.package).as("package"),
        eb.val(part.version).as("version"),
        eb.val(part.kind).as("kind"),
        eb.val(task.delivery).as("delivery"),
        eb.val<ActionState>(state).as("state"),
        eb.val(code).as("reason_code"),
        eb.val(ring).as("ring"),
        eb.val<RingBucket | null>(ring === null ? null : "open").as("counts_as"),
        ...OF_THE_DEVICE,
        eb.val(nowMs).as("created_ms"),
        eb.val(nowMs).as("updated_ms"),
      ]),
    )
    .execute();
}

async function lastAction(trx: Db): Promise<number> {
  const last = await trx
    .selectFrom("actions")
    .select((eb) => eb.fn.max("id").as("id"))
    .executeTakeFirst();
  return Number(last?.id ?? 0);
}

async function actionsAfter(trx: Db, taskId: number, afterId: number): Promise<number[]> {
  const rows = await trx
    .selectFrom("actions")
    .select("id")
    .where("task_id", "=", taskId)
    .where("id", ">", afterId)
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}
