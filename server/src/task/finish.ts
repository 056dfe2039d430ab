import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import type { NewEvent } from "../event/outbox.ts";
import { taskStore } from "./store.ts";

/** Those of the running tasks that have no open action left are finished. To be run in the transaction that ended their actions. */
export async function finishTasks(trx: Db, taskIds: readonly number[], nowMs: number): Promise<NewEvent[]> {
  const tasks = taskStore(trx);
  const events: NewEvent[] = [];
  for (const id of await tasks.done(taskIds)) {
    await tasks.setState(id, "finished", nowMs);
    await auditStore(trx).append({ atMs: nowMs, actor: "server", what: "task.finished", subject: `task:${id}` });
    events.push({ atMs: nowMs, kind: "task.finished", subject: `task:${id}`, data: { taskId: String(id) } });
  }
  return events;
}
