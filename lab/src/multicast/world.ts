import { PieceSet } from "@shoal/core/content/piece-set";
import type { SessionInput } from "@shoal/core/multicast/messages";
import { type Random, seededRandom } from "@shoal/core/random/seeded";
import { PIECE_BYTES, pieceCount, pieceSpan } from "@shoal/protocol/content/piece";
import type { Control } from "@shoal/protocol/multicast/messages";
import { EventQueue } from "./event-queue.ts";
import { Lan, type LanOptions } from "./lan.ts";
import { Model } from "./model.ts";
import { SimDevice, type SimDeviceOptions } from "./sim-device.ts";
import type { SimSite } from "./site.ts";

export interface WorldOptions extends Partial<LanOptions> {
  seed: number;
  devices: number;
  pieces: number;
  wanBytesPerSecond?: number;
  lanBytesPerSecond?: number;
  startDelayMs?: number;
  /** Devices begin within this time of each other. */
  spreadMs?: number;
  /** Clocks run up to so many millionths too fast or too slow. */
  driftPpm?: number;
  /** How long who has everything stays for others; as real devices do. */
  lingerMs?: number;
}

export interface WorldCounts {
  originBytes: number;
  peerBytes: number;
  controlDatagrams: number;
  symbols: number;
  accusations: number;
}

/** A peer that is itself still getting a piece is waited for so long, and looked at so often. */
const COMING_MS = 5000;
const LOOK_MS = 100;

/** A sleeper may wake, and what is on its way arrives. */
const LEFT_WITHIN_MS = 30_000;
/** Who was dead and is back alone may fetch for so long. */
const GIVEN_UP_MS = 300_000;

/** One subnet of devices in virtual time: a lossy LAN, one WAN line that all share, and whatever is done to them. */
export class World {
  readonly queue: EventQueue;
  /** With which it shares what comes from the origin, and its number there. */
  readonly site: SimSite | undefined;
  readonly net: number;
  readonly random: Random;
  readonly options: Required<WorldOptions>;
  readonly sizeBytes: number;
  readonly devices: SimDevice[] = [];
  readonly counts: WorldCounts = { originBytes: 0, peerBytes: 0, controlDatagrams: 0, symbols: 0, accusations: 0 };
  readonly model: Model;
  /** Somebody became complete, died or came. */
  changed = true;
  /** What is done to it, by name, for those who judge what came of it. */
  readonly troubles = new Set<string>();
  readonly #lan: Lan;
  /** Sides of a split: devices hear only their own side. */
  readonly #side = new Map<SimDevice, number>();
  #isMulticastBlocked = false;
  #isOriginDown = false;
  #wanUsers = 0;

  constructor(options: WorldOptions, within: { queue?: EventQueue; site?: SimSite; net?: number } = {}) {
    this.queue = within.queue ?? new EventQueue();
    this.site = within.site;
    this.net = within.net ?? 0;
    this.options = {
      loss: 0,
      burst: 1,
      reorder: 0,
      duplicate: 0,
      delayMs: 0.3,
      jitterMs: 0.7,
      wanBytesPerSecond: 2_500_000,
      lanBytesPerSecond: 12_500_000,
      startDelayMs: 0,
      spreadMs: 50,
      driftPpm: 200,
      lingerMs: 10 * 60_000,
      ...options,
    };
    this.random = seededRandom(options.seed);
    this.sizeBytes = options.pieces * PIECE_BYTES - 1000;
    this.#lan = new Lan(this.options, this.queue, this.random);
    this.model = new Model(options.seed, this.sizeBytes, this.site ? "site" : "subnet", () => this.queue.nowMs);
    for (let index = 0; index < options.devices; index++) this.add(this.random() * this.options.spreadMs);
  }

  /** A device that gets the task at this time. */
  add(atMs: number, more: Partial<SimDeviceOptions> = {}): SimDevice {
    const options = { suitability: 90, have: [], evil: false, mayLead: true, ...more };
    const device = new SimDevice(this, this.devices.length, options);
    this.devices.push(device);
    this.queue.at(atMs, () => device.input({ type: "start" }));
    return device;
  }

  at(atMs: number, run: () => void): void {
    this.queue.at(atMs, run);
  }

  /** Until everybody who is alive is complete, or the time is over. @returns the virtual time then */
  run(untilMs: number): number {
    this.changed = true;
    do {
      if (this.changed && this.unfinished.length === 0) break;
      this.changed = false;
    } while (this.queue.step(untilMs));
    return this.queue.nowMs;
  }

  /** On for as long as nothing else is said, for what happens after everybody is complete. */
  runAll(untilMs: number): void {
    while (this.queue.step(untilMs));
  }

  /**
   * On until everybody has left: who has everything after a while, who will never have it when its fetch is given up. Whatever
   * is still to happen then would happen for ever.
   */
  end(): void {
    this.runAll(this.queue.nowMs + this.options.lingerMs + LEFT_WITHIN_MS);
    if (this.queue.size > 0) this.run(this.queue.nowMs + GIVEN_UP_MS);
    this.model.judgeRest();
    for (const device of this.unfinished) device.leave("the fetch has ended");
    this.runAll(this.queue.nowMs + this.options.lingerMs + LEFT_WITHIN_MS);
    this.model.judgeEnd(this.queue.size);
  }

  get unfinished(): SimDevice[] {
    return this.devices.filter((device) => device.isAlive && !device.isComplete);
  }

  get copies(): number {
    return this.counts.originBytes / this.sizeBytes;
  }

  get leading(): SimDevice | undefined {
    return this.devices.find((device) => device.isAlive && device.machine.role === "leading");
  }

  // What is done to it

  /** From here on devices hear only those for which this says the same. */
  split(side: (device: SimDevice) => number): void {
    for (const device of this.devices) this.#putOn(device, side(device));
  }

  heal(): void {
    for (const device of this.devices) this.#putOn(device, 0);
  }

  #putOn(device: SimDevice, side: number): void {
    this.#side.set(device, side);
    this.model.side(device.index, side);
  }

  set isMulticastBlocked(isBlocked: boolean) {
    this.#isMulticastBlocked = isBlocked;
    this.model.multicast(!isBlocked);
  }

  get isServerThere(): boolean {
    return !this.#isOriginDown;
  }

  set isOriginDown(isDown: boolean) {
    this.#isOriginDown = isDown;
    this.model.origin(!isDown);
  }

  // What devices do in it

  multicast(from: SimDevice, input: (counter: number) => SessionInput, isSymbol: boolean): void {
    const counter = from.nextCounter();
    if (isSymbol) this.counts.symbols++;
    else this.#control();
    if (this.#isMulticastBlocked || !from.isAlive) return;
    const message = input(counter);
    this.#lan.send(
      this.devices,
      (device) => this.#hears(from, device),
      (device) => device.input(message),
    );
  }

  unicast(from: SimDevice, to: string, message: Control): void {
    const counter = from.nextCounter();
    this.#control();
    const device = this.devices.find((each) => each.id === to);
    if (!device || !from.isAlive) return;
    const input: SessionInput = { type: "message", from: from.id, counter, message };
    this.#lan.send(
      [device],
      () => this.#hears(from, device),
      () => device.input(input),
    );
  }

  #control(): void {
    this.counts.controlDatagrams++;
    this.model.control();
  }

  #hears(from: SimDevice, to: SimDevice): boolean {
    return to !== from && to.isAlive && !to.isAsleep && this.reaches(from, to);
  }

  reaches(from: SimDevice, to: SimDevice): boolean {
    return (this.#side.get(from) ?? 0) === (this.#side.get(to) ?? 0);
  }

  /** Fetches one piece over the WAN; `done(false)` where the origin is not there. */
  fromOrigin(to: SimDevice, piece: number, done: (ok: boolean) => void): void {
    if (this.#isOriginDown) return this.queue.at(this.queue.nowMs + 2000, () => done(false));
    this.#wanUsers++;
    const { length } = pieceSpan(piece, this.sizeBytes);
    const ms = (1000 * length * this.#wanUsers) / this.options.wanBytesPerSecond;
    this.counts.originBytes += length;
    this.site?.begins(this, piece);
    const came = this.model.originBegins(to.index, piece);
    this.queue.at(this.queue.nowMs + ms, () => {
      this.#wanUsers--;
      came();
      done(true);
    });
  }

  /** Fetches one piece from another device over the LAN. @param isComing it may be waited for where it is not there yet */
  fromPeer(from: SimDevice, to: SimDevice, piece: number, isComing: boolean, done: (ok: boolean) => void): void {
    const { length } = pieceSpan(piece, this.sizeBytes);
    const { lanBytesPerSecond, delayMs, jitterMs } = this.options;
    const ms = (1000 * length * 2) / lanBytesPerSecond + 2 * delayMs + jitterMs;
    const untilMs = this.queue.nowMs + COMING_MS;
    const look = () => {
      const isThere = from.isAlive && !from.isAsleep && this.reaches(from, to);
      const has = from.have.has(piece);
      if (isThere && !has && isComing && this.queue.nowMs < untilMs) return this.at(this.queue.nowMs + LOOK_MS, look);
      const ok = isThere && has;
      if (ok) {
        this.counts.peerBytes += length;
        this.model.peerGave(to.index, from.index, piece);
      }
      done(ok);
    };
    this.at(this.queue.nowMs + ms, look);
  }

  /** A set of the pieces of this world's blob. */
  pieces(runs: readonly (readonly [number, number])[]): PieceSet {
    return PieceSet.fromRuns(pieceCount(this.sizeBytes), runs);
  }
}
