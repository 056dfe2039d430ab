import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { ActionState } from "@shoal/protocol/action/state";
import type { StopReason } from "@shoal/protocol/task/assignment";
import { endHere } from "../action/end-here.ts";
import type { Db } from "../db/schema.ts";

export interface Stopped {
  /** Ended here and now: their agents cannot have begun. */
  ended: number;
  /** Devices that are told to stop. */
  deviceIds: string[];
}

const END_OF = {
  cancelled: { state: "cancelled", code: "cancelled-by-operator" },
  superseded: { state: "superseded", code: "superseded-by-task" },
  recalled: { state: "cancelled", code: "recalled" },
} as const satisfies Record<StopReason, { state: ActionState; code: ReasonCode }>;

/**
 * Stops open actions. Those whose assignment was never in an answer end at once; the others are told, and their agents say
 * what came of it. To be run inside a transaction.
 */
export async function stopActions(
  trx: Db,
  actionIds: readonly number[],
  why: StopReason,
  nowMs: number,
): Promise<Stopped> {
  const stopped: Stopped = { ended: 0, deviceIds: [] };
  for (const id of actionIds) {
    const action = await trx
      .selectFrom("actions")
      .innerJoin("devices", "devices.id", "actions.device_id")
      .select(["actions.id", "actions.state", "actions.device_id", "devices.delivered"])
      .select((eb) =>
        eb
          .selectFrom("assignments")
          .select("sequence")
          .whereRef("assignments.action_id", "=", "actions.id")
          .where("order_kind", "=", "start")
          .as("start_sequence"),
      )
      .where("actions.id", "=", id)
      .where("actions.ended_ms", "is", null)
      .executeTakeFirst();
    if (!action) continue;
    const begun = (action.start_sequence ?? 0) <= action.delivered;
    if (!begun && (action.state === "assigned" || action.state === "scheduled")) {
      await endHere(trx, id, END_OF[why], nowMs);
      stopped.ended++;
      continue;
    }
    const told = await trx
      .selectFrom("assignments")
      .select("sequence")
      .where("action_id", "=", id)
      .where("order_kind", "=", "cancel")
      .executeTakeFirst();
    if (told) continue;
    const { sequence } = await trx
      .updateTable("devices")
      .set((eb) => ({ sequence: eb("sequence", "+", 1) }))
      .where("id", "=", action.device_id)
      .returning("sequence")
      .executeTakeFirstOrThrow();
    // The order to stop outlives what it stops: an agent that comes back late must still hear of it.
    await trx
      .insertInto("assignments")
      .values({
        device_id: action.device_id,
        sequence,
        action_id: id,
        order_kind: "cancel",
        why,
        issued_ms: nowMs,
        expires_ms: nowMs + 400 * 86_400_000,
      })
      .execute();
    stopped.deviceIds.push(action.device_id);
  }
  return stopped;
}

/** Open actions on the same devices for the same package, which a new task takes the place of. */
export async function supersededBy(trx: Db, taskId: number, packageName: string): Promise<number[]> {
  const rows = await trx
    .selectFrom("actions as older")
    .innerJoin("actions as newer", "newer.device_id", "older.device_id")
    .select("older.id")
    .where("newer.task_id", "=", taskId)
    .where("older.task_id", "<>", taskId)
    .where("older.package", "=", packageName)
    .where("older.kind", "in", ["install", "remove"])
    .where("older.ended_ms", "is", null)
    .where("newer.ended_ms", "is", null)
    .execute();
  return [...new Set(rows.map((row) => row.id))];
}
