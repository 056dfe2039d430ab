import { nextAttempt } from "@shoal/core/task/retry";
import type { Reason } from "@shoal/protocol/action/reason";
import type { RetryPolicy } from "@shoal/protocol/task/retry";
import type { Db } from "../db/schema.ts";
import { makeAgain } from "../task/again.ts";
import type { Aftermath } from "./aftermath.ts";

/** Schedules the next attempt of an action that has just failed, where its task asks for one. To be run inside a transaction. */
export async function tryAgain(
  trx: Db,
  failed: { id: number; attempt: number; retry: string | null },
  reason: Reason | undefined,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  if (failed.retry === null) return;
  const policy = JSON.parse(failed.retry) as RetryPolicy;
  const next = nextAttempt(policy, failed.attempt, reason?.code, nowMs, failed.id);
  if (!next || (await wasStopped(trx, failed.id))) return;
  const detail = `attempt ${next.attempt} of ${policy.attempts + 1}, not before ${new Date(next.notBeforeMs).toISOString()}`;
  await makeAgain(
    trx,
    [failed.id],
    { notBeforeMs: next.notBeforeMs, code: "retry-waiting", detail, ordered: false },
    nowMs,
    aftermath,
  );
}

/** It was told to stop, for whatever reason, and has failed before it could. */
async function wasStopped(trx: Db, actionId: number): Promise<boolean> {
  const row = await trx
    .selectFrom("actions")
    .innerJoin("assignments", (join) =>
      join
        .onRef("assignments.device_id", "=", "actions.device_id")
        .onRef("assignments.action_id", "=", "actions.id")
        .on("assignments.order_kind", "=", "cancel"),
    )
    .select("actions.id")
    .where("actions.id", "=", actionId)
    .executeTakeFirst();
  return row !== undefined;
}
