import type { Targets } from "@shoal/protocol/task/task";
import type { Aftermath } from "../action/aftermath.ts";
import { serverStep } from "../action/end-here.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import { putOnOffer } from "../offer/put.ts";
import type { QueryScope } from "../query/scope.ts";
import { handOut } from "./hand-out.ts";
import { insertActions, insertPart, type Place } from "./insert.ts";
import { endReplaced } from "./replaced.ts";
import { type Part, partOf, type StartedTask } from "./started.ts";
import { targeted } from "./targets.ts";

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
  const isOffer = task.urgency === "available";
  const place: Place = { state: isOffer ? "scheduled" : "assigned", code: isOffer ? "offered" : null, ring: null };
  const made = (await insertActions(trx, task, partOf(task), devices, place, nowMs)).map((each) => each.id);
  if (isOffer) await putOnOffer(trx, task, await endReplaced(trx, task, made, nowMs, aftermath), nowMs, aftermath);
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
  const place: Place = { state: "scheduled", code: "ring-closed", ring };
  const made = await insertPart(trx, task, partOf(task), deviceIds, place, nowMs);
  for (const ids of chunksOf(made.map((each) => each.id))) await serverStep(trx, ids, nowMs);
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
  const made = await insertPart(trx, task, part, deviceIds, { state: "assigned", code: null, ring: null }, nowMs);
  await handOut(
    trx,
    task,
    made.map((each) => each.id),
    nowMs,
    aftermath,
  );
}
