import type { ActionState } from "@shoal/protocol/action/state";
import type { Targets } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import type { QueryScope } from "../query/scope.ts";
import { targeted } from "./targets.ts";

export interface StartedTask {
  id: number;
  releaseId: number;
  package: string;
  version: string;
  kind: "install" | "remove" | "precache";
  delivery: "pull" | "push";
  expiresMs: number;
}

/** What a new action says of itself; of its device it says what that was when it was made, so that history stays true. */
const NEW_ACTION = [
  "task_id",
  "device_id",
  "release_id",
  "package",
  "version",
  "kind",
  "delivery",
  "state",
  "os",
  "arch",
  "form_factor",
  "created_ms",
  "updated_ms",
] as const;

/**
 * One action, one step and one sealed-to-be assignment a device, whatever their number, in a handful of statements. To be
 * run inside the transaction that starts the task.
 * @returns ids of the devices
 */
export async function assignTargets(
  trx: Db,
  task: StartedTask,
  targets: Targets,
  scope: QueryScope,
): Promise<string[]> {
  const { nowMs } = scope;
  const devices = await targeted(trx, targets, scope);
  if (!devices) return [];
  await trx
    .insertInto("actions")
    .columns(NEW_ACTION)
    .expression(
      devices.select((eb) => [
        eb.val(task.id).as("task_id"),
        "id",
        eb.val(task.releaseId).as("release_id"),
        eb.val(task.package).as("package"),
        eb.val(task.version).as("version"),
        eb.val(task.kind).as("kind"),
        eb.val(task.delivery).as("delivery"),
        eb.val<ActionState>("assigned").as("state"),
        "os",
        "arch",
        "form_factor",
        eb.val(nowMs).as("created_ms"),
        eb.val(nowMs).as("updated_ms"),
      ]),
    )
    .execute();
  return await assign(trx, task.id, 0, task.expiresMs, nowMs);
}

/** New actions of a running task for devices whose earlier one ended. */
export async function assignAgain(
  trx: Db,
  task: StartedTask,
  actionIds: readonly number[],
  nowMs: number,
): Promise<string[]> {
  const last = await trx
    .selectFrom("actions")
    .select((eb) => eb.fn.max("id").as("id"))
    .executeTakeFirst();
  for (let at = 0; at < actionIds.length; at += 5000)
    await trx
      .insertInto("actions")
      .columns([...NEW_ACTION, "retry_of"])
      .expression(
        trx
          .selectFrom("actions as before")
          .innerJoin("devices", "devices.id", "before.device_id")
          .where("before.id", "in", actionIds.slice(at, at + 5000))
          .select((eb) => [
            "before.task_id",
            "before.device_id",
            "before.release_id",
            "before.package",
            "before.version",
            "before.kind",
            "before.delivery",
            eb.val<ActionState>("assigned").as("state"),
            "devices.os",
            "devices.arch",
            "devices.form_factor",
            eb.val(nowMs).as("created_ms"),
            eb.val(nowMs).as("updated_ms"),
            "before.id as retry_of",
          ]),
      )
      .execute();
  return await assign(trx, task.id, Number(last?.id ?? 0), task.expiresMs, nowMs);
}

/** First step, next sequence and assignment of the task's actions above `afterId`. */
async function assign(trx: Db, taskId: number, afterId: number, expiresMs: number, nowMs: number): Promise<string[]> {
  const fresh = () => trx.selectFrom("actions").where("task_id", "=", taskId).where("actions.id", ">", afterId);
  await trx
    .insertInto("action_steps")
    .columns(["action_id", "step", "by", "state", "at_ms", "received_ms"])
    .expression(
      fresh().select((eb) => [
        "id",
        eb.val(0).as("step"),
        eb.val("server" as const).as("by"),
        "state",
        eb.val(nowMs).as("at_ms"),
        eb.val(nowMs).as("received_ms"),
      ]),
    )
    .execute();
  await trx
    .updateTable("devices")
    .set((eb) => ({ sequence: eb("sequence", "+", 1) }))
    .where("id", "in", fresh().select("device_id"))
    .execute();
  await trx
    .insertInto("assignments")
    .columns(["device_id", "sequence", "action_id", "order_kind", "issued_ms", "expires_ms"])
    .expression(
      fresh()
        .innerJoin("devices", "devices.id", "actions.device_id")
        .select((eb) => [
          "devices.id",
          "devices.sequence",
          "actions.id as action_id",
          eb.val("start" as const).as("order_kind"),
          eb.val(nowMs).as("issued_ms"),
          eb.val(expiresMs).as("expires_ms"),
        ]),
    )
    .execute();
  return (await fresh().select("device_id").execute()).map((row) => row.device_id);
}
