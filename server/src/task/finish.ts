import type { Aftermath } from "../action/aftermath.ts";
import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import { taskStore } from "./store.ts";

/** Ends those of these tasks that have nothing left to do. To be run inside a transaction. */
export async function finishTasks(
  trx: Db,
  taskIds: readonly number[],
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const tasks = taskStore(trx);
  for (const id of await tasks.done(taskIds)) {
    await tasks.setState(id, "finished", nowMs);
    await auditStore(trx).append({ atMs: nowMs, actor: "server", what: "task.finished", subject: `task:${id}` });
    aftermath.events.push({
      atMs: nowMs,
      kind: "task.finished",
      subject: `task:${id}`,
      data: { taskId: String(id) },
    });
  }
}
