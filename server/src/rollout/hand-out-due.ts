import type { Aftermath } from "../action/aftermath.ts";
import type { Db } from "../db/schema.ts";
import { dueActions, handOut } from "../task/hand-out.ts";
import { startedTask } from "../task/started.ts";
import { rolloutStore } from "./store.ts";

/** Hands out what of a task is due, unless its rollout is paused. To be followed by `settle`. */
export async function handOutDue(trx: Db, taskId: number, nowMs: number, aftermath: Aftermath): Promise<void> {
  const rollout = await rolloutStore(trx).load(taskId);
  if (rollout?.state.state === "paused") return;
  const due = await dueActions(trx, taskId, rollout?.state.at ?? null, nowMs);
  await handOut(trx, await startedTask(trx, taskId), due, nowMs, aftermath);
}
