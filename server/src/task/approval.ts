import { createHash } from "node:crypto";
import type { Approval } from "@shoal/protocol/api/task";
import type { Release } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import type { TaskKind, TaskSpec } from "@shoal/protocol/task/task";
import type { Aftermath } from "../action/aftermath.ts";
import { actorOf, operatorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { readRules } from "../fleet/rules.ts";
import { Refusal } from "../http/refusal.ts";
import type { QueryScope } from "../query/scope.ts";
import type { Orders } from "./orders.ts";
import { targeted } from "./targets.ts";

/** Why a task needs a second person to start; undefined: it does not. @param release what it gives, or takes away */
export async function whySecond(
  db: Db,
  { kind, targets }: Pick<TaskSpec, "targets"> & { kind: TaskKind },
  release: Release,
  scope: QueryScope,
): Promise<{ why: string; devices: number } | undefined> {
  const { approvalAboveDevices: above, approvalForScripts } = await readRules(db);
  if (above === 0 && approvalForScripts === 0) return undefined;
  const devices = await countOf(db, targets, scope);
  const why = [
    ...(above > 0 && devices > above ? [say("second-for-devices", { devices, above })] : []),
    ...(approvalForScripts === 1 && kind !== "precache" && runsScripts(release) ? [say("second-for-scripts")] : []),
  ];
  return why.length === 0 ? undefined : { why: why.join("; "), devices };
}

async function countOf(db: Db, targets: TaskSpec["targets"], scope: QueryScope): Promise<number> {
  const found = (await targeted(db, targets, scope))?.select((eb) => eb.fn.countAll().as("count"));
  return Number((await found?.executeTakeFirst())?.count ?? 0);
}

/** Whatever a publisher has written for a shell is a script: an installer, a rule of detection, a removal. */
function runsScripts({ variants }: Release): boolean {
  const within = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(within);
    if (typeof value !== "object" || value === null) return false;
    return Object.entries(value).some(
      ([key, each]) => (key === "run" && typeof each === "string") || key === "script" || within(each),
    );
  };
  return variants.some((variant) => within([variant.installer, variant.detect, variant.remove]));
}

export interface ApprovalStore {
  find(taskId: number): Promise<Approval | undefined>;
  /** Whether somebody asked; a task that is changed has to be asked for anew. @returns who had asked */
  drop(taskId: number): Promise<string | undefined>;
}

export function approvalStore(db: Db): ApprovalStore {
  return {
    async find(taskId) {
      const row = await db.selectFrom("task_approvals").selectAll().where("task_id", "=", taskId).executeTakeFirst();
      return row && { askedBy: row.asked_by, askedMs: row.asked_ms, devices: row.devices, why: row.why };
    },
    async drop(taskId) {
      const gone = await db
        .deleteFrom("task_approvals")
        .where("task_id", "=", taskId)
        .returning("asked_by")
        .executeTakeFirst();
      return gone?.asked_by;
    },
  };
}

/** Puts a draft before a second person. To be run inside the transaction of its start. */
export async function askSecond(
  trx: Db,
  { request, audit }: Pick<Orders, "request" | "audit">,
  taskId: number,
  { why, devices }: { why: string; devices: number },
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  const { person, actor } = operatorOf(request);
  const changed = await trx
    .updateTable("tasks")
    .set({ state: "awaiting-approval" })
    .where("id", "=", taskId)
    .where("state", "=", "draft")
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new Refusal("conflict", say("task-started-or-waits", { id: taskId }));
  const digest = await digestOf(trx, taskId);
  const row = { task_id: taskId, asked_ms: nowMs, asked_by: actor, person, devices, why, digest };
  await trx.insertInto("task_approvals").values(row).execute();
  await audit(trx, request, "task.approval-asked", `task:${taskId}`, { devices, why });
  aftermath.events.push(told("approval-asked", taskId, nowMs, { devices, why, by: actor }));
}

/**
 * What the second person needs to be: another one. And the question has to be the one that was asked.
 * @returns who had asked; undefined: it was changed since, and is a draft again
 */
export async function takeApproval(
  trx: Db,
  orders: Pick<Orders, "request" | "audit">,
  taskId: number,
): Promise<Asked | undefined> {
  const asked = await trx.selectFrom("task_approvals").selectAll().where("task_id", "=", taskId).executeTakeFirst();
  if (!asked) throw new Refusal("conflict", say("waits-for-nobody-asks", { id: taskId, same: taskId }));
  const { person } = operatorOf(orders.request);
  if (asked.person === person)
    throw new Refusal("conflict", say("task-no-second", { actor: asked.asked_by, id: taskId }));
  await approvalStore(trx).drop(taskId);
  await trx.updateTable("tasks").set({ state: "draft" }).where("id", "=", taskId).execute();
  if (asked.digest === (await digestOf(trx, taskId)))
    return { by: asked.asked_by, person: asked.person, devices: asked.devices };
  await orders.audit(trx, orders.request, "task.approval-void", `task:${taskId}`, { askedBy: asked.asked_by });
  return undefined;
}

/** Who wanted a task started. */
export interface Asked {
  by: string;
  person: string;
  devices: number;
}

/** Whatever the second person agrees to: what is given, how, and to whom. Who is among the targets may change, as with every task. */
async function digestOf(trx: Db, taskId: number): Promise<string> {
  const task = await trx.selectFrom("tasks").selectAll().where("id", "=", taskId).executeTakeFirstOrThrow();
  const channel = task.channel
    ? await trx.selectFrom("channels").select("release_id").where("name", "=", task.channel).executeTakeFirst()
    : undefined;
  const { state: _state, release_id, ...spec } = task;
  const asked = JSON.stringify([Object.entries(spec).sort(), channel?.release_id ?? release_id]);
  return createHash("sha256").update(asked).digest("hex");
}

/** @returns the task is a draft again */
export async function reject(
  trx: Db,
  { request, audit }: Orders,
  taskId: number,
  reason: string,
  nowMs: number,
  aftermath: Aftermath,
) {
  const asked = await approvalStore(trx).find(taskId);
  if (!asked) throw new Refusal("conflict", say("task-waits-for-nobody", { id: taskId }));
  await approvalStore(trx).drop(taskId);
  await trx.updateTable("tasks").set({ state: "draft" }).where("id", "=", taskId).execute();
  await audit(trx, request, "task.rejected", `task:${taskId}`, { askedBy: asked.askedBy, reason });
  aftermath.events.push(told("rejected", taskId, nowMs, { by: actorOf(request.caller), reason }));
}

export function told(what: "approval-asked" | "approved" | "rejected", taskId: number, nowMs: number, data: object) {
  return {
    atMs: nowMs,
    kind: `task.${what}` as const,
    subject: `task:${taskId}`,
    data: { taskId: String(taskId), ...data },
  };
}
