import type { Urgency } from "@shoal/protocol/task/task";
import { endHere } from "../action/end-here.ts";
import type { Db } from "../db/schema.ts";

export interface Stopped {
  /** Ended here and now: their agents cannot have begun. */
  ended: number;
  /** Devices that are told to stop. */
  deviceIds: string[];
}

/**
 * Stops open actions. Those whose assignment was never in an answer end at once; the others are told, and their agents say
 * what came of it. To be run inside a transaction.
 */
export async function stopActions(
  trx: Db,
  actionIds: readonly number[],
  why: "cancelled" | "superseded",
  nowMs: number,
): Promise<Stopped> {
  const stopped: Stopped = { ended: 0, deviceIds: [] };
  const code = why === "cancelled" ? "cancelled-by-operator" : "superseded-by-task";
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
    if (action.state === "scheduled" || (!begun && action.state === "assigned")) {
      await endHere(trx, id, { state: why, code }, nowMs);
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

/**
 * Open actions on the same devices for the same package, which a new task takes the place of. What is only on offer takes the
 * place of other offers, until somebody asks for it.
 */
export async function supersededBy(trx: Db, taskId: number, packageName: string, urgency: Urgency): Promise<number[]> {
  const all = trx
    .selectFrom("actions as older")
    .innerJoin("actions as newer", "newer.device_id", "older.device_id")
    .select("older.id")
    .where("newer.task_id", "=", taskId)
    .where("older.task_id", "<>", taskId)
    .where("older.package", "=", packageName)
    .where("older.kind", "in", ["install", "remove"])
    .where("older.ended_ms", "is", null)
    .where("newer.ended_ms", "is", null);
  const rows = await (urgency === "available" ? all.where("older.reason_code", "=", "offered") : all).execute();
  return [...new Set(rows.map((row) => row.id))];
}
