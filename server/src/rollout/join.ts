import type { Targets } from "@shoal/protocol/task/task";
import type { Aftermath } from "../action/aftermath.ts";
import type { Db } from "../db/schema.ts";
import { scheduleRing } from "../task/start.ts";
import { startedTask } from "../task/started.ts";
import { targeted } from "../task/targets.ts";
import { handOutDue } from "./hand-out-due.ts";
import { feed } from "./settle.ts";
import { rolloutStore } from "./store.ts";

/** Takes in targets that were none when the task was started; they are of the last ring that is open. To be followed by `settle`. */
export async function joinRollout(trx: Db, taskId: number, nowMs: number, aftermath: Aftermath): Promise<void> {
  const rollout = await rolloutStore(trx).load(taskId);
  const task = await trx.selectFrom("tasks").select("targets").where("id", "=", taskId).executeTakeFirst();
  if (!rollout || !task || rollout.state.at < 0) return;
  const fresh = await targeted(trx, JSON.parse(task.targets) as Targets)
    ?.select("id")
    .where("id", "not in", trx.selectFrom("actions").select("device_id").where("task_id", "=", taskId))
    .execute();
  if (!fresh || fresh.length === 0) return;
  await scheduleRing(
    trx,
    await startedTask(trx, taskId),
    rollout.state.at,
    fresh.map((row) => row.id),
    nowMs,
  );
  await feed(trx, taskId, [{ type: "joined", count: fresh.length }], nowMs, aftermath);
  await handOutDue(trx, taskId, nowMs, aftermath);
}
