import type { Reason, ReasonCode } from "@shoal/protocol/action/reason";
import { isEnd } from "@shoal/protocol/action/state";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import { SETTINGS } from "@shoal/protocol/settings/rows";
import type { StopReason } from "@shoal/protocol/task/assignment";
import type { Machine } from "../machine.ts";
import { type Random, seededRandom } from "../random/seeded.ts";
import type { ZoneOffset } from "../settings/local-time.ts";
import { RESTART_AGAIN_MS, retryDelayMs } from "./delays.ts";
import { dueEnd } from "./due-end.ts";
import { judge } from "./judge.ts";
import type { ActionInput, ActionOutput } from "./messages.ts";
import { Gate, type InstallPolicy } from "./policy.ts";
import { beginsMs, type PutOff, putOff, waitsForPeople } from "./put-off.ts";
import { type ActionRecord, installed, without } from "./record.ts";
import { bounded, reportOf, sumOf } from "./report.ts";
import { type ActionEvent, rowFor, workOf } from "./table.ts";
import { whyHeld } from "./why-held.ts";

export type { ActionInput, ActionOutput, ExitClass } from "./messages.ts";

/**
 * One device's part of a task, from accepting it to its end. Every step is stored before it is acted on; inputs that the
 * state has no use for (a late answer after a cancel) are dropped.
 */
export class ActionMachine implements Machine<ActionInput, ActionOutput> {
  #record: ActionRecord;
  readonly #gate: Gate;
  readonly #random: Random;
  #restarting = false;
  /** Whether somebody is signed in was asked, and not answered yet. */
  #looking = false;
  /** The installer was running when the agent was stopped: the next check decides what came of it. */
  #interrupted = false;

  constructor(record: ActionRecord, options: { policy: InstallPolicy; offsetMs: ZoneOffset; seed: number }) {
    this.#record = record;
    this.#gate = new Gate(options.policy, options.offsetMs);
    this.#random = seededRandom(options.seed);
  }

  get record(): ActionRecord {
    return this.#record;
  }

  /** The system was asked for a restart, and did not refuse. */
  get restarting(): boolean {
    return this.#restarting;
  }

  /** What would come of it if somebody who is signed in put it off. */
  putOff(nowMs: number, wishMs?: number): PutOff {
    if (this.#restarting) return { ok: false, why: "the device is restarting already" };
    return putOff(this.#record, this.#gate, nowMs, wishMs);
  }

  beginsMs(nowMs: number): number | undefined {
    return beginsMs(this.#record, this.#gate, nowMs);
  }

  deadlineMs(): number | undefined {
    const { state, notBeforeMs, assignment } = this.#record;
    if (isEnd(state)) return undefined;
    const wakes = [
      rowFor(state, "expire") ? assignment.expiresAtMs : undefined,
      state === "waiting" || state === "resolving" || state === "rebooting" ? notBeforeMs : undefined,
      state === "waiting" || state === "rebooting" ? this.#gate.opensMs : undefined,
    ].filter((each) => each !== undefined);
    return wakes.length === 0 ? undefined : Math.min(...wakes);
  }

  handle(input: ActionInput, nowMs: number): ActionOutput[] {
    if (isEnd(this.#record.state)) return [];
    if (input.type !== "stop" && input.type !== "start") {
      const late = this.#stopIfDue(nowMs);
      if (late) return late;
    }
    switch (input.type) {
      case "start":
        return this.#start(input.bootId, nowMs);
      case "resolved":
        return this.#resolved(input, nowMs);
      case "already-done":
        if (this.#record.state !== "resolving") return [];
        return this.#go(
          this.#record.assignment.rollback ? "already-restored" : "already-done",
          nowMs,
          this.#reason(this.#removing() ? "already-removed" : "already-installed"),
          { variantId: input.variantId },
        );
      case "not-applicable":
        return this.#go("not-for-this", nowMs, input.reason);
      case "unreachable":
        return this.#unreachable(input.detail, nowMs);
      case "reachable":
        if (this.#record.state !== "resolving" || this.#record.notBeforeMs === undefined) return [];
        this.#record = without(this.#record, "notBeforeMs");
        return [{ type: "resolve" }];
      case "fetched":
        return this.#go("fetched", nowMs, undefined, { bytes: sumOf(this.#record.bytes, input.bytes) });
      case "verified":
        if (this.#record.assignment.kind === "precache") return this.#go("kept", nowMs, this.#reason("precached"));
        return this.#wait("verified", nowMs);
      case "corrupt":
        return this.#corrupt(input.detail, nowMs);
      case "ran":
        return this.#ran(input, nowMs);
      case "checked":
        return this.#checked(input.found, input.detail, nowMs);
      case "boot":
        if (this.#record.state !== "rebooting" || this.#record.bootId === input.bootId) return [];
        return this.#go("restarted", nowMs);
      case "failed":
        return this.#go("fail", nowMs, input.reason, input.result ? { result: input.result } : {});
      case "stop":
        return this.#stop(input.why, nowMs);
      case "policy":
        this.#gate.policy = input.policy;
        if (waitsForPeople(this.#record)) this.#record = without(this.#record, "notBeforeMs");
        return this.#tick(nowMs);
      case "presence":
        return this.#presence(input.signedIn, nowMs);
      case "now": {
        // Only what waits for people: another installer that is running is waited for still.
        if (!waitsForPeople(this.#record)) return [];
        this.#record = without(this.#record, "notBeforeMs");
        const agreed = { deferredSinceMs: nowMs - SETTINGS.deferralMs.maximum, restartAtMs: nowMs };
        return [...this.#note(agreed), ...this.#tick(nowMs)];
      }
      case "later":
        return this.#later(nowMs, input.untilMs);
      case "turn":
        return this.#turn(nowMs);
      case "not-restarted":
        if (this.#record.state !== "rebooting" || !this.#restarting) return [];
        this.#restarting = false;
        return this.#note({ notBeforeMs: nowMs + RESTART_AGAIN_MS });
      case "tick":
        return this.#tick(nowMs);
    }
  }

  #start(bootId: string, nowMs: number): ActionOutput[] {
    const { state } = this.#record;
    if (state === "assigned") {
      const accepted = this.#go("accept", nowMs);
      return [...accepted, ...(this.#stopIfDue(nowMs) ?? this.#go("begin", nowMs))];
    }
    const due = this.#stopIfDue(nowMs);
    if (due) return due;
    if (state === "accepted") return this.#go("begin", nowMs);
    if (state === "waiting") return this.#tick(nowMs);
    if (state === "rebooting") {
      if (this.#record.bootId !== bootId) return this.#go("restarted", nowMs);
      // Stopped between the step and the request for it; asking twice restarts once.
      return this.#restart(nowMs);
    }
    if (state === "installing") {
      // Nobody saw the end of the installer: the device itself is asked before anything is run again.
      this.#interrupted = true;
      return this.#go("ran", nowMs, this.#reason("installer-interrupted", say("stopped-while-ran")));
    }
    if (state === "checking") this.#interrupted = this.#record.reason?.code === "installer-interrupted";
    return this.#entry();
  }

  #resolved(input: Extract<ActionInput, { type: "resolved" }>, nowMs: number): ActionOutput[] {
    if (this.#record.state !== "resolving") return [];
    const { variantId, repeatable, expectedMs } = input;
    const known = { variantId, repeatable, ...(expectedMs === undefined ? {} : { expectedMs }) };
    if (input.needsContent) return this.#go("needs-content", nowMs, undefined, known);
    if (this.#record.assignment.kind === "precache")
      return this.#go("kept", nowMs, this.#reason("precached", say("no-files")), known);
    return this.#wait("needs-nothing", nowMs, known);
  }

  #unreachable(detail: string, nowMs: number): ActionOutput[] {
    if (this.#record.state !== "resolving") return [];
    const unreached = (this.#record.unreached ?? 0) + 1;
    // Half of it by chance, so that a fleet does not come back to its server as one.
    const waitMs = Math.round(retryDelayMs(unreached) * (0.5 + this.#random() / 2));
    return this.#note({ unreached, notBeforeMs: nowMs + waitMs, reason: this.#reason("fetch-failed", detail) });
  }

  /** Enters `waiting`: for a maintenance window, then for its turn. */
  #wait(event: ActionEvent, nowMs: number, known: Partial<ActionRecord> = {}): ActionOutput[] {
    const why = whyHeld({ ...this.#record, ...known, state: "waiting" }, this.#gate, nowMs);
    const entered = this.#go(event, nowMs, why, known);
    return entered.length === 0 ? [] : [...entered, ...this.#tick(nowMs)];
  }

  #corrupt(detail: string, nowMs: number): ActionOutput[] {
    if (!rowFor(this.#record.state, "corrupt")) return [];
    const refetches = this.#record.refetches + 1;
    if (refetches > 2) return this.#go("fail", nowMs, this.#reason("content-corrupt", detail, say("see-memory-disk")));
    return this.#go("corrupt", nowMs, this.#reason("content-corrupt", detail), { refetches });
  }

  #ran(input: Extract<ActionInput, { type: "ran" }>, nowMs: number): ActionOutput[] {
    if (this.#record.state !== "installing") return [];
    const known = { result: input.result };
    switch (input.exit) {
      case "success":
      case "already":
        return this.#go("ran", nowMs, input.reason, known);
      case "soft-reboot": {
        const needed = { ...known, bootId: input.bootId, rebootSinceMs: nowMs };
        const reason = this.#reason("reboot-required", input.reason.detail);
        const waits = { ...installed(this.#record), ...needed, reason, state: "rebooting" } as const;
        const why = whyHeld(waits, this.#gate, nowMs);
        return [...this.#go("restart-needed", nowMs, why, needed), ...this.#restart(nowMs)];
      }
      case "hard-reboot": {
        const reason = this.#reason("reboot-started", input.reason.detail);
        return this.#go("restart-needed", nowMs, reason, { ...known, bootId: input.bootId });
      }
      case "retry": {
        if (this.#record.attempt >= LIMITS.installAttempts)
          return this.#go(
            "fail",
            nowMs,
            this.#reason(
              "attempts-exhausted",
              say("tries-last", { count: this.#record.attempt, why: input.reason.detail ?? "busy" }),
              say("see-other-installers"),
            ),
            known,
          );
        return this.#go("try-later", nowMs, this.#reason("installer-busy", input.reason.detail), {
          ...known,
          notBeforeMs: nowMs + retryDelayMs(this.#record.attempt),
        });
      }
      case "failed":
        return this.#go("fail", nowMs, input.reason, known);
    }
  }

  /** Asks for the restart that an installation needs, where that is allowed and allowed now. */
  #restart(nowMs: number): ActionOutput[] {
    if (!this.#needsRestart()) return [];
    return this.#gate.mayRestart ? this.#mayBegin(nowMs) : this.#hold({}, nowMs);
  }

  #needsRestart(): boolean {
    const { state, reason } = this.#record;
    return state === "rebooting" && reason?.code === "reboot-required" && !this.#restarting;
  }

  #mayRestart(): boolean {
    return this.#needsRestart() && this.#gate.mayRestart;
  }

  #turn(nowMs: number): ActionOutput[] {
    const { state, notBeforeMs = 0, attempt } = this.#record;
    if (notBeforeMs > nowMs || (state !== "waiting" && !this.#mayRestart())) return [];
    // It may have come too late for the window; when the next one opens, it is asked for again.
    if (!this.#gate.isOpen(this.#record, nowMs)) return this.#hold({}, nowMs);
    if (state === "waiting") return this.#go("clear", nowMs, undefined, { attempt: attempt + 1 });
    this.#restarting = true;
    const tell = { type: "tell", what: "restart", latestMs: nowMs } as const;
    return [...(this.#gate.tells("restart") ? [tell] : []), { type: "restart" }];
  }

  /** What waits begins, unless its window is closed or those who are signed in may put it off. */
  #mayBegin(nowMs: number, signedIn?: boolean): ActionOutput[] {
    const verdict = this.#gate.decide(this.#record, nowMs, signedIn);
    switch (verdict.kind) {
      case "go":
        return [{ type: "ready" }];
      case "look":
        if (this.#looking) return [];
        this.#looking = true;
        return [{ type: "look" }];
      case "closed":
        return this.#hold({}, nowMs);
      case "people":
        return [
          ...this.#hold(verdict.known, nowMs),
          ...(verdict.tell ? [{ type: "tell" as const, ...verdict.tell }] : []),
        ];
    }
  }

  #presence(signedIn: boolean, nowMs: number): ActionOutput[] {
    this.#looking = false;
    return this.#record.state === "waiting" || this.#mayRestart() ? this.#mayBegin(nowMs, signedIn) : [];
  }

  #later(nowMs: number, wishMs?: number): ActionOutput[] {
    const put = this.putOff(nowMs, wishMs);
    if (!put.ok) return [];
    this.#record = without(this.#record, "answerByMs");
    return this.#hold(put.known, nowMs);
  }

  /** It goes on waiting: a step where it is for another reason than was said, else a note of what is new. */
  #hold(known: Partial<ActionRecord>, nowMs: number): ActionOutput[] {
    const { reason: said, step } = this.#record;
    const reason = whyHeld({ ...this.#record, ...known }, this.#gate, nowMs);
    const same = said?.code === reason?.code && said?.detail === reason?.detail && said?.next === reason?.next;
    if (reason && !same && step < LIMITS.heldSteps) return this.#go("hold", nowMs, reason, known);
    return Object.keys(known).length > 0 ? this.#note(known) : [];
  }

  #checked(found: boolean | "unknown", detail: string, nowMs: number): ActionOutput[] {
    if (this.#record.state !== "checking") return [];
    const { event, reason } = judge(this.#record, found, detail, this.#interrupted);
    this.#interrupted = false;
    const again = event === "try-later";
    return this.#go(event, nowMs, reason, again ? { notBeforeMs: nowMs } : {}, again);
  }

  #stop(why: StopReason, nowMs: number): ActionOutput[] {
    this.#record = { ...this.#record, stop: why };
    if (this.#record.state === "assigned") return [{ type: "note", record: this.#record }];
    return this.#stopIfDue(nowMs) ?? [{ type: "note", record: this.#record }];
  }

  /** Ends the action where it was stopped or is too old, if its state allows that. */
  #stopIfDue(nowMs: number): ActionOutput[] | undefined {
    const due = dueEnd(this.#record, nowMs);
    return due && this.#abort(due.event, due.reason, nowMs);
  }

  #abort(event: ActionEvent, reason: Reason, nowMs: number): ActionOutput[] {
    const working = ["resolving", "fetching", "verifying"].includes(this.#record.state);
    const ended = this.#go(event, nowMs, reason);
    return working ? [...ended.slice(0, 1), { type: "stop-work" }, ...ended.slice(1)] : ended;
  }

  #tick(nowMs: number): ActionOutput[] {
    const { state, notBeforeMs } = this.#record;
    if (notBeforeMs !== undefined && nowMs < notBeforeMs) return [];
    if (state === "rebooting" || state === "waiting") {
      this.#record = without(this.#record, "notBeforeMs");
      return state === "waiting" ? this.#mayBegin(nowMs) : this.#restart(nowMs);
    }
    if (state !== "resolving" || notBeforeMs === undefined) return [];
    this.#record = without(this.#record, "notBeforeMs");
    return [{ type: "resolve" }];
  }

  /** Takes the row for an event: one step, stored, then what its state asks for. No row, no step. */
  #go(
    event: ActionEvent,
    nowMs: number,
    reason?: Reason,
    known: Partial<ActionRecord> = {},
    thenTick = false,
  ): ActionOutput[] {
    const row = rowFor(this.#record.state, event);
    if (!row || row.by === "server") return [];
    const kept = without(this.#record, "reason", "notBeforeMs", "unreached");
    const said = reason ? { reason: bounded(reason) } : {};
    const held = event === "hold";
    this.#restarting = false;
    this.#looking = false;
    // A restart is something else to be put off than the installation before it.
    const before = row.to === "rebooting" && !held ? installed(kept) : kept;
    this.#record = { ...before, ...known, ...said, state: row.to, step: this.#record.step + 1 };
    const stored: ActionOutput = { type: "store", record: this.#record, report: reportOf(this.#record, nowMs, held) };
    if (isEnd(row.to)) return [stored, { type: "ended" }];
    return [stored, ...this.#entry(), ...(thenTick ? this.#tick(nowMs) : [])];
  }

  #entry(): ActionOutput[] {
    const type = workOf(this.#record.state);
    return type ? [{ type }] : [];
  }

  #note(known: Partial<ActionRecord>): ActionOutput[] {
    this.#record = { ...this.#record, ...known };
    return [{ type: "note", record: this.#record }];
  }

  #removing(): boolean {
    return this.#record.assignment.kind === "remove";
  }

  #reason(code: ReasonCode, detail?: string, next?: string): Reason {
    return bounded({ code, ...(detail ? { detail } : {}), ...(next ? { next } : {}) });
  }
}
