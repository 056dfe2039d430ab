import { howToStop } from "@shoal/core/action/how-to-stop";
import { countsAs } from "@shoal/core/rollout/counts-as";
import type { Order } from "@shoal/core/task/conflict";
import { contend } from "@shoal/core/task/contend";
import type { ActionState } from "@shoal/protocol/action/state";
import type { StopReason } from "@shoal/protocol/task/assignment";
import { Aftermath } from "@shoal/server/action/aftermath";
import type { Action, Row, Spec, Task } from "./stored.ts";
import type { ServerWatcher } from "./watcher.ts";

/**
 * What the server has stored, and what it does to it inside of a transaction: `server/src/task` without its SQL. It decides nothing
 * that is not decided in `core`.
 */
export class Desk {
  readonly tasks: Task[] = [];
  readonly rows: Row[] = [];
  readonly actions: Action[] = [];
  readonly recalled = new Set<string>();
  readonly watch: ServerWatcher;
  aftermath = new Aftermath();
  nowMs = 0;

  constructor(watch: ServerWatcher) {
    this.watch = watch;
  }

  enrol(settings: Row["settings"]): Row {
    const row: Row = {
      id: this.rows.length,
      sequence: 0,
      delivered: 0,
      lastSeenMs: this.nowMs,
      retired: false,
      orders: [],
      open: new Set(),
      settings,
    };
    this.rows.push(row);
    return row;
  }

  targets({ share }: Spec): Row[] {
    return this.rows.filter((row) => !row.retired && (share >= 1 || (row.id * 7919) % 1000 < share * 1000));
  }

  add(
    task: Task,
    device: Row,
    known: Pick<Action, "state" | "ring" | "countsAs" | "attempt"> & Partial<Action>,
  ): Action {
    const action: Action = {
      id: this.actions.length + 1,
      task,
      device,
      step: 0,
      steps: new Set(),
      ended: false,
      ...known,
    };
    this.actions.push(action);
    task.actions.push(action);
    task.open++;
    device.open.add(action);
    return action;
  }

  /** Gives actions to their devices; what may not stand beside something else is ended first. */
  handOut(task: Task, actions: readonly Action[], reason?: Action["reason"]): void {
    const holding = this.#supersede(task, actions);
    for (const action of holding) {
      const row = action.device;
      action.state = "assigned";
      if (reason) action.reason = reason;
      else delete action.reason;
      delete action.notBeforeMs;
      const sequence = ++row.sequence;
      action.start = { sequence, issuedMs: this.nowMs, expiresMs: this.nowMs + task.lifeMs };
      row.orders.push({ sequence, action, order: "start", issuedMs: this.nowMs });
      this.aftermath.deviceIds.add(String(row.id));
      this.watch.handedOut(action);
    }
  }

  #supersede(task: Task, actions: readonly Action[]): Action[] {
    const fresh = orderOf(task, true);
    const pairs = actions.flatMap((action) =>
      [...action.device.open]
        .filter((other) => other.task !== task && other.task.package === task.package && task.kind !== "precache")
        .map((other) => ({
          freshId: action,
          fresh,
          openId: other,
          open: { ...orderOf(other.task, other.state !== "scheduled"), stopped: other.stop !== undefined },
        })),
    );
    const { lost, beaten } = contend<Action, (typeof pairs)[number]>(pairs);
    for (const [loser, { openId }] of lost) {
      this.watch.superseded(loser, openId.task, openId);
      this.endHere(loser, "superseded");
    }
    for (const { openId } of beaten) this.watch.superseded(openId, task);
    this.stop(
      beaten.map(({ openId }) => openId),
      "superseded",
    );
    return actions.filter((action) => !lost.has(action));
  }

  stop(actions: Iterable<Action>, why: StopReason): void {
    for (const action of [...actions]) {
      if (action.ended) continue;
      const row = action.device;
      const { state, start, stop } = action;
      const how = howToStop(
        { state, told: stop !== undefined, ...(start ? { startSequence: start.sequence } : {}) },
        row.delivered,
      );
      if (how === "end") this.endHere(action, why === "superseded" ? "superseded" : "cancelled");
      if (how !== "tell") continue;
      action.stop = { sequence: ++row.sequence, why };
      row.orders.push({ sequence: row.sequence, action, order: "cancel", why, issuedMs: this.nowMs });
      this.aftermath.deviceIds.add(String(row.id));
    }
  }

  /** The end of what no agent has begun: the server says it. */
  endHere(action: Action, state: ActionState): void {
    if (action.ended) return;
    action.state = state;
    this.count(action, state);
    this.close(action);
    this.watch.endedHere(action, state);
  }

  count(action: Action, state: ActionState): void {
    const { task, ring, countsAs: from } = action;
    if (ring === undefined || from === undefined) return;
    const to = countsAs(from, state);
    this.aftermath.moved({ taskId: task.id, ring, from, to, count: 1 });
    action.countsAs = to;
  }

  close(action: Action): void {
    this.aftermath.touched.add(action.task.id);
    if (!action.ended) action.task.open--;
    action.ended = true;
    action.device.open.delete(action);
  }

  /** Takes back what was in no answer yet. */
  withhold(task: Task): void {
    for (const action of task.actions) {
      const { device, start } = action;
      if (action.state !== "assigned" || action.ended || !start || start.sequence <= device.delivered) continue;
      device.orders = device.orders.filter((each) => each.action !== action);
      delete action.start;
      action.state = "scheduled";
      action.reason = "rollout-paused";
    }
  }

  /** A new action for one that has ended; from then on the new one says what its device counts as. */
  again(before: Action, notBeforeMs: number | undefined, ordered: boolean): void {
    if (ordered) this.forget(before);
    const { task, device, ring, countsAs: counts, attempt } = before;
    const action = this.add(task, device, { state: "scheduled", ring, countsAs: counts, attempt: attempt + 1 });
    if (notBeforeMs !== undefined) Object.assign(action, { notBeforeMs, reason: "retry-waiting" });
    before.countsAs = undefined;
    this.watch.again(before, action, ordered);
  }

  /** Its device counts as open again. */
  forget(action: Action): void {
    const { task, ring, countsAs: from } = action;
    if (ring === undefined || from === undefined) return;
    this.aftermath.moved({ taskId: task.id, ring, from, to: "open", count: 1 });
    action.countsAs = "open";
  }
}

function orderOf(task: Task, handedOut: boolean): Order {
  return { ...task, taskId: task.id, immediate: task.urgency === "immediate", handedOut };
}
