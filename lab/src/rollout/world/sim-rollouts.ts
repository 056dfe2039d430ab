import { checkPlan } from "@shoal/core/rollout/check-plan";
import { checkSizes } from "@shoal/core/rollout/check-sizes";
import { divide } from "@shoal/core/rollout/divide";
import { RolloutMachine } from "@shoal/core/rollout/machine";
import type { RolloutInput } from "@shoal/core/rollout/messages";
import { newRollout } from "@shoal/core/rollout/state";
import type { Desk } from "./desk.ts";
import type { Action, Spec, Task } from "./stored.ts";

/** @returns the devices of each ring; nothing where an operator would be refused */
export function ringsOf(desk: Desk, spec: Spec, taskId: number): number[][] | undefined {
  const ids = desk.targets(spec).map((row) => String(row.id));
  const rings = spec.rings!;
  if (ids.length === 0 || !checkPlan(rings, spec.dynamic).ok) return undefined;
  const members = divide(rings, ids, taskId, (ring) => {
    const odd = ring.group === "odd" ? 1 : 0;
    return new Set(ids.filter((id) => Number(id) % 5 === odd));
  });
  const sizes = members.map((each) => each.length);
  return checkSizes(rings, sizes, ids.length).length > 0 ? undefined : members.map((each) => each.map(Number));
}

export function beginRollout(desk: Desk, task: Task, members: readonly number[][], startedBy: string): void {
  for (const [ring, ids] of members.entries()) for (const id of ids) schedule(desk, task, ring, id);
  const plan = { rings: task.rings!, dynamic: task.dynamic };
  const sizes = members.map((each) => each.length);
  task.rollout = { plan, state: newRollout(sizes, startedBy, desk.nowMs), deadlineMs: undefined };
  feed(desk, task, [{ type: "start" }]);
}

function schedule(desk: Desk, task: Task, ring: number, id: number): Action {
  const place = { state: "scheduled", ring, countsAs: "open", attempt: 1, reason: "ring-closed" } as const;
  return desk.add(task, desk.rows[id]!, place);
}

/** Takes in targets that were none when the task was started. */
export function join(desk: Desk, task: Task): void {
  if (!task.rollout || task.rollout.state.at < 0) return;
  const has = new Set(task.actions.map((action) => action.device));
  const fresh = desk.targets(task).filter((row) => !has.has(row));
  if (fresh.length === 0) return;
  for (const row of fresh) desk.watch.joined(task, schedule(desk, task, task.rollout.state.at, row.id));
  feed(desk, task, [{ type: "joined", count: fresh.length }]);
  handOutDue(desk, task);
}

/** Hands out what of a task is due, unless its rollout is paused. */
export function handOutDue(desk: Desk, task: Task): void {
  if (task.rollout?.state.state === "paused") return;
  desk.handOut(task, due(desk, task));
}

function due(desk: Desk, task: Task): Action[] {
  const at = task.rollout?.state.at ?? -1;
  return task.actions.filter(
    ({ state, reason, ring, notBeforeMs = 0 }) =>
      state === "scheduled" && reason !== "offered" && (ring === undefined || ring <= at) && notBeforeMs <= desk.nowMs,
  );
}

/** Tells a rollout, stores what it decides, then does it. */
export function feed(desk: Desk, task: Task, inputs: readonly RolloutInput[]): void {
  const { rollout } = task;
  if (!rollout) return;
  const machine = new RolloutMachine(rollout.plan, rollout.state);
  const outputs = inputs.flatMap((input) => machine.handle(input, desk.nowMs));
  rollout.state = machine.state;
  rollout.deadlineMs = machine.deadlineMs();
  desk.aftermath.touched.add(task.id);
  for (const output of outputs) {
    switch (output.type) {
      case "say":
        if (output.what === "ring-opened") desk.watch.opened(task, output.ring!, output.by);
        if (output.what === "ring-done") desk.watch.ringDone(task, output.ring!);
        break;
      case "hold":
        desk.withhold(task);
        break;
      case "open":
      case "release":
        desk.handOut(task, due(desk, task));
        break;
      case "cancel":
        desk.stop(
          task.actions.filter((action) => !action.ended),
          "cancelled",
        );
        task.state = "cancelled";
    }
  }
}

/** Brings to its end what a transaction has begun, as `server/src/rollout/settle.ts` does. */
export function settle(desk: Desk): void {
  const { aftermath } = desk;
  for (let next = aftermath.moves[0]; next; next = aftermath.moves[0]) {
    const { taskId } = next;
    const mine = aftermath.moves.filter((move) => move.taskId === taskId);
    aftermath.moves.splice(0, Number.POSITIVE_INFINITY, ...aftermath.moves.filter((move) => move.taskId !== taskId));
    feed(
      desk,
      desk.tasks[taskId - 1]!,
      mine.map(({ ring, from, to, count }) => ({ type: "moved", ring, from, to, count })),
    );
  }
  for (const id of aftermath.touched) {
    const task = desk.tasks[id - 1]!;
    const goesOn = task.rollout && !["stopped", "finished", "aborted"].includes(task.rollout.state.state);
    if (task.state === "running" && task.open === 0 && !goesOn) task.state = "finished";
  }
  aftermath.touched.clear();
}
