import { howToStop } from "@shoal/core/action/how-to-stop";
import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { StopReason } from "@shoal/protocol/task/assignment";
import type { Aftermath } from "../action/aftermath.ts";
import { endHere } from "../action/end-here.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";

export interface Stop {
  why: StopReason;
  code: ReasonCode;
  detail?: string;
}

export interface Stopped {
  /** Ended here and now: their agents cannot have begun. */
  ended: number;
  /** Devices that are told to stop. */
  told: number;
}

/** The order to stop outlives what it stops: an agent that comes back late must still hear of it. */
const STOP_LIFE_MS = 400 * 86_400_000;

/**
 * Stops open actions. Those whose assignment was never in an answer end at once; the others are told, and their agents say
 * what came of it. To be run inside a transaction.
 */
export async function stopActions(
  trx: Db,
  actionIds: readonly number[],
  stop: Stop,
  nowMs: number,
  aftermath: Aftermath,
): Promise<Stopped> {
  const stopped: Stopped = { ended: 0, told: 0 };
  for (const ids of chunksOf(actionIds)) {
    const open = await trx
      .selectFrom("actions")
      .innerJoin("devices", "devices.id", "actions.device_id")
      .leftJoin("assignments as start", (join) =>
        join
          .onRef("start.device_id", "=", "actions.device_id")
          .onRef("start.action_id", "=", "actions.id")
          .on("start.order_kind", "=", "start"),
      )
      .leftJoin("assignments as stop", (join) =>
        join
          .onRef("stop.device_id", "=", "actions.device_id")
          .onRef("stop.action_id", "=", "actions.id")
          .on("stop.order_kind", "=", "cancel"),
      )
      .select(["actions.id", "actions.state", "actions.device_id", "devices.delivered"])
      .select(["start.sequence as start_sequence", "stop.sequence as stop_sequence"])
      .where("actions.id", "in", ids)
      .where("actions.ended_ms", "is", null)
      .execute();
    const here: number[] = [];
    for (const action of open) {
      const { id, state, start_sequence, delivered } = action;
      const sent = start_sequence === null ? {} : { startSequence: start_sequence };
      const how = howToStop({ state, ...sent, told: action.stop_sequence !== null }, delivered);
      if (how === "end") here.push(id);
      if (how === "tell") {
        await tell(trx, action, stop.why, nowMs);
        aftermath.deviceIds.add(action.device_id);
        stopped.told++;
      }
    }
    const state = stop.why === "recalled" ? "cancelled" : stop.why;
    const end = { state, code: stop.code, ...(stop.detail ? { detail: stop.detail } : {}) };
    await endHere(trx, here, end, nowMs, aftermath);
    stopped.ended += here.length;
  }
  return stopped;
}

export async function openActions(trx: Db, taskId: number): Promise<number[]> {
  const rows = await trx
    .selectFrom("actions")
    .select("id")
    .where("task_id", "=", taskId)
    .where("ended_ms", "is", null)
    .execute();
  return rows.map((row) => row.id);
}

async function tell(
  trx: Db,
  action: { id: number; device_id: string },
  why: Stop["why"],
  nowMs: number,
): Promise<void> {
  const { sequence } = await trx
    .updateTable("devices")
    .set((eb) => ({ sequence: eb("sequence", "+", 1) }))
    .where("id", "=", action.device_id)
    .returning("sequence")
    .executeTakeFirstOrThrow();
  await trx
    .insertInto("assignments")
    .values({
      device_id: action.device_id,
      sequence,
      action_id: action.id,
      order_kind: "cancel",
      why,
      issued_ms: nowMs,
      expires_ms: nowMs + STOP_LIFE_MS,
    })
    .execute();
}
