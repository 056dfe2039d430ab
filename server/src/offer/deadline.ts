import { Aftermath } from "../action/aftermath.ts";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { tell } from "../agent/tell.ts";
import { auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import type { Services } from "../http/services.ts";
import { settle } from "../rollout/settle.ts";
import { assignOffers } from "./assign.ts";
import { offerStore } from "./store.ts";

const SWEEP_MS = 30_000;
/** Of one sweep and transaction; the rest comes with the next. */
const AT_ONCE = 5000;

/** Makes required what was only on offer until now. @returns what stops the sweep */
export function startDeadlines(services: Services, assignments: AssignmentIndex): () => void {
  const { db, now, outbox, log } = services;
  const sweep = async () => {
    const aftermath = await db.transaction().execute(async (trx) => {
      const due = await requireDue(trx, now());
      await outbox.add(trx, due.events);
      return due;
    });
    await tell(services, assignments, aftermath);
  };
  const timer = setInterval(
    () => void sweep().catch((error: Error) => log.error({ err: error }, "offers could not be made required")),
    SWEEP_MS,
  );
  timer.unref();
  return () => clearInterval(timer);
}

/** To be run in a transaction. @returns what is to be told after it */
export async function requireDue(trx: Db, nowMs: number): Promise<Aftermath> {
  const aftermath = new Aftermath();
  const due = await offerStore(trx).due(nowMs, AT_ONCE);
  if (due.length === 0) return aftermath;
  const ids = due.map((each) => each.id);
  await assignOffers(trx, ids, { code: "deadline-reached" }, nowMs, aftermath);
  for (const taskId of new Set(due.map((each) => each.taskId)))
    await auditStore(trx).append({
      atMs: nowMs,
      actor: "server",
      what: "task.deadline-reached",
      subject: `task:${taskId}`,
      detail: { devices: due.filter((each) => each.taskId === taskId).length },
    });
  for (const { id, taskId, deviceId } of due)
    aftermath.events.push({
      atMs: nowMs,
      kind: "action.step",
      subject: `action:${id}`,
      data: { actionId: String(id), taskId: String(taskId), deviceId, state: "assigned", step: 0 },
    });
  await settle(trx, aftermath, nowMs);
  return aftermath;
}
