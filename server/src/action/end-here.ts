import type { ActionState } from "@shoal/protocol/action/state";
import type { Db } from "../db/schema.ts";

/** The end of an action that no agent has begun: the server says it, as the agent's step 0. */
export async function endHere(
  trx: Db,
  actionId: number,
  end: { state: ActionState; code: string; detail?: string },
  nowMs: number,
): Promise<void> {
  await trx
    .updateTable("actions")
    .set({
      state: end.state,
      reason_code: end.code,
      reason_detail: end.detail ?? null,
      reason_next: null,
      updated_ms: nowMs,
      ended_ms: nowMs,
    })
    .where("id", "=", actionId)
    .execute();
  await trx
    .insertInto("action_steps")
    .values({
      action_id: actionId,
      step: 0,
      by: "server",
      state: end.state,
      at_ms: nowMs,
      received_ms: nowMs,
      reason_code: end.code,
      reason_detail: end.detail ?? null,
    })
    .execute();
}
