import { countsAs } from "@shoal/core/rollout/counts-as";
import type { ReasonCode } from "@shoal/protocol/action/reason";
import type { ActionState } from "@shoal/protocol/action/state";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import type { Aftermath } from "./aftermath.ts";

export interface EndHere {
  state: ActionState;
  code: ReasonCode;
  detail?: string;
}

/** The end of actions that no agent has begun: the server says it, as the agent's step 0. */
export async function endHere(
  trx: Db,
  actionIds: readonly number[],
  end: EndHere,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  for (const ids of chunksOf(actionIds)) {
    await count(trx, ids, end.state, aftermath);
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
      .where("id", "in", ids)
      .execute();
    await serverStep(trx, ids, nowMs);
    for (const id of ids) aftermath.ended.add(id);
  }
}

/** What the devices of these actions count as from now on. */
async function count(trx: Db, ids: readonly number[], state: ActionState, aftermath: Aftermath): Promise<void> {
  const before = await trx
    .selectFrom("actions")
    .where("id", "in", ids)
    .groupBy(["task_id", "ring", "counts_as"])
    .select((eb) => ["task_id", "ring", "counts_as", eb.fn.countAll().as("count")])
    .execute();
  for (const { task_id: taskId, ring, counts_as: from, count } of before) {
    aftermath.touched.add(taskId);
    if (ring !== null && from !== null)
      aftermath.moved({ taskId, ring, from, to: countsAs(from, state), count: Number(count) });
  }
  for (const from of new Set(before.map((each) => each.counts_as)))
    if (from !== null && countsAs(from, state) !== from)
      await trx
        .updateTable("actions")
        .set({ counts_as: countsAs(from, state) })
        .where("id", "in", ids)
        .where("counts_as", "=", from)
        .execute();
}

/** What the server did with these actions, as it stands in their rows. */
export async function serverStep(trx: Db, ids: readonly number[], nowMs: number): Promise<void> {
  await trx
    .insertInto("action_steps")
    .columns(["action_id", "step", "by", "state", "at_ms", "received_ms", "reason_code", "reason_detail"])
    .expression(
      trx
        .selectFrom("actions")
        .where("id", "in", ids)
        .select((eb) => [
          "id",
          eb.val(0).as("step"),
          eb.val("server" as const).as("by"),
          "state",
          eb.val(nowMs).as("at_ms"),
          eb.val(nowMs).as("received_ms"),
          "reason_code",
          "reason_detail",
        ]),
    )
    .execute();
}
