import type { ActionReport } from "@shoal/protocol/action/report";
import { type ActionState, isEnd } from "@shoal/protocol/action/state";
import { type Counts, countUp } from "./counts.ts";
import { releaseOf } from "./sim-server.ts";
import type { Action, Task } from "./stored.ts";

/** What is known of one action, at both ends of the wire. */
interface Life {
  action: Action;
  /** Its device has it. */
  isTaken: boolean;
  serverEnds: number;
  agentEnds: number;
  /** How it ended at its device. */
  deviceEnd?: ActionState;
  deviceStep: number;
  accepted: Set<number>;
  earliestMs: number;
}

/** Orders between server and device: each ends once, nothing that was accepted is lost, and the stronger one holds. */
export class ActionJudge {
  readonly #lives = new Map<number, Life>();
  /** That have failed since the transaction began. */
  readonly #toTryAgain = new Set<Action>();
  readonly #recalled = new Set<string>();
  readonly #fail: (text: string) => void;
  readonly #nowMs: () => number;
  /** How often persons have ordered another attempt of a device in a task. */
  readonly #ordered = new Map<string, number>();
  readonly #counts: Counts;

  constructor(fail: (text: string) => void, nowMs: () => number, counts: Counts) {
    this.#fail = fail;
    this.#nowMs = nowMs;
    this.#counts = counts;
  }

  #life(action: Action): Life {
    const known = this.#lives.get(action.id);
    if (known) return known;
    const life: Life = {
      action,
      isTaken: false,
      serverEnds: 0,
      agentEnds: 0,
      deviceStep: 0,
      accepted: new Set(),
      earliestMs: 0,
    };
    this.#lives.set(action.id, life);
    return life;
  }

  #of(actionId: string): Life {
    const life = this.#lives.get(Number(actionId));
    if (!life) throw new Error(`nobody has handed out action ${actionId}`);
    return life;
  }

  #wrong({ action }: Life, what: string): void {
    this.#fail(`action ${action.id} of task ${action.task.id} on device ${action.device.id}: ${what}`);
  }

  handedOut(action: Action): void {
    const life = this.#life(action);
    const { task, device, ring } = action;
    const wrong = (why: string) => this.#wrong(life, `is handed out although ${why}`);
    if (action.ended) wrong(`it has ended: ${action.state}`);
    if (task.state !== "running") wrong(`its task is ${task.state}`);
    if (task.kind !== "remove" && this.#recalled.has(releaseOf(task))) wrong("its release was recalled");
    if (this.#nowMs() < life.earliestMs) wrong("it is too early for another attempt");
    const { state, at } = task.rollout?.state ?? {};
    if (state === "paused") wrong("its rollout is paused");
    if (ring !== undefined && ring > at!) wrong("its ring is closed");
    for (const other of device.open) {
      if (other === action) continue;
      if (other.task === task) wrong(`action ${other.id} of the same task is open`);
      const isRival = other.task.package === task.package && other.task.kind !== "precache" && task.kind !== "precache";
      if (isRival && other.state !== "scheduled" && !other.stop)
        wrong(`action ${other.id} for the same package goes on`);
    }
  }

  delivered(action: Action): void {
    const life = this.#life(action);
    if (action.task.rollout?.state.state === "paused")
      this.#wrong(life, "is given to its device while its rollout is paused");
    if (action.ended) this.#wrong(life, `is given to its device, and has ended: ${action.state}`);
  }

  superseded(loser: Action, winner: Task, holder?: Action): void {
    if (holder?.state === "scheduled")
      this.#wrong(this.#life(loser), `loses against action ${holder.id}, which is not handed out`);
    if (holder?.stop) this.#wrong(this.#life(loser), `loses against action ${holder.id}, which is stopped`);
    countUp(this.#counts, "superseded");
    const strength = ({ urgency, priority, startedMs, id }: Task) =>
      [urgency === "immediate" ? 1 : 0, priority + 10, startedMs, id]
        .map((each) => String(each).padStart(16, "0"))
        .join(" ");
    if (strength(loser.task) > strength(winner))
      this.#wrong(this.#life(loser), `loses against the weaker task ${winner.id}`);
  }

  endedHere(action: Action, state: ActionState): void {
    const life = this.#life(action);
    if (life.serverEnds++ > 0 || life.agentEnds > 0) this.#wrong(life, `ends at the server again: ${state}`);
    if (life.isTaken && state !== "expired")
      this.#wrong(life, `is ended as ${state} at the server, and its device has it`);
  }

  accepted(action: Action, report: ActionReport, ends: boolean): void {
    const life = this.#life(action);
    if (life.accepted.has(report.step)) this.#wrong(life, `step ${report.step} is taken twice`);
    life.accepted.add(report.step);
    if (!ends) return;
    if (life.agentEnds++ > 0) this.#wrong(life, `ends again: ${report.state}`);
    const { task, attempt } = action;
    const isMeant = task.state === "running" && (task.kind === "remove" || !this.#recalled.has(releaseOf(task)));
    const mends = report.reason?.code === "exit-code" || report.reason?.code === "not-detected";
    if (
      report.state === "failed" &&
      mends &&
      isMeant &&
      life.serverEnds === 0 &&
      attempt <= (task.retry?.attempts ?? 0)
    )
      this.#toTryAgain.add(action);
  }

  /** After a transaction. */
  settled(): void {
    for (const action of this.#toTryAgain) this.#wrong(this.#life(action), "failed, and is not tried again");
  }

  again(before: Action, action: Action, ordered: boolean): void {
    this.#toTryAgain.delete(before);
    const { task, device, attempt } = action;
    const key = `${task.id} ${device.id}`;
    if (before === action || ordered) {
      this.#ordered.set(key, (this.#ordered.get(key) ?? 0) + 1);
      this.#life(action).earliestMs = 0;
      return;
    }
    countUp(this.#counts, "tried again");
    const life = this.#life(action);
    if (this.#life(before).serverEnds > 0)
      this.#wrong(life, `is made for action ${before.id}, which the server had ended`);
    const { attempts, firstMs = 300_000, factor = 3, mostMs = 86_400_000 } = task.retry!;
    if (attempt - 1 > attempts + (this.#ordered.get(key) ?? 0))
      this.#wrong(life, `is attempt ${attempt} of ${attempts + 1}`);
    let waitMs = firstMs;
    for (let each = 2; each < attempt; each++) waitMs *= factor;
    waitMs = Math.min(waitMs, Math.max(firstMs, mostMs));
    life.earliestMs = this.#nowMs() + waitMs - 1;
    if (action.notBeforeMs! > this.#nowMs() + waitMs * 1.2 + 1) this.#wrong(life, "waits too long for its attempt");
    for (const other of device.open)
      if (other !== action && other.task === task) this.#wrong(life, `is made beside action ${other.id}`);
  }

  recalled(release: string): void {
    this.#recalled.add(release);
  }

  took(actionId: string): void {
    const life = this.#of(actionId);
    if (life.isTaken) this.#wrong(life, "is taken by its device again");
    life.isTaken = true;
  }

  /** A step stands in the device's journal. */
  stored(actionId: string, { step, state }: ActionReport): void {
    const life = this.#of(actionId);
    if (life.deviceEnd !== undefined) this.#wrong(life, `goes on at its device after its end: ${state}`);
    if (step !== life.deviceStep + 1) this.#wrong(life, `goes from step ${life.deviceStep} to ${step}`);
    life.deviceStep = step;
    if (isEnd(state)) life.deviceEnd = state;
  }

  /** The server has said that it has it. */
  sent({ actionId, step, state }: ActionReport): void {
    const life = this.#of(actionId);
    if (!life.accepted.has(step))
      this.#wrong(life, `the server has lost step ${step}, ${state}; it is at ${life.action.state}`);
  }

  /** When all is quiet. @param isThere devices that could say all they had to */
  rest(actions: readonly Action[], isThere: (device: number) => boolean): void {
    for (const action of actions) {
      const life = this.#life(action);
      const { state, task, start, device } = action;
      const ends = life.serverEnds + life.agentEnds;
      if (action.ended !== ends > 0) this.#wrong(life, `has ended ${ends} times, and is ${state}`);
      if (!isThere(device.id)) continue;
      if (life.deviceEnd !== undefined && state !== life.deviceEnd)
        this.#wrong(life, `is ${state} at the server, and ${life.deviceEnd} on its device`);
      if (action.ended) continue;
      if (start && this.#nowMs() > start.expiresMs + 86_400_000) this.#wrong(life, `is ${state} a day after its life`);
      if (task.state === "cancelled" && state !== "installing" && state !== "rebooting")
        this.#wrong(life, `is ${state} although its task was cancelled`);
      if (state === "assigned") this.#wrong(life, "was never taken by its device");
    }
  }
}
