import type { Order } from "@shoal/core/task/conflict";
import { contend, type Rivals } from "@shoal/core/task/contend";
import { say } from "@shoal/protocol/sentence/say";
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
    const { lost, beaten } = contend<number, Rival>(rivals);
    for (const [said, losers] of grouped(lost)) {
      const detail = `${said} holds on this device`;
      await endHere(trx, losers, { state: "superseded", code: "superseded-by-task", detail }, nowMs, aftermath);
    }
    await stopActions(
      trx,
      beaten.map((rival) => rival.openId),
      { why: "superseded", code: "superseded-by-task", detail: say("by-whom", { whom: saidOf(task) }) },
      nowMs,
      aftermath,
    );
    aftermath.superseded += beaten.length;
    holding.push(...ids.filter((id) => !lost.has(id)));
  }
  return holding;
}

interface Rival extends Rivals<number> {
  /** What is open, in words. */
  said: string;
}

async function rivalsOf(trx: Db, task: StartedTask, ids: readonly number[]): Promise<Rival[]> {
  const mine = { ...task, taskId: task.id, immediate: task.urgency === "immediate", handedOut: true };
  const rows = await trx
    .selectFrom("actions as fresh")
    .innerJoin("actions as other", "other.device_id", "fresh.device_id")
    .innerJoin("tasks", "tasks.id", "other.task_id")
    .leftJoin("assignments as stop", (join) =>
      join
        .onRef("stop.device_id", "=", "other.device_id")
        .onRef("stop.action_id", "=", "other.id")
        .on("stop.order_kind", "=", "cancel"),
    )
    .where("fresh.id", "in", ids)
    .whereRef("other.package", "=", "fresh.package")
    .where("other.ended_ms", "is", null)
    .where("other.task_id", "<>", task.id)
    .select(["fresh.id as freshId", "other.id as openId", "other.task_id", "other.kind", "other.package"])
    .select(["other.version", "other.state", "tasks.priority", "tasks.started_ms", "tasks.urgency"])
    .select(["fresh.kind as freshKind", "stop.sequence as stop"])
    .execute();
  return rows.map(({ freshId, openId, freshKind, ...row }) => {
    const open: Order = {
      package: row.package,
      kind: row.kind,
      priority: row.priority,
      immediate: row.urgency === "immediate",
      startedMs: row.started_ms ?? 0,
      taskId: row.task_id,
      handedOut: row.state !== "scheduled",
      stopped: row.stop !== null,
    };
    const fresh: Order = { ...mine, package: row.package, kind: freshKind };
    return { freshId, fresh, openId, open, said: saidOf({ ...open, ...row, id: row.task_id }) };
  });
}

function saidOf(task: Pick<StartedTask, "id" | "kind" | "package" | "version" | "priority">): string {
  const { id, kind, package: name, version, priority } = task;
  return say("task-said", { id, kind, package: name, version, priority });
}

/** Those that lose, by what they lose against. */
function grouped(lost: ReadonlyMap<number, Rival>): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [id, { said }] of lost) {
    const group = groups.get(said);
    if (group) group.push(id);
    else groups.set(said, [id]);
  }
  return groups;
}
