import type { Aftermath } from "../action/aftermath.ts";
import { serverStep } from "../action/end-here.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import type { StartedTask } from "../task/started.ts";
import { stopActions } from "../task/stop.ts";

/**
 * Actions that wait for a person at their device. They take the place of older offers of the same package at once, and of orders only
 * when somebody asks. To be run inside the transaction that made them.
 */
export async function putOnOffer(
  trx: Db,
  task: StartedTask,
  actionIds: readonly number[],
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const detail = `by task ${task.id} (${task.package} ${task.version})`;
  for (const ids of chunksOf(actionIds)) {
    await serverStep(trx, ids, nowMs);
    const older = await trx
      .selectFrom("actions as other")
      .innerJoin("actions as fresh", "fresh.device_id", "other.device_id")
      .select("other.id")
      .where("fresh.id", "in", ids)
      .whereRef("other.package", "=", "fresh.package")
      .whereRef("other.task_id", "<>", "fresh.task_id")
      .where("other.ended_ms", "is", null)
      .where("other.reason_code", "=", "offered")
      .execute();
    const stop = { why: "superseded", code: "superseded-by-task", detail } as const;
    await stopActions(trx, [...new Set(older.map(({ id }) => id))], stop, nowMs, aftermath);
    aftermath.superseded += older.length;
  }
  await trx
    .updateTable("tasks")
    .set({ expires_ms: nowMs + task.lifeMs })
    .where("id", "=", task.id)
    .execute();
}
