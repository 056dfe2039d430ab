import { idOf } from "@shoal/core/release/describe";
import { whatNext } from "@shoal/core/release/what-next";
import { REASONS, type ReasonCode } from "@shoal/protocol/action/reason";
import type { Aftermath } from "../action/aftermath.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import { rolloutStore } from "../rollout/store.ts";
import { endWaiting } from "./end-waiting.ts";
import { handOut } from "./hand-out.ts";
import { startedTask } from "./started.ts";
import { stopActions } from "./stop.ts";

/**
 * Moves on what has waited for the actions that have ended in this transaction: it is handed out, waits on, or fails with them; and stops
 * what only those needed that have ended themselves.
 */
export async function wake(trx: Db, aftermath: Aftermath, nowMs: number): Promise<void> {
  while (aftermath.ended.size > 0) {
    const ended = [...aftermath.ended];
    aftermath.ended.clear();
    if (!(await anyWaits(trx))) continue;
    for (const ids of chunksOf(ended)) {
      await stopUnneeded(trx, ids, nowMs, aftermath);
      for (const waiting of await waitingOn(trx, ids)) await look(trx, waiting, nowMs, aftermath);
    }
  }
}

/** In a fleet of which no release needs another, this is all that an end costs. */
async function anyWaits(trx: Db): Promise<boolean> {
  const row = await trx
    .selectFrom("actions")
    .select("id")
    .where("waits_for", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

interface Waiting {
  id: number;
  task_id: number;
  device_id: string;
  waits_for: string | null;
}

/** What waits on the devices of these actions. */
async function waitingOn(trx: Db, ids: readonly number[]): Promise<Waiting[]> {
  return await trx
    .selectFrom("actions")
    .select(["id", "task_id", "device_id", "waits_for"])
    .where("waits_for", "is not", null)
    .where("ended_ms", "is", null)
    .where("device_id", "in", trx.selectFrom("actions as ended").select("ended.device_id").where("ended.id", "in", ids))
    .orderBy("id")
    .execute();
}

async function look(trx: Db, waiting: Waiting, nowMs: number, aftermath: Aftermath): Promise<void> {
  const awaited = await awaitedBy(trx, waiting);
  const next = whatNext(awaited);
  if (next.kind === "fail") {
    const { state, reason_code: code, reason_detail: why } = next.by;
    const because = code === null ? "" : `: ${REASONS[code as ReasonCode] ?? code}${why ? ` (${why})` : ""}`;
    const detail = `${idOf(next.by)} ended ${state}${because}`.slice(0, 2000);
    await endWaiting(trx, [waiting.id], { state: "failed", code: "dependency-failed", detail }, nowMs, aftermath);
    return;
  }
  const still = JSON.stringify(awaited.map((each) => each.againId ?? each.id));
  if (next.kind === "wait") {
    if (still !== waiting.waits_for)
      await trx.updateTable("actions").set({ waits_for: still }).where("id", "=", waiting.id).execute();
    return;
  }
  await trx.updateTable("actions").set({ waits_for: null }).where("id", "=", waiting.id).execute();
  const rollout = await rolloutStore(trx).load(waiting.task_id);
  // What is paused is handed out when it goes on.
  if (rollout?.state.state === "paused") return;
  await handOut(trx, await startedTask(trx, waiting.task_id), [waiting.id], nowMs, aftermath);
}

async function awaitedBy(trx: Db, waiting: Waiting) {
  const ids = JSON.parse(waiting.waits_for ?? "[]") as number[];
  const rows = await trx
    .selectFrom("actions")
    .leftJoin("actions as next", "next.retry_of", "actions.id")
    .select([
      "actions.id",
      "actions.task_id",
      "actions.state",
      "actions.ended_ms",
      "actions.package",
      "actions.version",
    ])
    .select(["actions.reason_code", "actions.reason_detail", "actions.release_id", "next.id as againId"])
    .where("actions.id", "in", ids)
    .orderBy("actions.id")
    .execute();
  const twins = await trx
    .selectFrom("actions")
    .select("release_id")
    .where("device_id", "=", waiting.device_id)
    .where("kind", "=", "install")
    .where("ended_ms", "is", null)
    .where("id", "not in", ids)
    .execute();
  return rows.map((row) => ({
    ...row,
    ended: row.ended_ms !== null,
    own: row.task_id === waiting.task_id,
    again: row.againId !== null,
    twin: row.state === "superseded" && twins.some((each) => each.release_id === row.release_id),
  }));
}

/** What these had needed, and nobody else waits for. */
async function stopUnneeded(trx: Db, ids: readonly number[], nowMs: number, aftermath: Aftermath): Promise<void> {
  const ended = await trx
    .selectFrom("actions")
    .select(["id", "task_id", "device_id", "waits_for"])
    .where("id", "in", ids)
    .where("waits_for", "is not", null)
    .execute();
  for (const { waits_for, task_id, device_id } of ended) {
    const others = await trx
      .selectFrom("actions")
      .select("waits_for")
      .where("device_id", "=", device_id)
      .where("waits_for", "is not", null)
      .where("ended_ms", "is", null)
      .execute();
    const needed = new Set(others.flatMap((row) => JSON.parse(row.waits_for ?? "[]") as number[]));
    const mine = (JSON.parse(waits_for ?? "[]") as number[]).filter((id) => !needed.has(id));
    const open = await trx
      .selectFrom("actions")
      .select("id")
      .where("id", "in", mine)
      .where("task_id", "=", task_id)
      .where("role", "=", "dependency")
      .where("ended_ms", "is", null)
      .execute();
    const stop = { why: "cancelled", code: "dependency-unneeded" } as const;
    await stopActions(
      trx,
      open.map((row) => row.id),
      stop,
      nowMs,
      aftermath,
    );
  }
}
