import type { ActionState } from "@shoal/protocol/action/state";
import type { Targets, Urgency } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import { handOut, serverSteps } from "./hand-out.ts";
import { targeted } from "./targets.ts";

export interface StartedTask {
  id: number;
  releaseId: number;
  package: string;
  version: string;
  kind: "install" | "remove" | "precache";
  delivery: "pull" | "push";
  /** What is available is only put on offer. Default: required. */
  urgency?: Urgency;
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
  "reason_code",
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
export async function assignTargets(trx: Db, task: StartedTask, targets: Targets, nowMs: number): Promise<string[]> {
  const devices = targeted(trx, targets);
  if (!devices) return [];
  const offered = task.urgency === "available";
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
        eb.val<ActionState>(offered ? "scheduled" : "assigned").as("state"),
        eb.val(offered ? "offered" : null).as("reason_code"),
        "os",
        "arch",
        "form_factor",
        eb.val(nowMs).as("created_ms"),
        eb.val(nowMs).as("updated_ms"),
      ]),
    )
    .execute();
  return await give(trx, task, 0, offered, nowMs);
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
      .columns([...NEW_ACTION, "retry_of", "asked_by"])
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
            eb.val(null).as("reason_code"),
            "devices.os",
            "devices.arch",
            "devices.form_factor",
            eb.val(nowMs).as("created_ms"),
            eb.val(nowMs).as("updated_ms"),
            "before.id as retry_of",
            "before.asked_by",
          ]),
      )
      .execute();
  return await give(trx, task, Number(last?.id ?? 0), false, nowMs);
}

/** First step, next sequence and assignment of the task's actions above `afterId`; of what is on offer the first step alone. */
async function give(trx: Db, task: StartedTask, afterId: number, offered: boolean, nowMs: number): Promise<string[]> {
  const made = () => trx.selectFrom("actions").where("actions.task_id", "=", task.id).where("actions.id", ">", afterId);
  await serverSteps(trx, made, nowMs);
  if (!offered) return await handOut(trx, made, nowMs, task.expiresMs);
  return (await made().select("actions.device_id").execute()).map((row) => row.device_id);
}
