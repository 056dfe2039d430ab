import { nextAttempt } from "@shoal/core/task/retry";
import type { Reason } from "@shoal/protocol/action/reason";
import type { RetryPolicy } from "@shoal/protocol/task/retry";
import type { TaskKind } from "@shoal/protocol/task/task";
import type { Db } from "../db/schema.ts";
import { makeAgain } from "../task/again.ts";
import type { Aftermath } from "./aftermath.ts";

/** Schedules the next attempt of an action that has just failed, where its task asks for one. To be run inside a transaction. */
export async function tryAgain(
  trx: Db,
  failed: { id: number; attempt: number; retry: string | null; release_id: number; kind: TaskKind },
  reason: Reason | undefined,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  if (failed.retry === null) return;
  const policy = JSON.parse(failed.retry) as RetryPolicy;
  const next = nextAttempt(policy, failed.attempt, reason?.code, nowMs, failed.id);
  if (!next || (failed.kind !== "remove" && (await isRecalled(trx, failed.release_id)))) return;
  const detail = `attempt ${next.attempt} of ${policy.attempts + 1}, not before ${new Date(next.notBeforeMs).toISOString()}`;
  await makeAgain(
    trx,
    [failed.id],
    { notBeforeMs: next.notBeforeMs, code: "retry-waiting", detail, ordered: false },
    nowMs,
    aftermath,
  );
}

/** What a device had begun when its release was recalled may have failed since. */
async function isRecalled(trx: Db, releaseId: number): Promise<boolean> {
  const row = await trx.selectFrom("releases").select("recalled_ms").where("id", "=", releaseId).executeTakeFirst();
  return row === undefined || row.recalled_ms !== null;
}
