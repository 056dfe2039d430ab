import { Turns } from "@shoal/agent/action/turns";
import { ServerClock } from "@shoal/agent/state/server-clock";
import type { ActionInput, ActionOutput } from "@shoal/core/action/machine";
import { type ActionRecord, newRecord } from "@shoal/core/action/record";
import { type Random, seededRandom } from "@shoal/core/random/seeded";
import type { ActionReport } from "@shoal/protocol/action/report";
import { isEnd } from "@shoal/protocol/action/state";
import { LIMITS } from "@shoal/protocol/limits";
import { DEFAULT_SETTINGS } from "@shoal/protocol/settings/rows";
import type { EventQueue } from "../../multicast/event-queue.ts";
import { type Habits, isThere } from "./habits.ts";
import { type Packages, perform, type Work } from "./sim-host.ts";
import type { SimJournal } from "./sim-journal.ts";
import { SimReporter } from "./sim-reporter.ts";
import { SimRunner } from "./sim-runner.ts";
import type { Answer, SimServer } from "./sim-server.ts";
import type { DeviceWatcher } from "./watcher.ts";
import type { Wire } from "./wire.ts";
import type { ZoneClock } from "./zone.ts";

const RETRY_MS = 60_000;

export interface DeviceParts {
  id: number;
  seed: number;
  queue: EventQueue;
  wire: Wire;
  server: SimServer;
  watch: DeviceWatcher;
  zone: ZoneClock;
  habits: Habits;
  packages: Packages;
}

/** A device with its agent: `agent/src` without a disk, a network or a clock. */
export class SimDevice {
  readonly id: number;
  readonly random: Random;
  readonly zone: ZoneClock;
  readonly habits: Habits;
  readonly watch: DeviceWatcher;
  readonly journal: SimJournal;
  /** What is really installed, by package. */
  readonly truth = new Map<string, string>();
  /** An installer that runs. */
  work: Work | undefined;
  isOn = false;
  isOnline = false;
  /** It never comes back. */
  isGone = false;
  turns = new Turns();
  /** Of the agent's process: what belongs to another one is not run any more. */
  process = 0;
  readonly #parts: DeviceParts;
  readonly #runners = new Map<string, SimRunner>();
  #boots = 0;
  #clock: ServerClock;
  bootedMs = 0;
  /** When its agent started, an installer ended, and its settings became others. */
  startedMs = 0;
  busyMs = 0;
  settingsMs = 0;
  #waits = true;
  #isAsking = false;
  #asksAgain = false;
  #poll = 0;
  #reporter: SimReporter;
  #asked: { id: string; kind: string }[] = [];

  constructor(parts: DeviceParts) {
    this.#parts = parts;
    this.id = parts.id;
    this.zone = parts.zone;
    this.habits = parts.habits;
    this.watch = parts.watch;
    this.random = seededRandom(parts.seed);
    this.journal = {
      sequence: 0,
      settings: {},
      facts: new Map(),
      open: new Map(),
      ended: new Map(),
      reports: [],
    };
    this.#clock = this.#newClock();
    this.#reporter = this.#newReporter();
  }

  get bootId(): string {
    return `boot ${this.#boots}`;
  }

  /** The server's time, as this agent knows it. */
  nowMs(): number {
    return this.#clock.nowMs();
  }

  isSignedIn(): boolean {
    return isThere(this.habits, this.id, this.#parts.queue.nowMs, this.zone);
  }

  /** Runs in so many milliseconds of this device, unless its agent has ended by then. */
  after(ms: number, run: () => void): void {
    const process = this.process;
    const { queue } = this.#parts;
    queue.at(queue.nowMs + Math.ceil(ms / this.habits.clockRate), () => {
      if (process === this.process && this.isOn) run();
    });
  }

  powerOn(): void {
    if (this.isOn || this.isGone) return;
    this.#boots++;
    this.bootedMs = this.#parts.queue.nowMs;
    this.isOn = true;
    this.#beginAgent();
  }

  powerOff(): void {
    if (!this.isOn) return;
    this.#endAgent();
    this.isOn = false;
    this.isOnline = false;
    this.work?.cut(this.random);
    this.work = undefined;
  }

  /** The agent's process is killed and started again; what it had begun runs on. */
  killAgent(): void {
    if (!this.isOn) return;
    this.#endAgent();
    this.#beginAgent();
    if (this.isOnline) this.checkIn();
  }

  goOnline(): void {
    if (!this.isOn || this.isOnline) return;
    this.isOnline = true;
    this.checkIn();
    this.#reporter.send();
  }

  goOffline(): void {
    this.isOnline = false;
  }

  ringBell(): void {
    if (this.isOn && this.isOnline) this.checkIn();
  }

  /** Asks the server for work, one question at a time. */
  checkIn(): void {
    if (!this.isOn || !this.isOnline) return;
    if (this.#isAsking) {
      this.#asksAgain = true;
      return;
    }
    this.#isAsking = true;
    this.#asksAgain = false;
    const { server, wire } = this.#parts;
    const after = this.journal.sequence;
    wire.request(
      this,
      (nowMs) => server.checkIn(this.id, after, nowMs),
      (answer) => {
        this.#isAsking = false;
        if (answer) this.#answered(answer);
        if (this.isOn && this.isOnline && this.#asksAgain && answer) return this.checkIn();
        const pollMs =
          (this.journal.settings.pollIntervalMs ?? DEFAULT_SETTINGS.pollIntervalMs) * (0.9 + this.random() / 5);
        const poll = ++this.#poll;
        this.after(answer ? pollMs : Math.min(pollMs, RETRY_MS * (0.5 + this.random())), () => {
          if (poll === this.#poll) this.checkIn();
        });
      },
    );
  }

  #answered({ serverTimeMs, assignments, settings }: Answer): void {
    const before = this.nowMs();
    this.#clock.heard(serverTimeMs);
    this.#goOn();
    if (!this.isOn) return;
    if (Math.abs(this.nowMs() - before) > 500) for (const runner of this.#runners.values()) runner.arm(true);
    if (settings !== this.journal.settings) {
      this.journal.settings = settings;
      this.settingsMs = this.#parts.queue.nowMs;
      const release = this.turns.hold();
      for (const runner of [...this.#runners.values()]) runner.settingsChanged();
      release();
    }
    for (const assignment of assignments) {
      if (!this.isOn) return;
      const { sequence, actionId, expiresAtMs } = assignment;
      if (sequence <= this.journal.sequence) continue;
      if (this.nowMs() > expiresAtMs + LIMITS.clockSkewMs) {
        this.journal.sequence = sequence;
        continue;
      }
      if (assignment.order === "cancel") {
        const record = this.journal.open.get(actionId);
        if (record) this.journal.open.set(actionId, { ...record, stop: assignment.reason });
        this.journal.sequence = sequence;
        this.watch.stopTaken(this.id, actionId);
        this.#runners.get(actionId)?.feed({ type: "stop", why: assignment.reason });
      } else {
        const record = newRecord(assignment);
        this.journal.open.set(actionId, record);
        this.journal.sequence = sequence;
        this.watch.took(this.id, assignment);
        this.#run(record);
      }
    }
    if (!this.isOn) return;
    this.#reporter.send();
    for (const runner of [...this.#runners.values()]) runner.feed({ type: "reachable" });
  }

  #run(record: ActionRecord): void {
    if (!this.isOn) return;
    this.#add(record).start();
  }

  #add(record: ActionRecord): SimRunner {
    const runner = new SimRunner(record, this);
    this.#runners.set(runner.id, runner);
    return runner;
  }

  store(record: ActionRecord, report: ActionReport | undefined): void {
    const { actionId } = record.assignment;
    if (isEnd(record.state)) {
      this.journal.open.delete(actionId);
      this.journal.ended.set(actionId, record.state);
    } else this.journal.open.set(actionId, record);
    if (!report) return;
    this.journal.reports.push(report);
    this.watch.stored(this.id, actionId, report);
    this.#reporter.wake();
  }

  perform(effect: Work["effect"], record: ActionRecord, done: (input: ActionInput) => void): void {
    if (effect === "install") {
      const waiting = this.#asked.filter((each) => each.kind === "install").map((each) => each.id);
      this.watch.installs(this.id, record.assignment.actionId, waiting);
      this.#asked = this.#asked.filter((each) => each.id !== record.assignment.actionId);
    }
    perform(this, this.#parts.packages, effect, record, done);
  }

  /** When the installer that was begun before the agent's end has ended, counted from now. */
  orphanEndsMs(actionId: string): number {
    return this.work?.actionId === actionId ? Math.max(0, this.work.endsMs - this.#parts.queue.nowMs) : 0;
  }

  get trueMs(): number {
    return this.#parts.queue.nowMs;
  }

  /** Its agent knows what time it is, and goes on with what it has. */
  get isAwake(): boolean {
    return !this.#waits;
  }

  asks(id: string, kind: string): void {
    if (!this.#asked.some((each) => each.id === id && each.kind === kind)) this.#asked.push({ id, kind });
  }

  leave(id: string): void {
    this.#asked = this.#asked.filter((each) => each.id !== id);
    this.turns.leave(id);
  }

  stirOthers(asking: SimRunner): void {
    for (const runner of [...this.#runners.values()]) if (runner !== asking) runner.stir();
  }

  ended(runner: SimRunner): void {
    this.#runners.delete(runner.id);
  }

  /** People read it, and some put it off, or do not want to wait. */
  told(runner: SimRunner, { what }: ActionOutput & { type: "tell" }): void {
    if (what === "restart") return;
    this.after(30_000 + this.random() * 480_000, () => {
      if (!this.isSignedIn()) return;
      const says = this.random();
      if (says < this.habits.putsOff) {
        runner.feed({ type: "later" });
        // And again, whether they may or not.
        this.after(this.random() * 20_000_000, () => runner.feed({ type: "later" }));
      } else if (says > 0.9) for (const each of [...this.#runners.values()]) each.feed({ type: "now" });
    });
  }

  /** @returns whether the system takes the request */
  restart(actionId: string): boolean {
    if (this.random() < 0.1) return false;
    this.watch.restarts(this.id, actionId);
    this.after(20_000 + this.random() * 60_000, () => this.reboot());
    return true;
  }

  /** The installer restarts the device by itself. */
  hardRestart(): void {
    this.runOn(1000 + this.random() * 30_000, () => this.reboot());
  }

  /** Runs in so many milliseconds of the world, if this device is on all the while. */
  runOn(ms: number, run: () => void): void {
    const boots = this.#boots;
    const { queue } = this.#parts;
    queue.at(queue.nowMs + ms, () => {
      if (boots === this.#boots && this.isOn) run();
    });
  }

  reboot(): void {
    if (!this.isOn) return;
    const { queue } = this.#parts;
    const wasOnline = this.isOnline;
    this.powerOff();
    queue.at(queue.nowMs + 30_000 + this.random() * 120_000, () => {
      this.powerOn();
      if (wasOnline) this.after(5000 + this.random() * 40_000, () => this.goOnline());
    });
  }

  /** The power may fail between two writes as well as at any other time. */
  mayDie(): boolean {
    if (this.random() >= this.habits.diesAtAStep) return false;
    this.reboot();
    return true;
  }

  #beginAgent(): void {
    this.startedMs = this.#parts.queue.nowMs;
    this.turns = new Turns();
    this.#asked = [];
    this.#clock = this.#newClock();
    this.#isAsking = false;
    this.#reporter = this.#newReporter();
    this.#waits = true;
    if (this.#clock.isSure) this.#goOn();
  }

  /** Where nobody knows what time it is, that waits for the server. */
  #goOn(): void {
    if (!this.#waits) return;
    this.#waits = false;
    this.startedMs = this.#parts.queue.nowMs;
    const records = [...this.journal.open.values()].sort((a, b) => a.assignment.sequence - b.assignment.sequence);
    const runners = records.map((record) => this.#add(record));
    // What may still run asks for its turn before the others are looked at.
    for (const each of runners) if (each.record.state === "installing") each.start();
    const release = this.turns.hold();
    for (const each of runners) if (each.record.state !== "installing" && this.isOn) each.start();
    release();
  }

  #endAgent(): void {
    this.process++;
    for (const runner of this.#runners.values()) runner.die();
    this.#runners.clear();
  }

  #newReporter(): SimReporter {
    const { server, wire } = this.#parts;
    return new SimReporter(this, wire, server);
  }

  #newClock(): ServerClock {
    const { facts } = this.journal;
    const { queue } = this.#parts;
    const { clockRate, wallAheadMs, lostClock } = this.habits;
    return new ServerClock(
      { fact: (name) => facts.get(name), note: (name, value) => void facts.set(name, value) },
      {
        wallMs: () => (lostClock ? 0 : queue.nowMs + wallAheadMs),
        monotonicMs: () => (queue.nowMs - this.bootedMs) * clockRate,
      },
    );
  }
}
