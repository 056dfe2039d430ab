import { RolloutMachine, type RolloutPlan } from "@shoal/core/rollout/machine";
import type { RolloutInput, RolloutOutput } from "@shoal/core/rollout/messages";
import type { AuditKind } from "@shoal/protocol/audit/kinds";
import type { Aftermath } from "../action/aftermath.ts";
import { type AuditEntry, auditStore } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import { finishTasks } from "../task/finish.ts";
import { dueActions, handOut, withhold } from "../task/hand-out.ts";
import { startedTask } from "../task/started.ts";
import { openActions, stopActions } from "../task/stop.ts";
import { wake } from "../task/wake.ts";
import { rolloutStore } from "./store.ts";

/** Who ordered what is fed, for the audit trail. */
export type OrderedBy = (what: AuditKind, detail: Record<string, unknown>) => AuditEntry;

/**
 * Brings to its end what a transaction has begun: what waited for what has ended is moved on; rollouts count what has changed and decide, which may hand out or end
 * more, which other rollouts count again; then the tasks that have nothing left are finished.
 */
export async function settle(trx: Db, aftermath: Aftermath, nowMs: number): Promise<void> {
  for (;;) {
    await wake(trx, aftermath, nowMs);
    const [next] = aftermath.moves;
    if (!next) break;
    const { taskId } = next;
    const mine = aftermath.moves.filter((move) => move.taskId === taskId);
    aftermath.moves.splice(0, Number.POSITIVE_INFINITY, ...aftermath.moves.filter((move) => move.taskId !== taskId));
    await feed(
      trx,
      taskId,
      mine.map(({ ring, from, to, count }) => ({ type: "moved", ring, from, to, count })),
      nowMs,
      aftermath,
    );
  }
  await finishTasks(trx, [...aftermath.touched], nowMs, aftermath);
  aftermath.touched.clear();
}

/** Tells a rollout, stores what it decides, then does it. To be followed by `settle`. Nothing where a task has no rollout. */
export async function feed(
  trx: Db,
  taskId: number,
  inputs: readonly RolloutInput[],
  nowMs: number,
  aftermath: Aftermath,
  orderedBy?: OrderedBy,
): Promise<void> {
  const store = rolloutStore(trx);
  const rollout = await store.load(taskId);
  if (!rollout) return;
  const machine = new RolloutMachine(rollout.plan, rollout.state);
  const outputs = inputs.flatMap((input) => machine.handle(input, nowMs));
  await store.save(taskId, rollout.state, machine.state, machine.deadlineMs());
  for (const output of outputs)
    if (output.type === "say") await say(trx, taskId, rollout.plan, output, nowMs, aftermath, orderedBy);
    else await perform(trx, taskId, output, machine, nowMs, aftermath);
  aftermath.touched.add(taskId);
}

async function perform(
  trx: Db,
  taskId: number,
  output: Exclude<RolloutOutput, { type: "say" }>,
  machine: RolloutMachine,
  nowMs: number,
  aftermath: Aftermath,
): Promise<void> {
  switch (output.type) {
    case "hold":
      return await withhold(trx, taskId, nowMs);
    case "open":
    case "release": {
      const due = await dueActions(trx, taskId, machine.state.at, nowMs);
      await handOut(trx, await startedTask(trx, taskId), due, nowMs, aftermath);
      return;
    }
    case "cancel": {
      const stopped = machine.state.state === "stopped";
      await stopActions(
        trx,
        await openActions(trx, taskId),
        {
          why: "cancelled",
          code: stopped ? "rollout-stopped" : "cancelled-by-operator",
          ...(stopped ? { detail: machine.state.why } : {}),
        },
        nowMs,
        aftermath,
      );
      await trx.updateTable("tasks").set({ state: "cancelled", finished_ms: nowMs }).where("id", "=", taskId).execute();
    }
  }
}

/** Each decision is an event and stands in the audit trail: whoever ordered it, or the server. */
async function say(
  trx: Db,
  taskId: number,
  plan: RolloutPlan,
  { what, ring, by, text }: Extract<RolloutOutput, { type: "say" }>,
  nowMs: number,
  aftermath: Aftermath,
  orderedBy: OrderedBy | undefined,
): Promise<void> {
  const subject = `task:${taskId}`;
  const kind = `rollout.${what}` as const;
  const detail = { ...(ring === undefined ? {} : { ring: plan.rings[ring]!.name }), text };
  const entry =
    by !== undefined && orderedBy
      ? orderedBy(kind, detail)
      : { atMs: nowMs, actor: "server", what: kind, subject, detail };
  await auditStore(trx).append(entry);
  aftermath.events.push({ atMs: nowMs, kind, subject, data: { taskId: String(taskId), ...detail } });
}
