import { receive } from "@shoal/core/action/receive";
import { serverMayEnd } from "@shoal/core/action/table";
import { ROLLOUT_ORDERS, type RolloutOrder } from "@shoal/core/rollout/messages";
import { whyNot } from "@shoal/core/rollout/why-not";
import { nextAttempt } from "@shoal/core/task/retry";
import type { ActionReport } from "@shoal/protocol/action/report";
import { LIMITS } from "@shoal/protocol/limits";
import { isOver } from "@shoal/protocol/rollout/state";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { Assignment } from "@shoal/protocol/task/assignment";
import { Aftermath } from "@shoal/server/action/aftermath";
import { Desk } from "./desk.ts";
import { beginRollout, feed, handOutDue, join, ringsOf, settle } from "./sim-rollouts.ts";
import type { Action, Row, Spec, Task } from "./stored.ts";
import type { ServerWatcher } from "./watcher.ts";

/** The life of an order to stop: an agent that comes back late must still hear of it. */
const STOP_LIFE_MS = 400 * 86_400_000;
/** How often it is looked for what has become too old. */
const SWEEP_MS = 1_800_000;
const DIGEST = "00".repeat(32);

export interface Answer {
  serverTimeMs: number;
  assignments: Assignment[];
  settings: SettingsOverride;
}

/** The server: what is asked of it is one transaction each, and what it has not stored by the end of one it does not know. */
export class SimServer {
  readonly desk: Desk;
  #sweptMs = 0;
  readonly #ring: (ids: Iterable<string>) => void;

  /** @param ring the doorbell of devices */
  constructor(watch: ServerWatcher, ring: (ids: Iterable<string>) => void) {
    this.desk = new Desk(watch);
    this.#ring = ring;
  }

  transact<T>(nowMs: number, work: (desk: Desk) => T): T {
    const { desk } = this;
    desk.nowMs = nowMs;
    desk.aftermath = new Aftermath();
    const done = work(desk);
    settle(desk);
    this.#ring(desk.aftermath.deviceIds);
    desk.watch.settled();
    return done;
  }

  /** All that it knows after this is what stands in its tables. */
  restart(): void {
    for (const task of this.desk.tasks) if (task.rollout) task.rollout = JSON.parse(JSON.stringify(task.rollout));
  }

  checkIn(id: number, afterSequence: number, nowMs: number): Answer {
    const row = this.desk.rows[id]!;
    row.lastSeenMs = nowMs;
    row.retired = false;
    if (row.orders.length === 0 || row.orders.at(-1)!.sequence <= afterSequence)
      return { serverTimeMs: nowMs, assignments: [], settings: row.settings };
    const page = row.orders.filter((each) => each.sequence > afterSequence).slice(0, LIMITS.assignmentsPerAnswer);
    const before = row.delivered;
    row.delivered = Math.max(before, page.at(-1)!.sequence);
    const given = page.filter((each) => each.order === "cancel" || !each.action.ended);
    for (const each of given)
      if (each.order === "start" && each.sequence > before) this.desk.watch.delivered(each.action);
    return { serverTimeMs: nowMs, assignments: given.map(assignmentOf), settings: row.settings };
  }

  report(id: number, reports: readonly ActionReport[], nowMs: number): ActionReport[] {
    this.desk.rows[id]!.lastSeenMs = nowMs;
    this.transact(nowMs, (desk) => {
      for (const report of reports) this.#receive(desk, desk.actions[Number(report.actionId) - 1]!, report);
    });
    return [...reports];
  }

  #receive(desk: Desk, action: Action, report: ActionReport): void {
    const { task } = action;
    const isRecalled = task.kind !== "remove" && desk.recalled.has(releaseOf(task));
    const mayGoOn = task.state === "running" && !isRecalled;
    const received = receive(
      { state: action.state, step: action.step, ended: action.ended, mayGoOn },
      report,
      action.steps.has(report.step),
    );
    if (received.outcome !== "stored") return;
    action.steps.add(report.step);
    desk.watch.accepted(action, report, received.ends);
    if (received.effect === "late") return;
    action.step = report.step;
    if (received.effect === "passes") return;
    action.state = report.state;
    desk.aftermath.touched.add(task.id);
    if (received.ends) {
      desk.count(action, report.state);
      desk.close(action);
    }
    if (!received.mayTryAgain || !task.retry) return;
    const next = nextAttempt(task.retry, action.attempt, report.reason?.code, desk.nowMs, action.id);
    if (next) desk.again(action, next.notBeforeMs, false);
  }

  /** @returns the task; nothing where the order would be refused */
  start(spec: Spec, by: string, nowMs: number): Task | undefined {
    return this.transact(nowMs, (desk) => {
      const id = desk.tasks.length + 1;
      if (spec.kind !== "remove" && desk.recalled.has(releaseOf(spec))) return undefined;
      const members = spec.rings && ringsOf(desk, spec, id);
      const rows = desk.targets(spec);
      if (rows.length === 0 || (spec.rings && !members)) return undefined;
      const deadline = spec.deadlineInMs === undefined ? {} : { deadlineMs: nowMs + spec.deadlineInMs };
      const task: Task = { ...spec, ...deadline, id, startedMs: nowMs, state: "running", actions: [], open: 0 };
      desk.tasks.push(task);
      const isOffer = spec.urgency === "available";
      if (members) beginRollout(desk, task, members, by);
      else {
        const state = isOffer ? "scheduled" : "assigned";
        const made = rows.map((row) =>
          desk.add(task, row, { state, ring: undefined, countsAs: undefined, attempt: 1 }),
        );
        if (isOffer) this.#offer(desk, made);
        else desk.handOut(task, made);
      }
      return task;
    });
  }

  /** What is on offer takes the place of older offers of the same package at once. */
  #offer(desk: Desk, actions: readonly Action[]): void {
    for (const action of actions) {
      action.reason = "offered";
      const older = [...action.device.open].filter(
        ({ task, reason, ...each }) =>
          each.state === "scheduled" &&
          reason === "offered" &&
          task !== action.task &&
          task.package === action.task.package,
      );
      desk.stop(older, "superseded");
    }
  }

  /** A person at the device asks for what is on offer there. */
  ask(id: number, nowMs: number): boolean {
    const row = this.desk.rows[id]!;
    const [action] = [...row.open].filter((each) => each.state === "scheduled" && each.reason === "offered");
    if (action?.task.state !== "running") return false;
    this.transact(nowMs, (desk) => desk.handOut(action.task, [action], "asked-for"));
    return true;
  }

  order(task: Task, order: RolloutOrder | "retry" | "cancel", by: string, nowMs: number): boolean {
    const { rollout } = task;
    if (rollout && order === "cancel" && !isOver(rollout.state.state)) return this.order(task, "abort", by, nowMs);
    if (isRolloutOrder(order)) {
      if (!rollout || whyNot(rollout.plan, rollout.state, order, by) !== undefined) return false;
      this.transact(nowMs, (desk) => {
        desk.watch.ordered(task, order, by);
        feed(desk, task, [{ type: order, by }]);
      });
      return true;
    }
    if (order === "cancel") {
      if (task.state !== "running") return false;
      this.transact(nowMs, (desk) => {
        desk.watch.ordered(task, order, by);
        desk.stop(task.actions, "cancelled");
        task.state = "cancelled";
      });
      return true;
    }
    return this.#retry(task, by, nowMs);
  }

  #retry(task: Task, by: string, nowMs: number): boolean {
    if (task.state === "cancelled" || this.desk.recalled.has(releaseOf(task))) return false;
    const last = [...new Map(task.actions.map((action) => [action.device, action])).values()];
    const failed = last.filter((action) => action.state === "failed");
    const waiting = last.filter((action) => action.state === "scheduled" && action.notBeforeMs !== undefined);
    if (failed.length + waiting.length === 0) return false;
    this.transact(nowMs, (desk) => {
      desk.watch.ordered(task, "retry", by);
      for (const action of failed) desk.again(action, undefined, true);
      for (const action of waiting) {
        desk.forget(action);
        desk.watch.again(action, action, true);
        delete action.notBeforeMs;
      }
      task.state = "running";
      handOutDue(desk, task);
    });
    return true;
  }

  recall(spec: Pick<Spec, "package" | "version">, by: string, nowMs: number): void {
    const release = releaseOf(spec);
    if (this.desk.recalled.has(release)) return;
    this.transact(nowMs, (desk) => {
      desk.recalled.add(release);
      desk.watch.recalled(release);
      const tasks = desk.tasks.filter((task) => task.kind !== "remove" && releaseOf(task) === release);
      for (const task of tasks) desk.stop(task.actions, "recalled");
      for (const task of tasks)
        if (task.rollout && !isOver(task.rollout.state.state)) feed(desk, task, [{ type: "abort", by }]);
    });
  }

  /** What time decides: soaks, attempts, lives, deadlines, devices that are gone. @returns when to look again, at the latest */
  sweep(nowMs: number, retireAfterMs: number): number {
    const { desk } = this;
    for (const task of desk.tasks) {
      const { rollout } = task;
      if (rollout && (rollout.deadlineMs ?? Number.POSITIVE_INFINITY) <= nowMs)
        this.transact(nowMs, () => feed(desk, task, [{ type: "tick" }]));
      if (task.state !== "running") continue;
      const waits = (action: Action) => action.state === "scheduled" && (action.notBeforeMs ?? nowMs + 1) <= nowMs;
      if (rollout?.state.state !== "paused" && task.retry && task.actions.some(waits))
        this.transact(nowMs, () => handOutDue(desk, task));
    }
    if (nowMs < this.#sweptMs + SWEEP_MS) return this.#nextMs(nowMs);
    this.#sweptMs = nowMs;
    this.#expire(nowMs);
    this.#deadlines(nowMs);
    const silent = desk.rows.filter((row) => !row.retired && row.lastSeenMs <= nowMs - retireAfterMs);
    if (silent.length > 0)
      this.transact(nowMs, () => {
        for (const row of silent) {
          row.retired = true;
          for (const action of [...row.open]) desk.endHere(action, "expired");
        }
      });
    return this.#nextMs(nowMs);
  }

  join(nowMs: number): void {
    for (const task of this.desk.tasks)
      if (task.dynamic && task.state === "running" && task.rollout && !isOver(task.rollout.state.state))
        this.transact(nowMs, (desk) => join(desk, task));
  }

  #expire(nowMs: number): void {
    const over: Action[] = [];
    for (const action of this.#openOnes()) {
      const { state, reason, task } = action;
      const isUnasked = state === "scheduled" && reason === "offered" && task.startedMs + task.lifeMs <= nowMs;
      if (isUnasked || lifeIsOver(action, nowMs)) over.push(action);
    }
    if (over.length > 0)
      this.transact(nowMs, (desk) => {
        for (const action of over) desk.endHere(action, "expired");
      });
  }

  #deadlines(nowMs: number): void {
    for (const task of this.desk.tasks) {
      if (task.urgency !== "available" || task.open === 0 || (task.deadlineMs ?? nowMs + 1) > nowMs) continue;
      const due = task.actions.filter(({ state, reason }) => state === "scheduled" && reason === "offered");
      if (due.length > 0) this.transact(nowMs, (desk) => desk.handOut(task, due, "deadline-reached"));
    }
  }

  *#openOnes(): Generator<Action> {
    for (const row of this.desk.rows) yield* row.open;
  }

  #nextMs(nowMs: number): number {
    let nextMs = nowMs + 3_600_000;
    for (const { rollout, state, retry, open, actions } of this.desk.tasks) {
      nextMs = Math.min(nextMs, rollout?.deadlineMs ?? nextMs);
      // What waits for its attempt waits for the rollout to go on first.
      if (!retry || open === 0 || state !== "running" || rollout?.state.state === "paused") continue;
      for (const action of actions)
        if (action.notBeforeMs !== undefined && action.state === "scheduled")
          nextMs = Math.min(nextMs, action.notBeforeMs);
    }
    return Math.max(nextMs, nowMs + 30_000);
  }
}

export function releaseOf({ package: name, version }: Pick<Spec, "package" | "version">): string {
  return `${name}@${version}`;
}

/** Its life is over, and no agent can say so. */
function lifeIsOver({ state, start }: Action, nowMs: number): boolean {
  return start !== undefined && start.expiresMs <= nowMs && serverMayEnd(state);
}

function isRolloutOrder(order: string): order is RolloutOrder {
  return (ROLLOUT_ORDERS as readonly string[]).includes(order);
}

function assignmentOf({ sequence, action, order, why, issuedMs }: Row["orders"][number]): Assignment {
  const { task, start } = action;
  const expiresAtMs = order === "cancel" ? issuedMs + STOP_LIFE_MS : start!.expiresMs;
  const deviceId = String(action.device.id);
  const head = {
    format: 1,
    deviceId,
    sequence,
    issuedAtMs: issuedMs,
    expiresAtMs,
    actionId: String(action.id),
  } as const;
  if (order === "cancel") return { ...head, order, reason: why! };
  // What nobody has asked for was made required by its deadline.
  const asked = task.urgency !== "available" || action.reason === "asked-for";
  return {
    ...head,
    order,
    taskId: String(task.id),
    kind: task.kind,
    delivery: "pull",
    package: task.package,
    version: task.version,
    releaseDigest: DIGEST,
    settings: task.settings,
    priority: task.priority,
    attempt: action.attempt,
    ...(asked && task.urgency !== "required" ? { urgency: task.urgency } : {}),
    ...(task.deadlineMs === undefined ? {} : { deadlineMs: task.deadlineMs }),
  };
}
