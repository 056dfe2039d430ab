import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import type { NewEvent } from "../event/outbox.ts";
import type { Services } from "../http/services.ts";
import { assignOffers } from "./assign.ts";
import { offerStore } from "./store.ts";

const SWEEP_MS = 30_000;
/** Of one sweep and transaction; the rest comes with the next. */
const AT_ONCE = 5000;

/** Makes required what was only on offer until now. @returns what stops the sweep */
export function startDeadlines(services: Services, assignments: AssignmentIndex): () => void {
  const { db, now, hub, outbox, log } = services;
  const sweep = async () => {
    const { deviceIds, events } = await db.transaction().execute(async (trx) => {
      const due = await requireDue(trx, now());
      await outbox.add(trx, due.events);
      return due;
    });
    if (events.length === 0) return;
    await assignments.refresh(deviceIds);
    hub.ring(deviceIds);
    await outbox.publish();
  };
  const timer = setInterval(
    () => void sweep().catch((error: Error) => log.error({ err: error }, "offers could not be made required")),
    SWEEP_MS,
  );
  timer.unref();
  return () => clearInterval(timer);
}

/** To be run in a transaction. @returns devices that have to look, and what is to be told */
export async function requireDue(trx: Db, nowMs: number): Promise<{ deviceIds: string[]; events: NewEvent[] }> {
  const due = await offerStore(trx).due(nowMs, AT_ONCE);
  if (due.length === 0) return { deviceIds: [], events: [] };
  const ids = due.map((each) => each.id);
  const deviceIds = await assignOffers(trx, ids, { code: "deadline-reached" }, nowMs);
  for (const taskId of new Set(due.map((each) => each.taskId)))
    await auditStore(trx).append({
      atMs: nowMs,
      actor: "server",
      what: "task.deadline-reached",
      subject: `task:${taskId}`,
      detail: { devices: due.filter((each) => each.taskId === taskId).length },
    });
  const events = due.map(({ id, taskId, deviceId }) => ({
    atMs: nowMs,
    kind: "action.step",
    subject: `action:${id}`,
    data: { actionId: String(id), taskId: String(taskId), deviceId, state: "assigned", step: 0 },
  }));
  return { deviceIds, events };
}
