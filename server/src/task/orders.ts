import { isEnd } from "@shoal/protocol/action/state";
import type { FastifyRequest } from "fastify";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { actorOf } from "../auth/hooks.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { refuseOverride } from "../settings/refuse.ts";
import { assignAgain, assignTargets, type StartedTask } from "./start.ts";
import { stopActions, supersededBy } from "./stop.ts";
import { type StoredTask, taskStore } from "./store.ts";
import { refuseUrgency } from "./urgency.ts";

/** Everything that an operator's order to a task needs. */
export interface Orders extends Services {
  assignments: AssignmentIndex;
  request: FastifyRequest;
}

/** @returns how many devices got an action */
export async function startTask(orders: Orders, task: StoredTask): Promise<number> {
  const { db, now, outbox, request } = orders;
  const nowMs = now();
  const deviceIds = await db.transaction().execute(async (trx) => {
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
    await refuseOverride(trx, task.detail.settings, task.detail.targets);
    refuseUrgency(task.detail, nowMs, task.detail.lifeMs);
    const assigned = await assignTargets(trx, startedOf(task, nowMs), task.detail.targets, nowMs);
    if (assigned.length === 0) throw new Refusal("no-targets", "no enrolled device is among its targets");
    const told =
      task.detail.kind === "precache"
        ? []
        : (
            await stopActions(
              trx,
              await supersededBy(trx, task.id, task.detail.package, task.detail.urgency),
              "superseded",
              nowMs,
            )
          ).deviceIds;
    await orders.audit(trx, request, "task.started", `task:${task.id}`, {
      devices: assigned.length,
      superseding: told.length,
    });
    await outbox.add(trx, [
      {
        atMs: nowMs,
        kind: "task.started",
        subject: `task:${task.id}`,
        data: { taskId: String(task.id), devices: assigned.length },
      },
    ]);
    return [...new Set([...assigned, ...told])];
  });
  await tell(orders, deviceIds);
  return deviceIds.length;
}

/** @returns how many actions were open */
export async function cancelTask(orders: Orders, task: StoredTask): Promise<number> {
  const { db, now, outbox, request } = orders;
  if (task.detail.state === "finished" || task.detail.state === "cancelled")
    throw new Refusal("conflict", `task ${task.id} is ${task.detail.state}; there is nothing to cancel`);
  const nowMs = now();
  const { open, deviceIds } = await db.transaction().execute(async (trx) => {
    const actions = (
      await trx
        .selectFrom("actions")
        .select("id")
        .where("task_id", "=", task.id)
        .where("ended_ms", "is", null)
        .execute()
    ).map((row) => row.id);
    const stopped = await stopActions(trx, actions, "cancelled", nowMs);
    await taskStore(trx).setState(task.id, "cancelled", nowMs);
    await orders.audit(trx, request, "task.cancelled", `task:${task.id}`, {
      open: actions.length,
      ended: stopped.ended,
      told: stopped.deviceIds.length,
    });
    await outbox.add(trx, [
      { atMs: nowMs, kind: "task.cancelled", subject: `task:${task.id}`, data: { taskId: String(task.id) } },
    ]);
    return { open: actions.length, deviceIds: stopped.deviceIds };
  });
  await tell(orders, deviceIds);
  return open;
}

/** @returns how many devices got a new action */
export async function retryTask(
  orders: Orders,
  task: StoredTask,
  only: readonly string[] | undefined,
): Promise<number> {
  const { db, now, outbox, request } = orders;
  if (task.detail.state !== "running" && task.detail.state !== "finished")
    throw new Refusal(
      "conflict",
      `task ${task.id} is ${task.detail.state}; only a running or finished one can be retried`,
    );
  const nowMs = now();
  const started = { ...startedOf(task, nowMs), expiresMs: nowMs + task.detail.lifeMs };
  const deviceIds = await db.transaction().execute(async (trx) => {
    const last = await trx
      .selectFrom("actions")
      .innerJoin("devices", "devices.id", "actions.device_id")
      .select(["actions.id", "actions.state", "actions.device_id", "devices.name"])
      .where(
        "actions.id",
        "in",
        trx
          .selectFrom("actions as each")
          .select((eb) => eb.fn.max("each.id").as("id"))
          .where("each.task_id", "=", task.id)
          .groupBy("each.device_id"),
      )
      .execute();
    const wanted = only === undefined ? undefined : new Set(only);
    const again = last.filter((row) =>
      wanted ? (wanted.has(row.device_id) || wanted.has(row.name)) && isEnd(row.state) : row.state === "failed",
    );
    if (again.length === 0)
      throw new Refusal(
        "conflict",
        wanted ? "none of these devices has an ended action in this task" : "no action of this task has failed",
      );
    const assigned = await assignAgain(
      trx,
      started,
      again.map((row) => row.id),
      nowMs,
    );
    await trx
      .updateTable("tasks")
      .set({ state: "running", finished_ms: null, expires_ms: started.expiresMs })
      .where("id", "=", task.id)
      .execute();
    await orders.audit(trx, request, "task.retried", `task:${task.id}`, { devices: assigned.length });
    await outbox.add(trx, [
      {
        atMs: nowMs,
        kind: "task.retried",
        subject: `task:${task.id}`,
        data: { taskId: String(task.id), devices: assigned.length },
      },
    ]);
    return assigned;
  });
  await tell(orders, deviceIds);
  return deviceIds.length;
}

/** After the commit: what was promised is stored, now the devices may look. */
async function tell({ assignments, hub, outbox }: Orders, deviceIds: readonly string[]): Promise<void> {
  await assignments.refresh(deviceIds);
  hub.ring(deviceIds);
  await outbox.publish();
}

function startedOf({ id, releaseId, detail }: StoredTask, nowMs: number): StartedTask {
  return {
    id,
    releaseId,
    package: detail.package,
    version: detail.version,
    kind: detail.kind,
    delivery: detail.delivery,
    urgency: detail.urgency,
    expiresMs: nowMs + detail.lifeMs,
  };
}
