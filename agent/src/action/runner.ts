import { setTimeout as sleep } from "node:timers/promises";
import { type ActionInput, ActionMachine, type ActionOutput } from "@shoal/core/action/machine";
import type { PutOff } from "@shoal/core/action/put-off";
import type { ActionRecord } from "@shoal/core/action/record";
import type { ZoneOffset } from "@shoal/core/settings/local-time";
import { mergeSettings } from "@shoal/core/settings/merge";
import type { Reason } from "@shoal/protocol/action/reason";
import { isEnd } from "@shoal/protocol/action/state";
import { LIMITS } from "@shoal/protocol/limits";
import type { ReleaseFile, Variant } from "@shoal/protocol/package/release";
import { say } from "@shoal/protocol/sentence/say";
import type { Settings } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { StopReason } from "@shoal/protocol/task/assignment";
import { isDiskFull, type Journal } from "../journal/journal.ts";
import type { Log } from "../log/log.ts";
import type { Effects } from "./effects.ts";
import type { Turn, Turns } from "./turns.ts";

/** A journal that could not write is tried again after this long. */
const STORE_RETRY_MS = 10_000;
/** Timers are set anew at least this often, so that a long sleep of the machine is noticed. */
const LONGEST_TIMER_MS = 60_000;
/** A running installer is let finish when the agent is stopped; service managers wait about so long. */
const INSTALL_GRACE_MS = 60_000;
/** Everything else ends at once when it is told to. */
const WORK_GRACE_MS = 5_000;
/** No installer begins while the machine is about to restart; if it does not restart, they go on. */
const RESTART_HOLD_MS = 600_000;

type EffectName = "resolve" | "fetch" | "verify" | "install" | "check" | "restart" | "look";

export interface RunnerParts {
  journal: Journal;
  effects: Effects;
  turns: Turns;
  log: Log;
  nowMs: () => number;
  /** For this action's waits. */
  seed: number;
  deviceSettings: () => SettingsOverride;
  /** Of the device's zone. */
  offsetMs: ZoneOffset;
  /** A turn is about to be asked for: whatever else may install now asks for its own first. */
  stirOthers: (asking: ActionRunner) => void;
  /** A report is waiting to be sent. */
  reported: () => void;
  ended: (runner: ActionRunner) => void;
}

/** Drives one action's machine for real: stores each step, then does what it asks for, and feeds back what came of it. */
export class ActionRunner {
  readonly id: string;
  readonly #parts: RunnerParts;
  readonly #machine: ActionMachine;
  #settings: Settings;
  readonly #todo: ActionOutput[] = [];
  readonly #working = new Set<Promise<void>>();
  readonly #installer = new AbortController();
  #variant: Variant | undefined;
  /** Known, but not in the journal before the next step is. */
  #newVariant: Variant | undefined;
  #work = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #blocked: NodeJS.Timeout | undefined;
  #hold: NodeJS.Timeout | undefined;
  #started = false;
  /** The step at the head of the list could not be stored; said once. */
  #still = false;
  /** Nothing is begun any more; what was begun may still be stored. */
  #stopping = false;
  #stopped = false;

  constructor(record: ActionRecord, parts: RunnerParts) {
    this.#parts = parts;
    this.id = record.assignment.actionId;
    this.#settings = mergeSettings(parts.deviceSettings(), record.assignment.settings);
    this.#machine = new ActionMachine(record, {
      policy: this.#settings,
      offsetMs: parts.offsetMs,
      seed: parts.seed,
    });
    this.#variant = parts.journal.variant(this.id);
  }

  get record(): ActionRecord {
    return this.#machine.record;
  }

  /** Digests that this action still needs. */
  get needed(): string[] {
    return this.files.map((file) => file.digest);
  }

  /** Empty before it is known what is to be installed. */
  get files(): readonly ReleaseFile[] {
    return this.#variant?.files ?? [];
  }

  async start(): Promise<void> {
    const { turns, log, effects } = this.#parts;
    const interrupted = this.record.state === "installing";
    const begun = turns.expect();
    // Before anything is waited for: no other installer may begin beside what may still run.
    const turn = new Promise<void>((resolve) => {
      if (interrupted) this.#ask("install", resolve);
    });
    const bootId = await this.#bootId();
    if (interrupted) {
      await turn;
      const limitMs = this.#variant?.timeoutMs ?? LIMITS.installTimeoutMs;
      await effects
        .settle(this.record, limitMs, this.#work.signal)
        .catch((error: Error) => log.warn(`action ${this.id}: what still runs of it is not known: ${error.message}`));
    }
    this.#started = !this.#stopping;
    if (this.#started) {
      this.#feed({ type: "start", bootId });
      // They may have changed while the boot id was read.
      this.settingsChanged();
    }
    if (interrupted) turns.leave(this.id);
    begun();
  }

  stopOrder(why: StopReason): void {
    this.#feed({ type: "stop", why });
  }

  /** The server was heard. */
  reachable(): void {
    if (this.#started) this.#feed({ type: "reachable" });
  }

  /** What the device's set says now holds at once, under what the task overrides. */
  settingsChanged(): void {
    this.#settings = mergeSettings(this.#parts.deviceSettings(), this.record.assignment.settings);
    if (this.#started) this.#feed({ type: "policy", policy: this.#settings });
  }

  /** Somebody who is signed in does not want to put it off any longer. */
  now(): void {
    if (this.#started) this.#feed({ type: "now" });
  }

  /** Somebody who is signed in puts it off. What comes of it holds once it is stored. */
  later(untilMs?: number): PutOff {
    const put = this.#machine.putOff(this.#parts.nowMs(), untilMs);
    if (!put.ok) return put;
    if (this.#started) this.#feed({ type: "later", ...(untilMs === undefined ? {} : { untilMs }) });
    return this.#started && !this.#still ? put : { ok: false, why: "the agent could not store it; try again" };
  }

  /** What would come of it if they did, and when it begins by itself. */
  wait(): { put: PutOff; beginsMs: number | undefined } {
    const nowMs = this.#parts.nowMs();
    return { put: this.#machine.putOff(nowMs), beginsMs: this.#machine.beginsMs(nowMs) };
  }

  /** Asks for its turn, if it may install now. */
  stir(): void {
    if (this.#started && this.record.state === "waiting") this.#feed({ type: "tick" });
  }

  /** The agent ends; the action does not. An installer that runs is let finish, and what came of it is stored. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const timer of [this.#timer, this.#blocked, this.#hold]) clearTimeout(timer);
    this.#work.abort();
    await within(this.record.state === "installing" ? INSTALL_GRACE_MS : WORK_GRACE_MS, this.#working);
    this.#installer.abort();
    await within(WORK_GRACE_MS, this.#working);
    this.#stopped = true;
    this.#parts.turns.leave(this.id);
  }

  #feed(input: ActionInput): void {
    if (this.#stopped) return;
    this.#todo.push(...this.#machine.handle(input, this.#parts.nowMs()));
    this.#drain();
  }

  /** In order, and nothing before what stands above it is stored. */
  #drain(): void {
    clearTimeout(this.#blocked);
    for (let output = this.#todo[0]; output && !this.#stopped; output = this.#todo[0]) {
      if (output.type === "store" || output.type === "note") {
        if (!this.#store(output)) return;
        this.#todo.shift();
      } else {
        this.#todo.shift();
        this.#act(output);
      }
    }
    this.#arm();
  }

  /** What cannot be stored is not acted on: the action stands still until it can. */
  #store(output: Extract<ActionOutput, { type: "store" | "note" }>): boolean {
    const { journal, log } = this.#parts;
    const { step, state, reason } = output.record;
    try {
      journal.store(output.record, output.type === "store" ? output.report : undefined, this.#newVariant);
      this.#newVariant = undefined;
      this.#still = false;
    } catch (error) {
      const why = isDiskFull(error) ? "the disk is full" : (error as Error).message;
      if (!this.#still) log.warn(`action ${this.id} stands still: step ${step} (${state}) could not be stored: ${why}`);
      this.#still = true;
      if (!this.#stopping) this.#blocked = setTimeout(() => this.#drain(), STORE_RETRY_MS);
      return false;
    }
    if (output.type === "note") return true;
    const because = reason ? ` (${reason.code}${reason.detail ? `: ${reason.detail}` : ""})` : "";
    log.info(`action ${this.id}: ${state}${because}`);
    this.#parts.reported();
    return true;
  }

  #act(output: Exclude<ActionOutput, { type: "store" | "note" }>): void {
    const { turns, effects, ended, stirOthers } = this.#parts;
    if (output.type === "ended") {
      clearTimeout(this.#timer);
      turns.leave(this.id);
      void effects.clear(this.id).catch(() => undefined);
      return ended(this);
    }
    if (output.type === "stop-work") {
      this.#work.abort();
      this.#work = new AbortController();
      return;
    }
    // The next agent on this journal begins what is not begun now.
    if (this.#stopping) return;
    if (output.type === "ready") {
      const kind = this.record.state === "waiting" ? "install" : "restart";
      return turns.together(
        () => this.#ask(kind, () => this.#turn()),
        () => stirOthers(this),
      );
    }
    if (output.type === "tell") return this.#tell(output);
    this.#begin(output.type);
  }

  #ask(kind: Turn["kind"], go: () => void): void {
    const { sequence, urgency, priority = 0 } = this.record.assignment;
    this.#parts.turns.ask(this.id, { kind, immediate: urgency === "immediate", priority, sequence }, go);
  }

  /** Nothing depends on whether it is seen. */
  #tell({ type: _tell, ...tell }: Extract<ActionOutput, { type: "tell" }>): void {
    const { effects, log } = this.#parts;
    effects
      .tell(this.record, tell, this.#settings.deferralIntervalMs)
      .catch((error: Error) => log.warn(`action ${this.id}: people could not be told: ${error.message}`));
  }

  #turn(): void {
    if (!this.#stopping) this.#feed({ type: "turn" });
    if (this.record.state !== "installing" && !this.#machine.restarting) this.#parts.turns.leave(this.id);
  }

  #begin(effect: EffectName): void {
    const work: Promise<void> = this.#perform(effect).finally(() => this.#working.delete(work));
    this.#working.add(work);
  }

  async #perform(effect: EffectName): Promise<void> {
    const { signal } = effect === "install" ? this.#installer : this.#work;
    const known = effect === "look" ? this.#parts.turns.expect() : undefined;
    let input: ActionInput | undefined;
    try {
      input = await this.#effect(effect, signal);
    } catch (error) {
      this.#parts.log.warn(`action ${this.id}: ${effect}: ${(error as Error).stack ?? String(error)}`);
      input = { type: "failed", reason: reasonOf(effect, error as Error) };
    }
    if (effect === "install") this.#parts.turns.leave(this.id);
    if (input && !signal.aborted) this.#feed(input);
    known?.();
  }

  async #effect(effect: EffectName, signal: AbortSignal): Promise<ActionInput | undefined> {
    const { effects, log } = this.#parts;
    if (effect === "resolve") {
      const { input, variant } = await effects.resolve(this.record, signal);
      if (variant && !signal.aborted) {
        this.#variant = variant;
        this.#newVariant = variant;
      }
      return input;
    }
    if (effect === "look") {
      // Who cannot be asked may be there: they are given the time.
      const signedIn = await effects.signedIn().catch((error: Error) => {
        log.warn(`action ${this.id}: whether somebody is signed in is not known: ${error.message}`);
        return true;
      });
      return { type: "presence", signedIn };
    }
    if (effect === "restart") return await this.#restart();
    if (!this.#variant) throw new Error("the variant of this action is not in the journal");
    return await effects[effect](this.record, this.#variant, () => this.#settings, signal);
  }

  /** One that another action has asked for serves this one too. Installers wait until it comes, or until it is clear that it does not. */
  async #restart(): Promise<ActionInput> {
    const { effects, turns, log } = this.#parts;
    const over = () => {
      turns.leave(this.id);
      this.#feed({ type: "not-restarted" });
    };
    if ((await this.#bootId()) === this.record.bootId) {
      const refused = await effects.restart(this.record);
      if (refused) {
        log.warn(`action ${this.id}: the device could not be restarted: ${refused}`);
        turns.leave(this.id);
        return { type: "not-restarted" };
      }
      this.#hold = setTimeout(over, RESTART_HOLD_MS).unref();
    }
    const bootId = await this.#bootId();
    if (bootId !== this.record.bootId) turns.leave(this.id);
    return { type: "boot", bootId };
  }

  /** Where it cannot be read, nothing is concluded from it. */
  async #bootId(): Promise<string> {
    return await this.#parts.effects.bootId().catch((error: Error) => {
      this.#parts.log.warn(`the boot id cannot be read: ${error.message}`);
      return this.record.bootId ?? "";
    });
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const deadline = this.#machine.deadlineMs();
    if (deadline === undefined || this.#stopping || isEnd(this.record.state)) return;
    const waitMs = Math.min(Math.max(0, deadline - this.#parts.nowMs()), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.#feed({ type: "tick" }), waitMs + 1);
  }
}

function reasonOf(effect: EffectName, error: Error): Reason {
  if (isDiskFull(error))
    return {
      code: "disk-full",
      detail: `${effect}: ${error.message}`,
      next: say("free-disk"),
    };
  return {
    code: "internal",
    detail: `${effect}: ${error.message}`,
    next: say("see-agent-log"),
  };
}

/** Waits for work to end, but no longer than this. */
async function within(limitMs: number, work: ReadonlySet<Promise<void>>): Promise<void> {
  if (work.size === 0) return;
  const given = new AbortController();
  await Promise.race([
    Promise.allSettled(work),
    sleep(limitMs, undefined, { signal: given.signal }).catch(() => undefined),
  ]);
  given.abort();
}
