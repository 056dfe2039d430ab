import { type Order, whichHolds } from "@shoal/core/task/conflict";
import type { Aftermath } from "../action/aftermath.ts";
import { endHere } from "../action/end-here.ts";
import { chunksOf } from "../db/chunks.ts";
import type { Db } from "../db/schema.ts";
import type { StartedTask } from "./started.ts";
import { stopActions } from "./stop.ts";

/**
 * Which of a task's actions may be handed out beside what else is open on their devices. Those that lose end at once, and say
 * by what; what loses against them is stopped. To be run inside a transaction.
 * @returns those that hold
 */
export async function supersede(
  trx: Db,
  task: StartedTask,
  actionIds: readonly number[],
  nowMs: number,
  aftermath: Aftermath,
): Promise<number[]> {
  const holding: number[] = [];
  for (const ids of chunksOf(actionIds)) {
    const rivals = task.kind === "precache" ? [] : await rivalsOf(trx, task, ids);
    const lost = new Map<number, string>();
    for (const rival of rivals)
      if (rival.holds === "open") lost.set(rival.freshId, `${rival.said} holds on this device`);
    for (const [detail, losers] of grouped(lost))
      await endHere(trx, losers, { state: "superseded", code: "superseded-by-task", detail }, nowMs, aftermath);
    const beaten = rivals.filter((rival) => rival.holds === "fresh" && !lost.has(rival.freshId));
    await stopActions(
      trx,
      beaten.map((rival) => rival.otherId),
      { why: "superseded", code: "superseded-by-task", detail: `by ${saidOf(task)}` },
      nowMs,
      aftermath,
    );
    aftermath.superseded += beaten.length;
    holding.push(...ids.filter((id) => !lost.has(id)));
  }
  return holding;
}

interface Rival {
  freshId: number;
  otherId: number;
  holds: "both" | "open" | "fresh";
  said: string;
}

async function rivalsOf(trx: Db, task: StartedTask, ids: readonly number[]): Promise<Rival[]> {
  const mine = { ...task, taskId: task.id, immediate: task.urgency === "immediate", handedOut: true };
  const rows = await trx
    .selectFrom("actions as fresh")
    .innerJoin("actions as other", "other.device_id", "fresh.device_id")
    .innerJoin("tasks", "tasks.id", "other.task_id")
    .where("fresh.id", "in", ids)
    .whereRef("other.package", "=", "fresh.package")
    .where("other.ended_ms", "is", null)
    .where("other.task_id", "<>", task.id)
    .select(["fresh.id as freshId", "other.id as otherId", "other.task_id", "other.kind", "other.package"])
    .select(["other.version", "other.state", "tasks.priority", "tasks.started_ms", "tasks.urgency"])
    .select("fresh.kind as freshKind")
    .execute();
  return rows.map(({ freshId, otherId, freshKind, ...row }) => {
    const open: Order = {
      package: row.package,
      kind: row.kind,
      priority: row.priority,
      immediate: row.urgency === "immediate",
      startedMs: row.started_ms ?? 0,
      taskId: row.task_id,
      handedOut: row.state !== "scheduled",
    };
    const fresh: Order = { ...mine, package: row.package, kind: freshKind };
    return { freshId, otherId, holds: whichHolds(open, fresh), said: saidOf({ ...open, ...row, id: row.task_id }) };
  });
}

function saidOf(task: Pick<StartedTask, "id" | "kind" | "package" | "version" | "priority">): string {
  return `task ${task.id} (${task.kind} ${task.package} ${task.version}, priority ${task.priority})`;
}

/** Actions by what is said of them. */
function grouped(lost: ReadonlyMap<number, string>): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [id, detail] of lost) {
    const group = groups.get(detail);
    if (group) group.push(id);
    else groups.set(detail, [id]);
  }
  return groups;
}
