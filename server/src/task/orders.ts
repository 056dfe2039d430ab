import { isOver } from "@shoal/protocol/rollout/state";
import type { FastifyRequest } from "fastify";
import { Aftermath } from "../action/aftermath.ts";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { tell } from "../agent/tell.ts";
import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { entryOf, type Services } from "../http/services.ts";
import { type QueryScope, scopeAt } from "../query/scope.ts";
import { refuseRecalled } from "../release/refuse-recalled.ts";
import { releaseStore } from "../release/store.ts";
import { beginRollout } from "../rollout/begin.ts";
import { feed, settle } from "../rollout/settle.ts";
import { rolloutStore } from "../rollout/store.ts";
import { refuseOverride } from "../settings/refuse.ts";
import { assignTargets } from "./start.ts";
import { startedTask } from "./started.ts";
import { openActions, stopActions } from "./stop.ts";
import { type StoredTask, taskStore } from "./store.ts";
import { refuseUrgency } from "./urgency.ts";

/** Everything that an operator's order to a task needs. */
export interface Orders extends Services {
  assignments: AssignmentIndex;
  request: FastifyRequest;
}

/** Carries out an order whole or not at all, settles what follows from it, and tells those concerned. */
export async function carryOut<T>(
  orders: Orders,
  order: (trx: Db, nowMs: number, aftermath: Aftermath) => Promise<T>,
): Promise<T> {
  const nowMs = orders.now();
  const aftermath = new Aftermath();
  const done = await orders.db.transaction().execute(async (trx) => {
    const result = await order(trx, nowMs, aftermath);
    await settle(trx, aftermath, nowMs);
    await orders.outbox.add(trx, aftermath.events);
    return result;
  });
  await tell(orders, orders.assignments, aftermath);
  return done;
}

/** @returns how many devices were given their part; of a rollout, those of its first ring */
export async function startTask(orders: Orders, task: StoredTask): Promise<number> {
  return await carryOut(
    orders,
    async (trx, nowMs, aftermath) => await startWithin(trx, orders, task, scopeAt(nowMs, orders.hub), aftermath),
  );
}

/** The same inside a transaction, to be followed by `settle`. */
export async function startWithin(
  trx: Db,
  { request, audit }: Pick<Orders, "request" | "audit">,
  task: StoredTask,
  scope: QueryScope,
  aftermath: Aftermath,
): Promise<number> {
  const { nowMs } = scope;
  // Asked inside the transaction, so that of two starts at once only one is the first.
  const { numUpdatedRows } = await trx
    .updateTable("tasks")
    .set({
      state: "running",
      started_ms: nowMs,
      started_by: actorOf(request.caller),
      expires_ms: nowMs + task.detail.lifeMs,
    })
    .where("id", "=", task.id)
    .where("state", "=", "draft")
    .executeTakeFirst();
  if (numUpdatedRows === 0n)
    throw new Refusal("conflict", `task ${task.id} was started before; only a draft can be started`);
  const { settings, targets, rings, dynamic } = task.detail;
  await refuseOverride(trx, settings, targets, scope);
  refuseRecalled(await releaseStore(trx).get(task.releaseId), task.detail.kind);
  refuseUrgency(task.detail, nowMs, task.detail.lifeMs);
  const started = await startedTask(trx, task.id);
  const startedBy = actorOf(request.caller);
  if (rings) await beginRollout(trx, started, { rings, dynamic, targets, startedBy }, scope, aftermath);
  else if ((await assignTargets(trx, started, targets, scope, aftermath)) === 0)
    throw new Refusal("no-targets", "no enrolled device is among its targets");
  const devices = await handedOut(trx, task.id);
  const superseding = aftermath.superseded;
  await audit(trx, request, "task.started", `task:${task.id}`, { devices, superseding });
  aftermath.events.unshift(eventOf("started", task.id, nowMs, { devices }));
  return devices;
}

/** @returns how many actions were open */
export async function cancelTask(orders: Orders, task: StoredTask): Promise<number> {
  const { request } = orders;
  if (task.detail.state === "finished" || task.detail.state === "cancelled")
    throw new Refusal("conflict", `task ${task.id} is ${task.detail.state}; there is nothing to cancel`);
  return await carryOut(orders, async (trx, nowMs, aftermath) => {
    const open = await openActions(trx, task.id);
    const rollout = await rolloutStore(trx).load(task.id);
    const by = actorOf(request.caller);
    let stopped = { ended: 0, told: 0 };
    // A rollout that goes on would hand out more.
    if (rollout && !isOver(rollout.state.state))
      await feed(trx, task.id, [{ type: "abort", by }], nowMs, aftermath, (what, detail) =>
        entryOf(request, nowMs, what, `task:${task.id}`, detail),
      );
    else {
      stopped = await stopActions(trx, open, { why: "cancelled", code: "cancelled-by-operator" }, nowMs, aftermath);
      await taskStore(trx).setState(task.id, "cancelled", nowMs);
    }
    await orders.audit(trx, request, "task.cancelled", `task:${task.id}`, { open: open.length, ...stopped });
    aftermath.events.push(eventOf("cancelled", task.id, nowMs));
    return open.length;
  });
}

/** Actions of a task that has just been started and that were not ended before they could be handed out. */
async function handedOut(trx: Db, taskId: number): Promise<number> {
  const row = await trx
    .selectFrom("actions")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("task_id", "=", taskId)
    .where((eb) => eb.or([eb("state", "=", "assigned"), eb("reason_code", "=", "offered")]))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

export function eventOf(what: "started" | "cancelled" | "retried", taskId: number, nowMs: number, data: object = {}) {
  return {
    atMs: nowMs,
    kind: `task.${what}` as const,
    subject: `task:${taskId}`,
    data: { taskId: String(taskId), ...data },
  };
}
