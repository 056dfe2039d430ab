import { isOver } from "@shoal/protocol/rollout/state";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import { Aftermath } from "../action/aftermath.ts";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { tell } from "../agent/tell.ts";
import { actorOf, operatorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { entryOf, type Services } from "../http/services.ts";
import { type QueryScope, scopeAt } from "../query/scope.ts";
import { refuseRecalled } from "../release/refuse-recalled.ts";
import { releaseStore } from "../release/store.ts";
import { beginRollout } from "../rollout/begin.ts";
import { feed, settle } from "../rollout/settle.ts";
import { rolloutStore } from "../rollout/store.ts";
import { refuseUnreached } from "../secret/refuse.ts";
import { refuseOverride } from "../settings/refuse.ts";
import { type Asked, approvalStore, askSecond, reject, takeApproval, told, whySecond } from "./approval.ts";
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

/** A second person agrees. @returns how many devices were given their part */
export async function approveTask(orders: Orders, task: StoredTask): Promise<number> {
  const started = await carryOut(orders, async (trx, nowMs, aftermath) => {
    const asked = await takeApproval(trx, orders, task.id);
    if (!asked) return undefined;
    const by = actorOf(orders.request.caller);
    await orders.audit(trx, orders.request, "task.approved", `task:${task.id}`, {
      askedBy: asked.by,
      devices: asked.devices,
    });
    const devices = await startWithin(trx, orders, task, scopeAt(nowMs, orders.hub), aftermath, asked);
    aftermath.events.unshift(told("approved", task.id, nowMs, { by }));
    return devices;
  });
  if (started === undefined) throw new Refusal("conflict", say("task-changed-since", { id: task.id }));
  return started;
}

/** A second person does not agree: the task is a draft again. */
export async function rejectTask(orders: Orders, task: StoredTask, reason: string): Promise<void> {
  await carryOut(orders, async (trx, nowMs, aftermath) => await reject(trx, orders, task.id, reason, nowMs, aftermath));
}

/** The same inside a transaction, to be followed by `settle`. */
export async function startWithin(
  trx: Db,
  { request, audit }: Pick<Orders, "request" | "audit">,
  task: StoredTask,
  scope: QueryScope,
  aftermath: Aftermath,
  asked?: Asked,
): Promise<number> {
  const { nowMs } = scope;
  if (task.detail.kind !== "rollback" && !asked && task.detail.state === "draft") {
    const { release } = (await releaseStore(trx).get(await pointedTo(trx, task)))!;
    const second = await whySecond(trx, { ...task.detail, kind: task.detail.kind }, release, scope);
    if (second) {
      await askSecond(trx, { request, audit }, task.id, second, nowMs, aftermath);
      return 0;
    }
  }
  const startedBy = asked?.by ?? actorOf(request.caller);
  // Asked inside the transaction, so that of two starts at once only one is the first.
  const { numUpdatedRows } = await trx
    .updateTable("tasks")
    .set({
      state: "running",
      started_ms: nowMs,
      started_by: startedBy,
      started_person: asked?.person ?? operatorOf(request).person,
      expires_ms: nowMs + task.detail.lifeMs,
    })
    .where("id", "=", task.id)
    .where("state", "=", "draft")
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refusal("conflict", say("task-started-before", { id: task.id }));
  const { kind, settings, targets, rings, dynamic } = task.detail;
  if (kind === "rollback") throw new Refusal("conflict", say("task-is-rollback", { id: task.id }));
  await refuseOverride(trx, settings, targets, scope);
  const releaseId = await pointedTo(trx, task);
  const stored = await releaseStore(trx).get(releaseId);
  refuseRecalled(stored, kind);
  // A precache runs nothing.
  if (kind !== "precache") await refuseUnreached(trx, stored.release);
  refuseUrgency({ ...task.detail, kind }, nowMs, task.detail.lifeMs);
  const started = await startedTask(trx, task.id);
  if (rings) await beginRollout(trx, started, { rings, dynamic, targets, startedBy }, scope, aftermath);
  else if ((await assignTargets(trx, started, targets, scope, aftermath)) === 0)
    throw new Refusal("no-targets", say("no-device-targeted"));
  const devices = await handedOut(trx, task.id);
  const superseding = aftermath.superseded;
  await audit(trx, request, "task.started", `task:${task.id}`, { devices, superseding });
  aftermath.events.unshift(eventOf("started", task.id, nowMs, { devices }));
  return devices;
}

/** The release of a task that is started now; of one that follows a channel, what that points to by now. */
async function pointedTo(trx: Db, { id, releaseId, detail: { channel } }: StoredTask): Promise<number> {
  if (channel === undefined) return releaseId;
  const row = await trx.selectFrom("channels").select("release_id").where("name", "=", channel).executeTakeFirst();
  if (!row) throw new Refusal("conflict", say("channel-gone", { id, channel }));
  await trx.updateTable("tasks").set({ release_id: row.release_id }).where("id", "=", id).execute();
  return row.release_id;
}

/** @returns how many actions were open */
export async function cancelTask(orders: Orders, task: StoredTask): Promise<number> {
  const { state, channel, keep } = task.detail;
  // What is finished may follow a channel still, or keep what it has installed.
  if (state === "cancelled" || (state === "finished" && channel === undefined && !keep))
    throw new Refusal("conflict", say("task-cancel-state", { id: task.id, state: task.detail.state }));
  return await carryOut(orders, async (trx, nowMs, aftermath) => await endTask(trx, orders, task.id, nowMs, aftermath));
}

/** Ends a task that is a draft or under way, as an operator's order. To be run inside its transaction. @returns how many actions were open */
export async function endTask(
  trx: Db,
  { request, audit }: Orders,
  taskId: number,
  nowMs: number,
  aftermath: Aftermath,
): Promise<number> {
  const open = await openActions(trx, taskId);
  await approvalStore(trx).drop(taskId);
  const { state: before } = await trx
    .selectFrom("tasks")
    .select("state")
    .where("id", "=", taskId)
    .executeTakeFirstOrThrow();
  const rollout = await rolloutStore(trx).load(taskId);
  const by = actorOf(request.caller);
  let stopped = { ended: 0, told: 0 };
  // A rollout that goes on would hand out more.
  if (rollout && !isOver(rollout.state.state))
    await feed(trx, taskId, [{ type: "abort", by }], nowMs, aftermath, (what, detail) =>
      entryOf(request, nowMs, what, `task:${taskId}`, detail),
    );
  else {
    stopped = await stopActions(trx, open, { why: "cancelled", code: "cancelled-by-operator" }, nowMs, aftermath);
    await taskStore(trx).setState(taskId, "cancelled", nowMs);
  }
  await audit(trx, request, "task.cancelled", `task:${taskId}`, { open: open.length, ...stopped, before });
  aftermath.events.push(eventOf("cancelled", taskId, nowMs));
  return open.length;
}

/** Actions of a task that has just been started and that were not ended before they could be handed out. */
export async function handedOut(trx: Db, taskId: number): Promise<number> {
  const row = await trx
    .selectFrom("actions")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("task_id", "=", taskId)
    .where("role", "is", null)
    .where((eb) => eb.or([eb("state", "=", "assigned"), eb("reason_code", "in", ["offered", "dependency-waiting"])]))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

export function eventOf(
  what: "started" | "cancelled" | "retried" | "rolled-back",
  taskId: number,
  nowMs: number,
  data: object = {},
) {
  return {
    atMs: nowMs,
    kind: `task.${what}` as const,
    subject: `task:${taskId}`,
    data: { taskId: String(taskId), ...data },
  };
}
