import { PieceSet } from "@shoal/core/content/piece-set";
import type { SessionInput } from "@shoal/core/multicast/messages";
import { type Random, seededRandom } from "@shoal/core/random/seeded";
import { PIECE_BYTES, pieceCount, pieceSpan } from "@shoal/protocol/content/piece";
import type { Control } from "@shoal/protocol/multicast/messages";
import { EventQueue } from "./event-queue.ts";
import { SimDevice } from "./sim-device.ts";

export interface WorldOptions {
  seed: number;
  devices: number;
  pieces: number;
  /** Loss of each datagram at each receiver, 0 to 1. */
  loss?: number;
  /** Mean length of a burst of losses in datagrams; 1: independent. */
  burst?: number;
  /** Share of datagrams that come late, and of those that come twice. */
  reorder?: number;
  duplicate?: number;
  wanBytesPerSecond?: number;
  lanBytesPerSecond?: number;
  startDelayMs?: number;
  /** Devices begin within this time of each other. */
  spreadMs?: number;
}

export interface WorldCounts {
  originBytes: number;
  peerBytes: number;
  controlDatagrams: number;
  symbols: number;
  accusations: number;
}

/** One subnet of devices in virtual time: a lossy LAN, one WAN line that all share, and whatever is done to them. */
export class World {
  readonly queue = new EventQueue();
  readonly random: Random;
  readonly options: Required<WorldOptions>;
  readonly sizeBytes: number;
  readonly devices: SimDevice[] = [];
  readonly counts: WorldCounts = { originBytes: 0, peerBytes: 0, controlDatagrams: 0, symbols: 0, accusations: 0 };
  /** Sides of a split: devices hear only their own side. */
  readonly side = new Map<SimDevice, number>();
  multicastBlocked = false;
  /** Somebody became complete, died or came. */
  changed = true;
  originDown = false;
  /** What is done to it, by name, for those who judge what came of it. */
  readonly troubles = new Set<string>();
  #wanUsers = 0;

  constructor(options: WorldOptions) {
    this.options = {
      loss: 0,
      burst: 1,
      reorder: 0,
      duplicate: 0,
      wanBytesPerSecond: 2_500_000,
      lanBytesPerSecond: 12_500_000,
      startDelayMs: 0,
      spreadMs: 50,
      ...options,
    };
    this.random = seededRandom(options.seed);
    this.sizeBytes = options.pieces * PIECE_BYTES - 1000;
    for (let index = 0; index < options.devices; index++) this.add(this.random() * this.options.spreadMs);
  }

  /** A device that gets the task at this time. */
  add(atMs: number, more: { suitability?: number; have?: Iterable<number>; evil?: boolean } = {}): SimDevice {
    const device = new SimDevice(this, this.devices.length, { suitability: 90, have: [], evil: false, ...more });
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

  get unfinished(): SimDevice[] {
    return this.devices.filter((device) => device.isAlive && !device.isComplete);
  }

  get copies(): number {
    return this.counts.originBytes / this.sizeBytes;
  }

  multicast(from: SimDevice, input: (counter: number) => SessionInput, isSymbol: boolean): void {
    const counter = from.nextCounter();
    if (isSymbol) this.counts.symbols++;
    else this.counts.controlDatagrams++;
    if (this.multicastBlocked || !from.isAlive) return;
    const message = input(counter);
    const delayMs = 0.3 + this.random() * 0.7;
    this.queue.at(this.queue.nowMs + delayMs, () => {
      for (const device of this.devices) if (device !== from) this.#deliver(from, device, message);
    });
  }

  unicast(from: SimDevice, to: string, message: Control): void {
    const counter = from.nextCounter();
    this.counts.controlDatagrams++;
    const device = this.devices.find((each) => each.id === to);
    if (!device || !from.isAlive) return;
    const input: SessionInput = { type: "message", from: from.id, counter, message };
    this.queue.at(this.queue.nowMs + 0.3 + this.random() * 0.7, () => this.#deliver(from, device, input));
  }

  #deliver(from: SimDevice, to: SimDevice, input: SessionInput): void {
    if (!to.isAlive || to.isAsleep || !this.reaches(from, to) || to.loses()) return;
    const { reorder, duplicate } = this.options;
    if (reorder > 0 && this.random() < reorder) {
      this.queue.at(this.queue.nowMs + this.random() * 5, () => to.input(input));
      return;
    }
    to.input(input);
    if (duplicate > 0 && this.random() < duplicate) to.input(input);
  }

  reaches(from: SimDevice, to: SimDevice): boolean {
    return (this.side.get(from) ?? 0) === (this.side.get(to) ?? 0);
  }

  /** Fetches one piece over the WAN; `done(false)` where the origin is not there. */
  fromOrigin(piece: number, done: (ok: boolean) => void): void {
    if (this.originDown) return this.queue.at(this.queue.nowMs + 2000, () => done(false));
    this.#wanUsers++;
    const { length } = pieceSpan(piece, this.sizeBytes);
    const ms = (1000 * length * this.#wanUsers) / this.options.wanBytesPerSecond;
    this.counts.originBytes += length;
    this.queue.at(this.queue.nowMs + ms, () => {
      this.#wanUsers--;
      done(true);
    });
  }

  /** Fetches one piece from another device over the LAN. */
  fromPeer(from: SimDevice, to: SimDevice, piece: number, done: (ok: boolean) => void): void {
    const { length } = pieceSpan(piece, this.sizeBytes);
    const ms = (1000 * length * 2) / this.options.lanBytesPerSecond;
    this.queue.at(this.queue.nowMs + ms, () => {
      const ok = from.isAlive && !from.isAsleep && this.reaches(from, to) && from.have.has(piece);
      if (ok) this.counts.peerBytes += length;
      done(ok);
    });
  }

  /** A set of the pieces of this world's blob. */
  pieces(runs: readonly (readonly [number, number])[]): PieceSet {
    return PieceSet.fromRuns(pieceCount(this.sizeBytes), runs);
  }
}
