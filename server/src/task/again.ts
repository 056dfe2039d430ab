import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { RingBucket } from "@shoal/protocol/rollout/state";
import type { Aftermath } from "../action/aftermath.ts";
import { serverStep } from "../action/end-here.ts";
import { OF_THE_DEVICE, OF_THE_TASK } from "../action/new-action.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";

/** How a device is tried again. */
export interface Again {
  /** null: as soon as it may be handed out. */
  notBeforeMs: number | null;
  code: ReasonCode | null;
  detail: string | null;
  /** By order of a person: the failure before it has been looked at, and does not count any more. */
  ordered: boolean;
}

const OF_THE_ONE_BEFORE = [...OF_THE_TASK, "ring", "counts_as", "role", "repairs"] as const;
const ITS_OWN = [
  "attempt",
  "retry_of",
  "state",
  "not_before_ms",
  "reason_code",
  "reason_detail",
  "created_ms",
  "updated_ms",
] as const;

/**
 * A new action for each of these, which have ended: scheduled, and still to be handed out. From then on the new one says what
 * its device counts as. To be run inside a transaction.
 */
export async function makeAgain(
  trx: Db,
  actionIds: readonly number[],
  again: Again,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  for (const ids of chunksOf(actionIds)) {
    if (again.ordered) await forget(trx, ids, aftermath);
    await trx
      .insertInto("actions")
      .columns([...OF_THE_ONE_BEFORE, ...OF_THE_DEVICE, ...ITS_OWN])
      .expression(
        trx
          .selectFrom("actions as before")
          .innerJoin("devices", "devices.id", "before.device_id")
          .where("before.id", "in", ids)
          .select(OF_THE_ONE_BEFORE.map((name) => `before.${name}` as const))
          .select(OF_THE_DEVICE.map((name) => `devices.${name}` as const))
          .select((eb) => [
            eb("before.attempt", "+", 1).as("attempt"),
            "before.id as retry_of",
            eb.val("scheduled" as const).as("state"),
            eb.val(again.notBeforeMs).as("not_before_ms"),
            eb.val(again.code).as("reason_code"),
            eb.val(again.detail).as("reason_detail"),
            eb.val(nowMs).as("created_ms"),
            eb.val(nowMs).as("updated_ms"),
          ]),
      )
      .execute();
    await trx.updateTable("actions").set({ counts_as: null }).where("id", "in", ids).execute();
    const made = await trx
      .selectFrom("actions")
      .select("id")
      .where("retry_of", "in", ids)
      .where("created_ms", "=", nowMs)
      .execute();
    await serverStep(
      trx,
      made.map((row) => row.id),
      nowMs,
    );
  }
}

/** What waits for its time is due at once. To be run inside a transaction. */
export async function hurry(trx: Db, actionIds: readonly number[], nowMs: number, aftermath: Aftermath): Promise<void> {
  for (const ids of chunksOf(actionIds)) {
    await forget(trx, ids, aftermath);
    await trx.updateTable("actions").set({ not_before_ms: null, updated_ms: nowMs }).where("id", "in", ids).execute();
  }
}

/** Devices of these actions count as open again. */
async function forget(trx: Db, ids: readonly number[], aftermath: Aftermath): Promise<void> {
  const counted = await trx
    .selectFrom("actions")
    .where("id", "in", ids)
    .where("counts_as", "is not", null)
    .groupBy(["task_id", "ring", "counts_as"])
    .select((eb) => ["task_id", "ring", "counts_as", eb.fn.countAll().as("count")])
    .execute();
  for (const { task_id: taskId, ring, counts_as: from, count } of counted)
    aftermath.moved({ taskId, ring: ring!, from: from!, to: "open", count: Number(count) });
  await trx
    .updateTable("actions")
    .set({ counts_as: "open" satisfies RingBucket })
    .where("id", "in", ids)
    .where("counts_as", "is not", null)
    .execute();
}
