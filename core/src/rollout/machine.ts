import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { isOver } from "@shoal/protocol/rollout/state";
import type { Machine } from "../machine.ts";
import { countedOf, isBad, isGood, sizeOf } from "./counts.ts";
import type { RolloutInput, RolloutOrder, RolloutOutput, Said } from "./messages.ts";
import { type RingRules, ringRules } from "./ring-rules.ts";
import type { RingState, RolloutState } from "./state.ts";
import { whyNot } from "./why-not.ts";
import { countsSaid, devices, duration, errorsSaid, failureSaid, ringName } from "./words.ts";

/** What a rollout is made of; it does not change while it goes on. */
export interface RolloutPlan {
  rings: readonly RolloutRing[];
  /** It goes on to take new devices. */
  dynamic: boolean;
}

/**
 * Decides when a ring opens, when all stands still and when it ends. It sees how many devices of a ring count as what, and
 * never a device: an input costs the same for ten devices and for a million. Its state is plain data; a machine that is made
 * of it again goes on the same way.
 */
export class RolloutMachine implements Machine<RolloutInput, RolloutOutput> {
  readonly #plan: RolloutPlan;
  readonly #rules: readonly RingRules[];
  readonly #state: RolloutState;
  #out: RolloutOutput[] = [];
  #nowMs = 0;

  /** @param state is copied */
  constructor(plan: RolloutPlan, state: RolloutState) {
    this.#plan = plan;
    this.#rules = plan.rings.map(ringRules);
    this.#state = { ...state, approvals: [...state.approvals], rings: state.rings.map((ring) => ({ ...ring })) };
  }

  get state(): Readonly<RolloutState> {
    return this.#state;
  }

  deadlineMs(): number | undefined {
    const { state, at, rings } = this.#state;
    const ring = rings[at];
    if (state !== "running" || !ring || ring.state === "done") return undefined;
    const soakedMs = ring.goodSinceMs === undefined ? undefined : ring.goodSinceMs + this.#rules[at]!.soakMs;
    if (soakedMs === undefined || ring.timeoutAtMs === undefined) return soakedMs ?? ring.timeoutAtMs;
    return Math.min(soakedMs, ring.timeoutAtMs);
  }

  /** An order that cannot be carried out changes nothing; `whyNot` says why. */
  handle(input: RolloutInput, nowMs: number): RolloutOutput[] {
    this.#out = [];
    this.#nowMs = nowMs;
    switch (input.type) {
      case "start":
        if (this.#state.at === -1 && !isOver(this.#state.state)) this.#open(0);
        break;
      case "moved":
        this.#moved(input);
        break;
      case "joined":
        this.#joined(input.count);
        break;
      case "tick":
        this.#judge(this.#state.at);
        break;
      default:
        if (whyNot(this.#plan, this.#state, input.type, input.by) === undefined) this.#order(input.type, input.by);
    }
    return this.#out;
  }

  #moved({ ring: at, from, to, count }: Extract<RolloutInput, { type: "moved" }>): void {
    const ring = this.#state.rings[at];
    if (!ring || from === to) return;
    ring[from] -= count;
    ring[to] += count;
    ring.excused = Math.min(ring.excused, ring.failed);
    this.#judge(at);
  }

  #joined(count: number): void {
    const ring = this.#state.rings[this.#state.at];
    if (!ring) return;
    ring.open += count;
    this.#judge(this.#state.at);
  }

  #order(order: RolloutOrder, by: string): void {
    const { at } = this.#state;
    const ring = this.#state.rings[at]!;
    switch (order) {
      case "pause":
        return this.#pause(`${by} paused it`, { by });
      case "resume":
        return this.#resume(by);
      case "next": {
        ring.doneMs ??= this.#nowMs;
        ring.state = "done";
        if (at === this.#state.rings.length - 1) return this.#finish(`${by} finished it as it stands`, by);
        return this.#open(at + 1, `${by} opened it`, by);
      }
      case "approve": {
        this.#state.approvals.push(by);
        const { approvals } = this.#rules[at]!;
        this.#say("approved", `${by} agreed, ${this.#state.approvals.length} of ${approvals}`, { ring: at, by });
        if (this.#state.state === "waiting") this.#after();
        return;
      }
      case "abort":
        if (ring.state === "open" || ring.state === "soaking") ring.state = "halted";
        this.#enter("aborted", "aborted", `${by} aborted it: what had not ended is cancelled`, { by });
        this.#out.push({ type: "cancel" });
    }
  }

  /** What was paused goes on in spite of the failures so far. */
  #resume(by: string): void {
    const { at, rings, sinceMs } = this.#state;
    for (const each of rings) {
      each.excused = each.failed;
      if (each.state === "halted") each.state = each.doneMs === undefined ? "open" : "done";
    }
    const ring = rings[at]!;
    const { timeoutMs } = this.#rules[at]!;
    // The time in which nothing was handed out is not taken from it; one whose time was over is given it again.
    if (ring.timeoutAtMs !== undefined) ring.timeoutAtMs += this.#nowMs - sinceMs;
    else if (timeoutMs !== undefined && ring.state !== "done") ring.timeoutAtMs = this.#nowMs + timeoutMs;
    const excused = rings.reduce((sum, each) => sum + each.excused, 0);
    const inSpite = excused === 0 ? "" : ` in spite of ${excused === 1 ? "one failure" : `${excused} failures`}`;
    this.#enter("running", "resumed", `${by} resumed it${inSpite}`, { by });
    this.#out.push({ type: "release" });
    if (ring.state === "done") this.#after();
    else this.#judge(at);
  }

  /** Where the counts of a ring, or the time, have changed: errors before success. */
  #judge(at: number): void {
    const ring = this.#state.rings[at];
    if (!ring || isOver(this.#state.state) || ring.state === "pending" || this.#pulled(at, ring)) return;
    if (at !== this.#state.at || ring.state === "done") return;
    const rules = this.#rules[at]!;
    this.#settle(at, ring, rules);
    if (this.#state.state !== "running") return;
    if (ring.goodSinceMs !== undefined && this.#nowMs >= ring.goodSinceMs + rules.soakMs) return this.#done(at, ring);
    if (ring.timeoutAtMs !== undefined && this.#nowMs >= ring.timeoutAtMs) this.#timedOut(at, ring, rules);
  }

  /** @returns whether too much has failed for anything else to be looked at */
  #pulled(at: number, ring: RingState): boolean {
    if (ring.state === "halted") return true;
    const rules = this.#rules[at]!;
    if (ring.failed <= ring.excused || !isBad(ring, rules)) return false;
    ring.state = "halted";
    delete ring.goodSinceMs;
    this.#state.approvals = [];
    const why = `${this.#name(at)} halted: ${failureSaid(ring)}, ${errorsSaid(rules)}`;
    this.#say("ring-halted", why, { ring: at });
    if (rules.onErrors === "stop") {
      this.#enter("stopped", "stopped", `${why}; what had not ended is cancelled`, { ring: at });
      this.#out.push({ type: "cancel" });
    } else if (this.#state.state === "paused") this.#state.why = why;
    else this.#pause(why, { ring: at });
    return true;
  }

  /** Good since when, or not any more. */
  #settle(at: number, ring: RingState, rules: RingRules): void {
    const good = isGood(ring, rules);
    if (good === (ring.goodSinceMs !== undefined)) return;
    if (!good) {
      delete ring.goodSinceMs;
      ring.state = "open";
      this.#say("ring-unsettled", `${this.#name(at)} is not good any more: ${this.#numbers(at)}`, { ring: at });
      return;
    }
    ring.goodSinceMs = this.#nowMs;
    ring.state = "soaking";
    if (rules.soakMs === 0) return;
    const must = `must stay so for ${duration(rules.soakMs)}`;
    this.#say("ring-soaking", `${this.#name(at)} is good and ${must}: ${this.#numbers(at)}`, { ring: at });
  }

  #done(at: number, ring: RingState): void {
    ring.state = "done";
    ring.doneMs = this.#nowMs;
    this.#say("ring-done", `${this.#name(at)} is done: ${this.#numbers(at)}`, { ring: at });
    this.#after();
  }

  /** The last opened ring is done: the end, a wait, or the next. */
  #after(because = `${this.#name(this.#state.at)} is done`): void {
    const { at, rings, approvals } = this.#state;
    const rules = this.#rules[at]!;
    const missing = rules.approvals - approvals.length;
    if (at === rings.length - 1) {
      if (!this.#plan.dynamic) this.#finish(`all rings are done; the last: ${this.#numbers(at)}`);
      else this.#state.why = "all rings are done; devices that come later are taken in until it is aborted";
    } else if (missing > 0)
      this.#wait(`${this.#name(at)} is done; ${missing} more must agree that ${this.#name(at + 1)} opens`);
    else if (countedOf(rings[at]!) === 0)
      this.#wait(
        `${this.#name(at)} proves nothing: none of its ${devices(sizeOf(rings[at]!))} counts (not applicable, cancelled, superseded or expired)`,
      );
    else if (rules.next === "wait") this.#wait(`${this.#name(at)} is done; a person opens ${this.#name(at + 1)}`);
    else this.#open(at + 1, `${because}${rules.approvals > 0 ? ", and enough have agreed" : ""}`);
  }

  #timedOut(at: number, ring: RingState, rules: RingRules): void {
    delete ring.timeoutAtMs;
    const why = `${this.#name(at)} was not done within ${duration(rules.timeoutMs!)}: ${this.#numbers(at)}`;
    this.#say("timed-out", why, { ring: at });
    if (rules.onTimeout === "pause") {
      this.#state.approvals = [];
      return this.#pause(why, { ring: at });
    }
    ring.state = "done";
    ring.doneMs = this.#nowMs;
    this.#after(`the time of ${this.#name(at)} is over`);
  }

  #open(at: number, because?: string, by?: string): void {
    const { timeoutMs } = this.#rules[at]!;
    const ring = this.#state.rings[at]!;
    this.#state.at = at;
    this.#state.approvals = [];
    ring.state = "open";
    ring.openedMs = this.#nowMs;
    if (timeoutMs !== undefined) ring.timeoutAtMs = this.#nowMs + timeoutMs;
    const text = `${this.#name(at)} opened with ${devices(ring.open)}${because === undefined ? "" : `: ${because}`}`;
    this.#enter("running", "ring-opened", text, { ring: at, ...(by === undefined ? {} : { by }) });
    this.#out.push({ type: "open", ring: at });
    // All of its devices may have said by then that it is not for them.
    this.#judge(at);
  }

  #pause(why: string, about: { ring?: number; by?: string }): void {
    this.#enter("paused", "paused", why, about);
    this.#out.push({ type: "hold" });
  }

  #wait(why: string): void {
    if (this.#state.state !== "waiting" || this.#state.why !== why)
      this.#enter("waiting", "waiting", why, { ring: this.#state.at });
  }

  #finish(why: string, by?: string): void {
    this.#enter("finished", "finished", why, by === undefined ? {} : { by });
  }

  #enter(state: RolloutState["state"], what: Said, why: string, about: { ring?: number; by?: string } = {}): void {
    if (this.#state.state !== state) this.#state.sinceMs = this.#nowMs;
    this.#state.state = state;
    this.#state.why = why;
    this.#say(what, why, about);
  }

  #say(what: Said, text: string, about: { ring?: number; by?: string }): void {
    this.#out.push({ type: "say", what, ...about, text });
  }

  #name(at: number): string {
    return ringName(this.#plan.rings[at]!);
  }

  #numbers(at: number): string {
    const ring = this.#state.rings[at]!;
    return countsSaid(ring, this.#rules[at]!);
  }
}
