import { isOver } from "@shoal/protocol/rollout/state";
import type { Aftermath } from "../action/aftermath.ts";
import { actorOf, operatorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import { entryOf } from "../http/services.ts";
import { type QueryScope, scopeAt } from "../query/scope.ts";
import type { StoredRelease } from "../release/store.ts";
import { beginRollout } from "../rollout/begin.ts";
import { ringMembers } from "../rollout/members.ts";
import { feed } from "../rollout/settle.ts";
import { rolloutStore } from "../rollout/store.ts";
import { whySecond } from "../task/approval.ts";
import { eventOf, handedOut, type Orders } from "../task/orders.ts";
import { assignTargets } from "../task/start.ts";
import { startedTask } from "../task/started.ts";
import { type StoredTask, taskStore } from "../task/store.ts";
import { targeted } from "../task/targets.ts";
import { followersOf } from "./followers.ts";

/**
 * Gives the devices of all that follows a channel what it points to now: each task gets a next one, with the same targets and rings, which
 * begins at once. What the one before has not done yet ends. To be run in the transaction that moves the channel.
 */
export async function moveFollowers(
  trx: Db,
  orders: Pick<Orders, "request" | "audit" | "hub">,
  channel: string,
  release: StoredRelease,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const scope = scopeAt(nowMs, orders.hub);
  for (const { id } of await followersOf(trx, channel)) {
    const task = (await taskStore(trx).find(id))!;
    if (task.releaseId === release.id) continue;
    const why = await whyNot(trx, task, release, scope);
    if (why === undefined) await moveOn(trx, orders, task, release, scope, aftermath);
    // The channel is moved all the same: one plan that does not suit its devices any more does not hold up the others.
    else await say(trx, orders, "task.not-moved", id, { channel, to: release.row.version, why }, nowMs, aftermath);
  }
}

/** Why a task cannot be started anew as it was; undefined where it can. */
async function whyNot(
  trx: Db,
  { id, detail }: StoredTask,
  { release }: StoredRelease,
  scope: QueryScope,
): Promise<string | undefined> {
  try {
    const found = await targeted(trx, detail.targets, scope);
    const first = await found?.select("id").limit(1).executeTakeFirst();
    if (!first) return "no enrolled device is among its targets";
    // Files and channels are no way around a second person: the release is another one than they agreed to.
    const second =
      detail.kind === "rollback" ? undefined : await whySecond(trx, { ...detail, kind: detail.kind }, release, scope);
    if (second) return `it needs a second person: ${second.why}; make a new task`;
    if (detail.rings) await ringMembers(trx, detail.rings, detail.targets, id, scope);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

async function moveOn(
  trx: Db,
  orders: Pick<Orders, "request" | "audit" | "hub">,
  task: StoredTask,
  release: StoredRelease,
  scope: QueryScope,
  aftermath: Aftermath,
): Promise<void> {
  const { nowMs } = scope;
  const by = actorOf(orders.request.caller);
  const { rings, targets, dynamic, version: from, channel } = task.detail;
  const rollout = await rolloutStore(trx).load(task.id);
  // It would hand out more of the one before.
  if (rollout && !isOver(rollout.state.state))
    await feed(trx, task.id, [{ type: "abort", by }], nowMs, aftermath, (what, detail) =>
      entryOf(orders.request, nowMs, what, `task:${task.id}`, detail),
    );
  const { person } = operatorOf(orders.request);
  const nextId = await addNext(trx, task, release.id, { by, person }, nowMs);
  const next = await startedTask(trx, nextId);
  if (rings) await beginRollout(trx, next, { rings, dynamic, targets, startedBy: by }, scope, aftermath);
  else await assignTargets(trx, next, targets, scope, aftermath);
  const devices = await handedOut(trx, nextId);
  const moved = { channel, from, to: release.row.version, by: String(nextId) };
  await say(trx, orders, "task.moved", task.id, moved, nowMs, aftermath);
  const detail = { devices, follows: String(task.id) };
  await orders.audit(trx, orders.request, "task.started", `task:${nextId}`, detail);
  aftermath.events.push(eventOf("started", nextId, nowMs, detail));
  aftermath.touched.add(nextId);
}

/** The same task with another release. A deadline is as far from its start as it was. */
async function addNext(
  trx: Db,
  task: StoredTask,
  releaseId: number,
  { by, person }: { by: string; person: string },
  nowMs: number,
): Promise<number> {
  const row = await trx.selectFrom("tasks").selectAll().where("id", "=", task.id).executeTakeFirstOrThrow();
  const { id, finished_ms: _ended, rollback_of: _none, ...same } = row;
  const made = await trx
    .insertInto("tasks")
    .values({
      ...same,
      release_id: releaseId,
      state: "running",
      deadline_ms: row.deadline_ms === null ? null : nowMs + row.deadline_ms - (row.started_ms ?? row.created_ms),
      follows: id,
      created_ms: nowMs,
      created_by: by,
      started_ms: nowMs,
      started_by: by,
      started_person: person,
      expires_ms: nowMs + row.life_ms,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return made.id;
}

async function say(
  trx: Db,
  { audit, request }: Pick<Orders, "request" | "audit">,
  kind: "task.moved" | "task.not-moved",
  taskId: number,
  detail: Record<string, unknown>,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const subject = `task:${taskId}`;
  await audit(trx, request, kind, subject, detail);
  aftermath.events.push({ atMs: nowMs, kind, subject, data: { taskId: String(taskId), ...detail } });
}
