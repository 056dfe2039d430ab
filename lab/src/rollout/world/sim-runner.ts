import { type ActionInput, ActionMachine, type ActionOutput } from "@shoal/core/action/machine";
import type { ActionRecord } from "@shoal/core/action/record";
import { mergeSettings } from "@shoal/core/settings/merge";
import { isEnd } from "@shoal/protocol/action/state";
import type { SimDevice } from "./sim-device.ts";

/** How long a restart that was asked for may take to come. */
const RESTART_HOLD_MS = 600_000;

/** Drives the machine of one action on one device: what `agent/src/action/runner.ts` does, in virtual time. */
export class SimRunner {
  readonly id: string;
  readonly #device: SimDevice;
  readonly #machine: ActionMachine;
  #isOver = false;
  #armedMs = Number.POSITIVE_INFINITY;
  #timer = 0;
  #work = 0;

  constructor(record: ActionRecord, device: SimDevice) {
    this.id = record.assignment.actionId;
    this.#device = device;
    this.#machine = new ActionMachine(record, {
      policy: mergeSettings(device.journal.settings, record.assignment.settings),
      offsetMs: device.zone.offsetMs,
      seed: Math.floor(device.random() * 2 ** 31),
    });
  }

  get record(): ActionRecord {
    return this.#machine.record;
  }

  start(): void {
    const orphanMs = this.#device.orphanEndsMs(this.id);
    const interrupted = this.record.state === "installing";
    const go = () => {
      this.feed({ type: "start", bootId: this.#device.bootId });
      if (interrupted) this.#device.leave(this.id);
    };
    if (!interrupted) return go();
    // No other installer begins beside what may still run.
    this.#ask("install", () => this.#device.runOn(orphanMs + 1, () => this.#alive(go)));
  }

  /** The process is gone; what it has not stored is not known any more. */
  die(): void {
    this.#isOver = true;
  }

  feed(input: ActionInput): void {
    if (this.#isOver) return;
    const outputs = this.#machine.handle(input, this.#device.nowMs());
    for (const output of outputs) {
      if (this.#isOver) return;
      if (output.type === "store" || output.type === "note") {
        if (this.#device.mayDie()) return;
        this.#device.store(output.record, output.type === "store" ? output.report : undefined);
        if (this.#device.mayDie()) return;
      } else this.#act(output);
    }
    this.#heldIf(outputs, input);
    this.arm();
  }

  /** It waits for people since just now, or goes on to. */
  #heldIf(outputs: readonly ActionOutput[], input: ActionInput): void {
    if ((input.type !== "presence" && input.type !== "later") || outputs.some((each) => each.type === "ready")) return;
    const { deferredSinceMs, restartAtMs } = this.record;
    // Once they were told when the restart comes, it is that which is waited for.
    if (deferredSinceMs !== undefined && restartAtMs === undefined && outputs.length > 0)
      this.#device.watch.held(this.#device.id, this.id, input.type === "later");
  }

  settingsChanged(): void {
    this.feed({
      type: "policy",
      policy: mergeSettings(this.#device.journal.settings, this.record.assignment.settings),
    });
  }

  stir(): void {
    if (this.record.state === "waiting") this.feed({ type: "tick" });
  }

  /** @param anew the clock was set: what was armed comes at another moment */
  arm(anew = false): void {
    const deadline = isEnd(this.record.state) || this.#isOver ? undefined : this.#machine.deadlineMs();
    const armedMs = deadline === undefined ? Number.POSITIVE_INFINITY : deadline;
    if (armedMs === this.#armedMs && !anew) return;
    this.#armedMs = armedMs;
    const timer = ++this.#timer;
    if (deadline === undefined) return;
    this.#device.after(Math.max(0, deadline - this.#device.nowMs()) + 1, () => {
      if (timer !== this.#timer || this.#isOver) return;
      this.#armedMs = Number.POSITIVE_INFINITY;
      this.feed({ type: "tick" });
    });
  }

  #alive(go: () => void): void {
    if (!this.#isOver) go();
  }

  #act(output: Exclude<ActionOutput, { type: "store" | "note" }>): void {
    const { turns } = this.#device;
    switch (output.type) {
      case "ended":
        this.#isOver = true;
        this.#device.leave(this.id);
        return this.#device.ended(this);
      case "stop-work":
        this.#work++;
        return;
      case "ready":
        return turns.together(
          () => this.#ask(this.record.state === "waiting" ? "install" : "restart", () => this.#turn()),
          () => this.#device.stirOthers(this),
        );
      case "tell":
        return this.#device.told(this, output);
      case "restart":
        return this.#restart();
      case "look": {
        const known = turns.expect();
        return this.#device.after(50, () => {
          this.#alive(() => this.feed({ type: "presence", signedIn: this.#device.isSignedIn() }));
          known();
        });
      }
      default: {
        const work = this.#work;
        this.#device.perform(output.type, this.record, (input) =>
          this.#alive(() => {
            if (output.type === "install") this.#device.leave(this.id);
            if (work === this.#work || output.type === "install") this.feed(input);
          }),
        );
      }
    }
  }

  #ask(kind: "install" | "restart", go: () => void): void {
    const { sequence, urgency, priority = 0 } = this.record.assignment;
    this.#device.asks(this.id, kind);
    this.#device.turns.ask(this.id, { kind, immediate: urgency === "immediate", priority, sequence }, go);
  }

  #turn(): void {
    this.feed({ type: "turn" });
    if (this.record.state !== "installing" && !this.#machine.restarting) this.#device.leave(this.id);
  }

  #restart(): void {
    const over = () =>
      this.#alive(() => {
        this.#device.leave(this.id);
        this.feed({ type: "not-restarted" });
      });
    if (this.#device.bootId !== this.record.bootId) {
      this.#device.leave(this.id);
      this.#device.after(1, () => this.#alive(() => this.feed({ type: "boot", bootId: this.#device.bootId })));
    } else if (this.#device.restart(this.id)) {
      this.#device.after(RESTART_HOLD_MS, over);
      // It has not happened yet, and that is what is said.
      this.#device.after(1, () => this.#alive(() => this.feed({ type: "boot", bootId: this.#device.bootId })));
    } else this.#device.after(100, over);
  }
}
