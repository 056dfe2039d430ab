import { type Random, seededRandom } from "@shoal/core/random/seeded";
import { EventQueue } from "../../multicast/event-queue.ts";
import { ActionJudge } from "./action-judge.ts";
import { type Counts, countUp } from "./counts.ts";
import { DeviceJudge } from "./device-judge.ts";
import { habitsOf, spanMs } from "./habits.ts";
import { RingJudge } from "./ring-judge.ts";
import { Scenario } from "./scenario.ts";
import { SimDevice } from "./sim-device.ts";
import type { Packages } from "./sim-host.ts";
import { SimServer } from "./sim-server.ts";
import type { DeviceWatcher, ServerWatcher } from "./watcher.ts";
import { Wire, type WireOptions } from "./wire.ts";
import { BEGINS, ZONES, zoneClock } from "./zone.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEKS_MS = 28 * DAY_MS;
/** Nobody orders anything new after this: the lives of tasks end within the four weeks. */
const ORDERS_MS = 19 * DAY_MS;
/** Then all is well for so long that everything has to have come to its end. */
const CALM_MS = 3 * DAY_MS;
const RETIRE_MS = 9 * DAY_MS;
const PERSONS = ["operator:ann", "operator:ben", "operator:cem"];

/** Clocks of servers and of what is stored know no parts of a millisecond. */
class WholeQueue extends EventQueue {
  override at(atMs: number, run: () => void): void {
    super.at(Math.ceil(atMs), run);
  }
}

/** Four weeks of a fleet, by seed. What is not as it has to be is thrown, with the seed. */
export class FleetWorld {
  readonly seed: number;
  readonly queue: EventQueue = new WholeQueue();
  readonly server: SimServer;
  readonly devices: SimDevice[] = [];
  readonly rings: RingJudge;
  readonly actions: ActionJudge;
  readonly judge: DeviceJudge;
  /** What has happened, and how often. */
  readonly counts: Counts = {};
  readonly #random: Random;
  readonly #scenario: Scenario;
  readonly #wire: Wire;
  readonly #packages: Packages;
  readonly #beginMs: number;
  readonly #size: number;
  #isCalm = false;
  #sweepMs = 0;
  #upSinceMs = 0;

  constructor(seed: number, devices: number) {
    this.seed = seed;
    this.#size = devices;
    this.#random = seededRandom(seed * 2_654_435_761);
    this.#scenario = new Scenario(this.#random);
    this.#packages = new Map(this.#scenario.packages.map((each) => [each.name, each]));
    this.#beginMs = this.#scenario.some(BEGINS);
    this.queue.nowMs = this.#beginMs;
    const fail = (text: string) => this.#fail(text);
    const nowMs = () => this.queue.nowMs;
    this.rings = new RingJudge(fail, nowMs, this.counts);
    this.actions = new ActionJudge(fail, nowMs, this.counts);
    this.judge = new DeviceJudge(fail, nowMs, this.#packages, this.counts);
    this.server = new SimServer(this.#serverWatcher(), (ids) => {
      for (const id of ids) this.#wire.bell(this.devices[Number(id)]!);
    });
    this.#wire = new Wire(this.#trouble(), this.queue, seededRandom(seed + 1), this.server, this.counts);
    for (let id = 0; id < devices; id++) this.#enrol();
    for (let order = 0; order < 4 + this.#random() * 9; order++)
      this.#at(this.#random() * ORDERS_MS, () => this.#start());
    this.#orderAtChanges();
    for (let order = 0; order < 30; order++) this.#at(this.#random() * (ORDERS_MS + 5 * DAY_MS), () => this.#order());
    for (let late = 0; late < devices / 50; late++) this.#at(this.#random() * ORDERS_MS, () => this.#join());
    for (let change = 0; change < 3; change++) this.#at(this.#random() * ORDERS_MS, () => this.#change());
    this.#sweep();
  }

  /** Something is ordered while clocks change. */
  #orderAtChanges(): void {
    for (const zone of ZONES)
      for (const atMs of zoneClock(zone, this.#beginMs).changesMs) {
        const afterMs = atMs - this.#beginMs - 2 * HOUR_MS + this.#random() * 3.5 * HOUR_MS;
        if (afterMs > 0 && afterMs < ORDERS_MS && this.#scenario.chance(0.4)) this.#at(afterMs, () => this.#start());
      }
  }

  run(): this {
    const endMs = this.#beginMs + WEEKS_MS;
    while (this.queue.step(endMs));
    this.queue.nowMs = endMs;
    this.#calm();
    while (this.queue.step(endMs + CALM_MS));
    for (const { id, isGone, journal } of this.devices)
      if (!isGone && journal.reports.some((each) => each.atMs < this.queue.nowMs - HOUR_MS))
        this.#fail(`device ${id} still has ${journal.reports.length} reports`);
    // What was stored a moment ago is under way.
    const isThere = (id: number) => !this.devices[id]!.isGone && this.devices[id]!.journal.reports.length === 0;
    this.actions.rest(this.server.desk.actions, isThere);
    return this;
  }

  #fail(text: string): never {
    const day = (this.queue.nowMs - this.#beginMs) / DAY_MS;
    throw new Error(
      `fleet of ${this.#size}, seed ${this.seed}, day ${day.toFixed(2)} (${new Date(this.queue.nowMs).toISOString()}): ${text}\n` +
        `again: node lab/src/rollout/world/main.ts --devices ${this.#size} --seed ${this.seed}`,
    );
  }

  #at(afterMs: number, run: () => void): void {
    this.queue.at(this.#beginMs + afterMs, run);
  }

  #trouble(): WireOptions {
    const often = this.#scenario.chance(0.7);
    return {
      lost: often ? this.#random() * 0.05 : 0,
      duplicated: often ? this.#random() * 0.05 : 0,
      delayed: often ? this.#random() * 0.02 : 0,
      crashes: this.#scenario.chance(0.7) ? 20 / 60_000 : 0,
    };
  }

  #enrol(): SimDevice {
    const random = this.#random;
    const { desk } = this.server;
    desk.nowMs = this.queue.nowMs;
    const row = desk.enrol(this.#scenario.some(this.#scenario.sets));
    const device = new SimDevice({
      id: row.id,
      seed: Math.floor(random() * 2 ** 31),
      queue: this.queue,
      wire: this.#wire,
      server: this.server,
      watch: this.#deviceWatcher,
      zone: zoneClock(this.#scenario.some(ZONES), this.#beginMs),
      habits: habitsOf(random),
      packages: this.#packages,
    });
    this.devices.push(device);
    device.powerOn();
    if (random() < 0.7) device.goOnline();
    this.#later(device);
    if (random() < 0.03) this.#at(random() * WEEKS_MS, () => this.#leave(device));
    return device;
  }

  #leave(device: SimDevice): void {
    device.powerOff();
    device.isGone = true;
  }

  /** It goes away and comes back, by its network or by its power. */
  #later(device: SimDevice): void {
    const { random } = device;
    this.queue.at(this.queue.nowMs + spanMs(device.habits, device.isOnline, random), () => {
      if (this.#isCalm || device.isGone) return;
      if (!device.isOnline) {
        device.powerOn();
        // Its network may come later than its power.
        if (random() < 0.5) device.goOnline();
        else device.after(random() * 900_000, () => device.goOnline());
      } else if (random() < 0.1) {
        countUp(this.counts, "agent killed");
        device.killAgent();
      } else if (random() < 0.5) {
        countUp(this.counts, "power lost");
        device.powerOff();
      } else device.goOffline();
      this.#later(device);
    });
  }

  #start(): void {
    const task =
      this.#wire.isServerUp && this.server.start(this.#scenario.task(), this.#scenario.some(PERSONS), this.queue.nowMs);
    countUp(this.counts, task ? "task started" : "task refused");
  }

  #order(): void {
    const { tasks } = this.server.desk;
    if (tasks.length === 0 || !this.#wire.isServerUp) return;
    const task = this.#scenario.some(tasks);
    const by = this.#scenario.some(PERSONS);
    const order = this.#scenario.order(task.rollout?.state.state);
    if ((order === "abort" || order === "cancel" || order === "recall") && this.#scenario.chance(0.6)) return;
    if (order === "recall") this.server.recall(task, by, this.queue.nowMs);
    else if (!this.server.order(task, order, by, this.queue.nowMs)) return;
    countUp(this.counts, `order: ${order}`);
  }

  #join(): void {
    const device = this.#enrol();
    this.queue.at(this.queue.nowMs + this.#random() * 60_000, () => {
      if (this.#wire.isServerUp && !device.isGone) this.server.join(this.queue.nowMs);
    });
  }

  /** A set becomes another one. */
  #change(): void {
    const { sets } = this.#scenario;
    const at = Math.floor(this.#random() * sets.length);
    const before = sets[at]!;
    sets[at] = this.#scenario.settings();
    for (const row of this.server.desk.rows) if (row.settings === before) row.settings = sets[at]!;
    for (const device of this.devices) this.#wire.bell(device);
  }

  #sweep(): void {
    const nowMs = this.queue.nowMs;
    this.#count();
    if (!this.#wire.isServerUp) this.#upSinceMs = nowMs;
    const nextMs = this.#wire.isServerUp ? this.server.sweep(nowMs, RETIRE_MS) : nowMs + 60_000;
    if (nowMs - this.#upSinceMs > HOUR_MS) this.rings.audit(2 * HOUR_MS);
    this.judge.audit();
    this.#sweepMs = nextMs;
    this.queue.at(nextMs, () => this.#sweep());
  }

  /** Who is away, of those who are to come back. */
  #count(): void {
    if (this.#isCalm) return;
    for (const { isGone, isOnline } of this.devices) {
      if (isGone) continue;
      countUp(this.counts, "looked at");
      if (!isOnline) countUp(this.counts, "away");
    }
  }

  /** From now on nothing goes wrong any more, and who can come, comes. */
  #calm(): void {
    this.#isCalm = true;
    this.#wire.options = { lost: 0, duplicated: 0, delayed: 0, crashes: 0 };
    for (const device of this.devices) {
      if (device.isGone) continue;
      device.habits.diesAtAStep = 0;
      device.habits.isQuiet = false;
      device.powerOn();
      device.goOnline();
      this.#keepOnline(device);
    }
  }

  #keepOnline(device: SimDevice): void {
    this.queue.at(this.queue.nowMs + HOUR_MS, () => {
      device.powerOn();
      device.goOnline();
      this.#keepOnline(device);
    });
  }

  #serverWatcher(): ServerWatcher {
    const { rings, actions } = this;
    return {
      joined: (task, action) => rings.joined(task, action),
      opened: (task, ring, by) => rings.opened(task, ring, by),
      ringDone: (task, ring) => rings.ringDone(task, ring),
      ordered: (task, order, by) => rings.ordered(task, order, by),
      handedOut: (action) => actions.handedOut(action),
      delivered: (action) => actions.delivered(action),
      superseded: (loser, winner, holder) => actions.superseded(loser, winner, holder),
      endedHere: (action, state) => {
        actions.endedHere(action, state);
        rings.said(action, state);
      },
      accepted: (action, report, ends) => {
        actions.accepted(action, report, ends);
        if (ends) rings.said(action, report.state);
      },
      again: (before, action, ordered) => {
        actions.again(before, action, ordered);
        rings.again(before, action, ordered);
      },
      recalled: (release) => actions.recalled(release),
      settled: () => {
        rings.settled();
        actions.settled();
        const { tasks } = this.server.desk;
        const nextMs = Math.min(...tasks.map((task) => task.rollout?.deadlineMs ?? Number.POSITIVE_INFINITY));
        if (nextMs >= this.#sweepMs) return;
        this.#sweepMs = nextMs;
        this.queue.at(nextMs, () => this.#wire.isServerUp && this.server.sweep(this.queue.nowMs, RETIRE_MS));
      },
    };
  }

  get #deviceWatcher(): DeviceWatcher {
    const { judge, actions } = this;
    const of = (id: number) => this.devices[id]!;
    return {
      took: (_, assignment) => {
        actions.took(assignment.actionId);
        judge.took(assignment);
      },
      stopTaken: (_, actionId) => judge.stopTaken(actionId),
      installs: (id, actionId, waiting) => judge.installs(of(id), actionId, waiting),
      installed: (_, actionId, needsRestart) => judge.installed(actionId, needsRestart),
      restarts: (id, actionId) => judge.restarts(of(id), actionId),
      held: (id, actionId, putOff) => judge.held(of(id), actionId, putOff),
      stored: (id, actionId, report) => {
        actions.stored(actionId, report);
        judge.stored(of(id), actionId, report);
      },
      sent: (_, report) => actions.sent(report),
    };
  }
}
