import { type ActionInput, ActionMachine, type ActionOutput } from "@shoal/core/action/machine";
import type { ActionRecord } from "@shoal/core/action/record";
import { mergeSettings } from "@shoal/core/settings/merge";
import { isEnd } from "@shoal/protocol/action/state";
import type { Variant } from "@shoal/protocol/package/release";
import type { Settings, SettingsOverride } from "@shoal/protocol/settings/settings";
import type { Journal } from "../journal/journal.ts";
import type { Log } from "../log/log.ts";
import type { Effects } from "./effects.ts";
import type { Turns } from "./turns.ts";

/** A journal that could not write is tried again after this long. */
const STORE_RETRY_MS = 10_000;
/** Timers are set anew at least this often, so that a long sleep of the machine is noticed. */
const LONGEST_TIMER_MS = 60_000;

export interface RunnerParts {
  journal: Journal;
  effects: Effects;
  turns: Turns;
  log: Log;
  nowMs: () => number;
  /** For this action's waits. */
  seed: number;
  deviceSettings: () => SettingsOverride;
  /** A report is waiting to be sent. */
  reported: () => void;
  ended: (runner: ActionRunner) => void;
}

/** Drives one action's machine for real: stores each step, then does what it asks for, and feeds back what came of it. */
export class ActionRunner {
  readonly id: string;
  readonly #parts: RunnerParts;
  readonly #machine: ActionMachine;
  readonly #settings: Settings;
  readonly #todo: ActionOutput[] = [];
  #variant: Variant | undefined;
  #work = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #blocked: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(record: ActionRecord, parts: RunnerParts) {
    this.#parts = parts;
    this.id = record.assignment.actionId;
    this.#settings = mergeSettings(parts.deviceSettings(), record.assignment.settings);
    this.#machine = new ActionMachine(record, { restartAllowed: this.#settings.reboot, seed: parts.seed });
    const known = parts.journal.fact(this.#variantFact());
    if (known !== undefined) this.#variant = JSON.parse(known) as Variant;
  }

  get record(): ActionRecord {
    return this.#machine.record;
  }

  /** Digests that this action still needs. */
  get needed(): string[] {
    return (this.#variant?.files ?? []).map((file) => file.digest);
  }

  async start(): Promise<void> {
    this.#feed({ type: "start", bootId: await this.#parts.effects.bootId() });
  }

  stopOrder(why: "cancelled" | "superseded"): void {
    this.#feed({ type: "stop", why });
  }

  /** The agent ends; the action does not. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#blocked);
    this.#work.abort();
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
    while (!this.#stopped) {
      const output = this.#todo[0];
      if (!output) break;
      if (output.type === "store" || output.type === "note") {
        try {
          this.#parts.journal.store(output.record, output.type === "store" ? output.report : undefined);
        } catch (error) {
          this.#parts.log.warn(
            `action ${this.id} waits: its step ${output.record.step} (${output.record.state}) could not be stored: ${(error as Error).message}. Is the disk full?`,
          );
          this.#blocked = setTimeout(() => this.#drain(), STORE_RETRY_MS);
          return;
        }
        if (output.type === "store") {
          this.#parts.log.info(
            `action ${this.id}: ${output.record.state}${output.record.reason ? ` (${output.record.reason.code}${output.record.reason.detail ? `: ${output.record.reason.detail}` : ""})` : ""}`,
          );
          this.#parts.reported();
        }
      }
      this.#todo.shift();
      this.#act(output);
    }
    this.#arm();
  }

  #act(output: ActionOutput): void {
    switch (output.type) {
      case "store":
      case "note":
        return;
      case "ready":
        return this.#parts.turns.ask(this.id, this.record.assignment.sequence, () => this.#feed({ type: "turn" }));
      case "stop-work":
        this.#work.abort();
        this.#work = new AbortController();
        return;
      case "ended":
        this.#parts.turns.leave(this.id);
        void this.#parts.effects.clear(this.id).catch(() => undefined);
        try {
          this.#parts.journal.dropFact(this.#variantFact());
        } catch {
          // A left-over fact costs some bytes; it is not worth an action.
        }
        return this.#parts.ended(this);
      default:
        void this.#perform(output.type);
    }
  }

  async #perform(effect: "resolve" | "fetch" | "verify" | "install" | "check" | "restart"): Promise<void> {
    const { signal } = this.#work;
    const { effects, journal, turns } = this.#parts;
    let input: ActionInput | undefined;
    try {
      if (effect === "resolve") {
        const resolved = await effects.resolve(this.record, signal);
        if (resolved.variant) {
          journal.setFact(this.#variantFact(), JSON.stringify(resolved.variant));
          this.#variant = resolved.variant;
        }
        input = resolved.input;
      } else if (effect === "restart") await effects.restart(this.record);
      else {
        const variant = this.#variant;
        if (!variant) throw new Error("the variant of this action is not in the journal");
        input = await effects[effect](this.record, variant, this.#settings, signal);
      }
    } catch (error) {
      this.#parts.log.warn(`action ${this.id}: ${effect}: ${(error as Error).stack ?? String(error)}`);
      input = {
        type: "failed",
        reason: {
          code: "internal",
          detail: `${effect}: ${(error as Error).message}`.slice(0, 2000),
          next: "The agent's log on the device has the details.",
        },
      };
    }
    if (effect === "install") turns.leave(this.id);
    if (signal.aborted || this.#stopped || !input) return;
    this.#feed(input);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const deadline = this.#machine.deadlineMs();
    if (deadline === undefined || this.#stopped || isEnd(this.record.state)) return;
    const waitMs = Math.min(Math.max(0, deadline - this.#parts.nowMs()), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => this.#feed({ type: "tick" }), waitMs + 1);
  }

  #variantFact(): string {
    return `variant:${this.id}`;
  }
}
