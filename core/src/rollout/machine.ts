import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { isOver } from "@shoal/protocol/rollout/state";
import { say } from "@shoal/protocol/sentence/say";
import type { Machine } from "../machine.ts";
import { countedOf, isBad, isGood, sizeOf } from "./counts.ts";
import type { RolloutInput, RolloutOrder, RolloutOutput, Said } from "./messages.ts";
import { type RingRules, ringRules } from "./ring-rules.ts";
import type { RingState, RolloutState } from "./state.ts";
import { whyNot } from "./why-not.ts";
import { countsSaid, devices, duration, errorsSaid, failureSaid } from "./words.ts";

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
        return this.#pause(say("paused-by", { actor: by }), { by });
      case "resume":
        return this.#resume(by);
      case "next": {
        ring.doneMs ??= this.#nowMs;
        ring.state = "done";
        if (at === this.#state.rings.length - 1) return this.#finish(say("finished-by", { actor: by }), by);
        return this.#open(at + 1, say("opened-by", { actor: by }), by);
      }
      case "approve": {
        this.#state.approvals.push(by);
        const { approvals } = this.#rules[at]!;
        this.#say("approved", say("agreed-by", { actor: by, count: this.#state.approvals.length, wanted: approvals }), {
          ring: at,
          by,
        });
        if (this.#state.state === "waiting") this.#after();
        return;
      }
      case "abort":
        if (ring.state === "open" || ring.state === "soaking") ring.state = "halted";
        this.#enter("aborted", "aborted", say("aborted-by", { actor: by }), { by });
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
    const failures = excused === 1 ? say("one-failure") : say("failures", { count: excused });
    const why = excused === 0 ? say("resumed-by", { actor: by }) : say("resumed-by-in-spite", { actor: by, failures });
    this.#enter("running", "resumed", why, { by });
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
    const said = { ring: this.#name(at), numbers: failureSaid(ring), rule: errorsSaid(rules) };
    const why = say("ring-halted", said);
    this.#say("ring-halted", why, { ring: at });
    if (rules.onErrors === "stop") {
      this.#enter("stopped", "stopped", say("ring-halted-ended", { halt: why }), { ring: at });
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
      this.#say("ring-unsettled", say("ring-unsettled", { ring: this.#name(at), numbers: this.#numbers(at) }), {
        ring: at,
      });
      return;
    }
    ring.goodSinceMs = this.#nowMs;
    ring.state = "soaking";
    if (rules.soakMs === 0) return;
    const said = { ring: this.#name(at), span: duration(rules.soakMs), numbers: this.#numbers(at) };
    this.#say("ring-soaking", say("ring-soaks", said), { ring: at });
  }

  #done(at: number, ring: RingState): void {
    ring.state = "done";
    ring.doneMs = this.#nowMs;
    this.#say("ring-done", say("ring-done", { ring: this.#name(at), numbers: this.#numbers(at) }), { ring: at });
    this.#after();
  }

  /** The last opened ring is done: the end, a wait, or the next. */
  #after(isOver = false): void {
    const { at, rings, approvals } = this.#state;
    const rules = this.#rules[at]!;
    const missing = rules.approvals - approvals.length;
    if (at === rings.length - 1) {
      if (!this.#plan.dynamic) this.#finish(say("all-done", { numbers: this.#numbers(at) }));
      else this.#state.why = say("all-done-dynamic");
    } else if (missing > 0)
      this.#wait(say("more-must-agree", { ring: this.#name(at), count: missing, next: this.#name(at + 1) }));
    else if (countedOf(rings[at]!) === 0)
      this.#wait(say("ring-proves-nothing", { ring: this.#name(at), devices: devices(sizeOf(rings[at]!)) }));
    else if (rules.next === "wait") this.#wait(say("person-opens", { ring: this.#name(at), next: this.#name(at + 1) }));
    else {
      const said = isOver
        ? (["ring-time-over", "ring-time-over-agreed"] as const)
        : (["ring-is-done", "ring-is-done-agreed"] as const);
      this.#open(at + 1, say(said[rules.approvals > 0 ? 1 : 0], { ring: this.#name(at) }));
    }
  }

  #timedOut(at: number, ring: RingState, rules: RingRules): void {
    delete ring.timeoutAtMs;
    const numbers = this.#numbers(at);
    const why = say("ring-too-slow", { ring: this.#name(at), span: duration(rules.timeoutMs!), numbers });
    this.#say("timed-out", why, { ring: at });
    if (rules.onTimeout === "pause") {
      this.#state.approvals = [];
      return this.#pause(why, { ring: at });
    }
    ring.state = "done";
    ring.doneMs = this.#nowMs;
    this.#after(true);
  }

  #open(at: number, because?: string, by?: string): void {
    const { timeoutMs } = this.#rules[at]!;
    const ring = this.#state.rings[at]!;
    this.#state.at = at;
    this.#state.approvals = [];
    ring.state = "open";
    ring.openedMs = this.#nowMs;
    if (timeoutMs !== undefined) ring.timeoutAtMs = this.#nowMs + timeoutMs;
    const opened = { ring: this.#name(at), devices: devices(ring.open) };
    const text =
      because === undefined ? say("ring-opened", opened) : say("ring-opened-because", { ...opened, because });
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
    return this.#plan.rings[at]!.name;
  }

  #numbers(at: number): string {
    const ring = this.#state.rings[at]!;
    return countsSaid(ring, this.#rules[at]!);
  }
}
