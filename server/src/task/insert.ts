import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { ActionState } from "@shoal/protocol/action/state";
import type { ActionRole } from "@shoal/protocol/api/task";
import type { RingBucket } from "@shoal/protocol/rollout/state";
import type { SelectQueryBuilder } from "kysely";
import { OF_THE_DEVICE, OF_THE_TASK } from "../action/new-action.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db, Schema } from "../db/schema.ts";
import type { Part, StartedTask } from "./started.ts";

/** Where new actions stand. */
export interface Place {
  state: Extract<ActionState, "assigned" | "scheduled">;
  code: ReasonCode | null;
  ring: number | null;
  /** Absent: what the task is for. */
  role?: ActionRole;
}

interface Made {
  id: number;
  device_id: string;
}

/** The same for devices by their ids. */
export async function insertPart(
  trx: Db,
  task: StartedTask,
  part: Part,
  deviceIds: readonly string[],
  place: Place,
  nowMs: number,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const ids of chunksOf(deviceIds))
    made.push(
      ...(await insertActions(trx, task, part, trx.selectFrom("devices").where("id", "in", ids), place, nowMs)),
    );
  return made;
}

/** Makes a task's actions for devices, whatever their number, in one statement. @returns them, in the order of their numbers */
export async function insertActions(
  trx: Db,
  task: StartedTask,
  part: Part,
  devices: SelectQueryBuilder<Schema, "devices", object>,
  { state, code, ring, role }: Place,
  nowMs: number,
): Promise<Made[]> {
  const afterId = await lastAction(trx);
  await trx
    .insertInto("actions")
    .columns([
      ...OF_THE_TASK,
      "state",
      "reason_code",
      "ring",
      "counts_as",
      "role",
      ...OF_THE_DEVICE,
      "created_ms",
      "updated_ms",
    ])
    .expression(
      devices.select((eb) => [
        eb.val(task.id).as("task_id"),
        "id",
        eb.val(part.releaseId).as("release_id"),
        eb.val(part.package).as("package"),
        eb.val(part.version).as("version"),
        eb.val(part.kind).as("kind"),
        eb.val(task.delivery).as("delivery"),
        eb.val<ActionState>(state).as("state"),
        eb.val(code).as("reason_code"),
        eb.val(ring).as("ring"),
        eb.val<RingBucket | null>(ring === null || role !== undefined ? null : "open").as("counts_as"),
        eb.val(role ?? null).as("role"),
        ...OF_THE_DEVICE,
        eb.val(nowMs).as("created_ms"),
        eb.val(nowMs).as("updated_ms"),
      ]),
    )
    .execute();
  return await actionsAfter(trx, task.id, afterId);
}

async function lastAction(trx: Db): Promise<number> {
  const last = await trx
    .selectFrom("actions")
    .select((eb) => eb.fn.max("id").as("id"))
    .executeTakeFirst();
  return Number(last?.id ?? 0);
}

async function actionsAfter(trx: Db, taskId: number, afterId: number): Promise<Made[]> {
  return await trx
    .selectFrom("actions")
    .select(["id", "device_id"])
    .where("task_id", "=", taskId)
    .where("id", ">", afterId)
    .orderBy("id")
    .execute();
}
