import type { SelectQueryBuilder } from "kysely";
import type { Db, Schema } from "../db/schema.ts";

/** Actions, of one device at most one; asked for anew each time. */
type Chosen = () => SelectQueryBuilder<Schema, "actions", object>;

/** What the server did with actions, as it stands in their rows, as a step of theirs. */
export async function serverSteps(trx: Db, chosen: Chosen, nowMs: number): Promise<void> {
  await trx
    .insertInto("action_steps")
    .columns(["action_id", "step", "by", "state", "at_ms", "received_ms", "reason_code", "reason_detail"])
    .expression(
      chosen().select((eb) => [
        "actions.id",
        eb.val(0).as("step"),
        eb.val("server" as const).as("by"),
        "actions.state",
        eb.val(nowMs).as("at_ms"),
        eb.val(nowMs).as("received_ms"),
        "actions.reason_code",
        "actions.reason_detail",
      ]),
    )
    .execute();
}

/**
 * Next sequence and assignment of actions, whatever their number, in a handful of statements.
 * @param expiresMs when they do; absent: as their tasks say
 * @returns ids of the devices
 */
export async function handOut(trx: Db, chosen: Chosen, nowMs: number, expiresMs?: number): Promise<string[]> {
  await trx
    .updateTable("devices")
    .set((eb) => ({ sequence: eb("sequence", "+", 1) }))
    .where("id", "in", chosen().select("actions.device_id"))
    .execute();
  await trx
    .insertInto("assignments")
    .columns(["device_id", "sequence", "action_id", "order_kind", "issued_ms", "expires_ms"])
    .expression(
      chosen()
        .innerJoin("devices", "devices.id", "actions.device_id")
        .innerJoin("tasks", "tasks.id", "actions.task_id")
        .select((eb) => [
          "devices.id",
          "devices.sequence",
          "actions.id as action_id",
          eb.val("start" as const).as("order_kind"),
          eb.val(nowMs).as("issued_ms"),
          eb.fn.coalesce(eb.val(expiresMs ?? null), "tasks.expires_ms", eb.val(nowMs)).as("expires_ms"),
        ]),
    )
    .execute();
  return (await chosen().select("actions.device_id").execute()).map((row) => row.device_id);
}
