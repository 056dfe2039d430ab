import type { Aftermath } from "../action/aftermath.ts";
import type { Db } from "../db/schema.ts";
import { givenBack } from "./rollback-plan.ts";
import { assignPart } from "./start.ts";
import { startedTask } from "./started.ts";

/**
 * A device that had begun when its task was taken back, and has come to the end of it since, gets back what it had as the others did.
 * Not where somebody has ordered the task anew, or stopped the rollback. To be run in the transaction that stores the step.
 * @returns whether it does
 */
export async function rollBackLate(
  trx: Db,
  action: { task_id: number; created_ms: number; package: string },
  deviceId: string,
  nowMs: number,
  aftermath: Aftermath,
): Promise<boolean> {
  const rollback = await trx
    .selectFrom("tasks")
    .select("id")
    .where("rollback_of", "=", action.task_id)
    .where("state", "in", ["running", "finished"])
    .where("started_ms", ">=", action.created_ms)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!rollback) return false;
  const given = await givenBack(trx, action.task_id, deviceId, action.package);
  if (!given) return false;
  await trx.updateTable("tasks").set({ state: "running", finished_ms: null }).where("id", "=", rollback.id).execute();
  await assignPart(trx, await startedTask(trx, rollback.id), given.part, [deviceId], nowMs, aftermath);
  return true;
}
