import { PieceSet } from "@shoal/core/content/piece-set";
import { indicesOf, symbolsOf } from "@shoal/core/multicast/block-size";
import type { PieceHolder, SessionInput, SessionOutput } from "@shoal/core/multicast/messages";
import { OPEN_BLOCKS } from "@shoal/core/multicast/receiver";
import { SessionMachine } from "@shoal/core/multicast/session-machine";
import { pieceCount } from "@shoal/protocol/content/piece";
import type { World } from "./world.ts";

const PORT = 9000;
/** To put a block together and write it. */
const DECODE_MS = 5;

interface OpenBlock {
  indices: Set<number>;
  /** One of them came from somebody who lies. */
  isPoisoned: boolean;
  isDecoding: boolean;
}

/** One device of a world: the real machine, with a driver that knows no bytes. */
export class SimDevice {
  readonly index: number;
  readonly host: string;
  readonly have: PieceSet;
  readonly roles: { atMs: number; role: string; why: string }[] = [];
  readonly evil: boolean;
  id: string;
  isAlive = true;
  isAsleep = false;
  completeMs: number | undefined;
  machine: SessionMachine;
  readonly #world: World;
  readonly #suitability: number;
  #incarnation = 1;
  #counter = 0;
  #wakeMs = Number.POSITIVE_INFINITY;
  #losing = false;
  #unicast: { allowed: boolean; origin: boolean; holders: PieceHolder[] } = {
    allowed: false,
    origin: false,
    holders: [],
  };
  #fetching = false;
  /** It may sleep when its task comes. */
  #isStarted = false;
  /** What was being written when it fell asleep. */
  readonly #cameAsleep: (() => void)[] = [];
  #failedPeers = new Set<string>();
  /** Blocks under assembly, as a driver has their memory. */
  readonly #open = new Map<number, OpenBlock>();

  constructor(world: World, index: number, options: { suitability: number; have: Iterable<number>; evil: boolean }) {
    this.#world = world;
    this.index = index;
    this.host = `10.0.${index >> 8}.${index & 255}`;
    this.evil = options.evil;
    this.#suitability = options.suitability;
    this.have = new PieceSet(pieceCount(world.sizeBytes));
    for (const piece of options.have) this.have.add(piece);
    this.id = this.#newId();
    this.machine = this.#newMachine();
  }

  get isComplete(): boolean {
    return this.have.isFull;
  }

  nextCounter(): number {
    return ++this.#counter;
  }

  /** Gilbert's model: runs of losses of the mean length that the world says. */
  loses(): boolean {
    const { loss, burst } = this.#world.options;
    if (loss === 0) return false;
    const { random } = this.#world;
    if (burst <= 1) return random() < loss;
    this.#losing = this.#losing ? random() >= 1 / burst : random() < loss / (burst * (1 - loss));
    return this.#losing;
  }

  die(): void {
    this.isAlive = false;
    this.#world.changed = true;
  }

  /** As after a start of the machine: what is on the disk is there, all else is forgotten. */
  restart(): void {
    this.isAlive = true;
    this.isAsleep = false;
    this.#incarnation++;
    this.#counter = 0;
    this.#open.clear();
    this.#cameAsleep.length = 0;
    this.#fetching = false;
    this.#unicast = { allowed: false, origin: false, holders: [] };
    this.id = this.#newId();
    this.machine = this.#newMachine();
    this.input({ type: "start" });
  }

  /** The lid is closed: time goes on, nothing is heard or done. */
  sleep(forMs: number): void {
    this.isAsleep = true;
    this.#world.at(this.#world.queue.nowMs + forMs, () => {
      this.isAsleep = false;
      for (const came of this.#cameAsleep.splice(0)) came();
      this.input({ type: this.#isStarted ? "tick" : "start" });
    });
  }

  input(input: SessionInput): void {
    if (!this.isAlive || this.isAsleep) return;
    this.#isStarted ||= input.type === "start";
    // As the driver does: what the machine takes is put together, whatever becomes of its sender afterwards.
    if (input.type === "symbol" && this.machine.takes(input.from, input.block)) this.#put(input);
    for (const output of this.machine.handle(input, this.#world.queue.nowMs)) this.#perform(output);
    if (this.have.isFull && [...this.#open.values()].some(({ isDecoding }) => !isDecoding))
      throw new Error(`${this.id} has everything, and keeps symbols of ${this.#open.size} blocks`);
    this.#schedule();
    this.#fetchMore();
  }

  #put({ from, block, index }: Extract<SessionInput, { type: "symbol" }>): void {
    const open = this.#open.get(block) ?? { indices: new Set<number>(), isPoisoned: false, isDecoding: false };
    this.#open.set(block, open);
    if (this.#open.size > OPEN_BLOCKS + 1) throw new Error(`${this.id} keeps symbols of ${this.#open.size} blocks`);
    open.indices.add(index);
    open.isPoisoned ||= this.#world.devices.some((device) => device.evil && device.id === from);
  }

  #newId(): string {
    return `${this.host}|${PORT}|${this.index}.${this.#incarnation}`;
  }

  #newMachine(): SessionMachine {
    return new SessionMachine({
      sizeBytes: this.#world.sizeBytes,
      have: this.have,
      suitability: this.#suitability,
      peer: { host: this.host, port: PORT },
      startDelayMs: this.#world.options.startDelayMs,
      rateBytesPerSecond: this.#world.options.lanBytesPerSecond,
      mayLead: true,
      seed: this.#world.options.seed * 7919 + this.index * 31 + this.#incarnation,
    });
  }

  #schedule(): void {
    const deadlineMs = this.machine.deadlineMs();
    if (deadlineMs === undefined || deadlineMs >= this.#wakeMs) return;
    this.#wakeMs = deadlineMs;
    this.#world.queue.at(deadlineMs, () => {
      if (this.#wakeMs !== deadlineMs) return;
      this.#wakeMs = Number.POSITIVE_INFINITY;
      this.input({ type: "tick" });
    });
  }

  #perform(output: SessionOutput): void {
    const world = this.#world;
    switch (output.type) {
      case "send": {
        const { to, message } = output;
        if (typeof to === "object") return world.unicast(this, to.member, message);
        return world.multicast(this, (counter) => ({ type: "message", from: this.id, counter, message }), false);
      }
      case "cast": {
        const { block, index } = output;
        if (!this.have.has(block)) throw new Error(`${this.id} casts block ${block}, which it does not have`);
        if (index >= indicesOf(symbolsOf(block, world.sizeBytes)))
          throw new Error(`block ${block} has no symbol ${index}`);
        const symbol = (counter: number) => ({ type: "symbol" as const, from: this.id, counter, block, index });
        return world.multicast(this, symbol, true);
      }
      case "decode": {
        const { block } = output;
        const open = this.#open.get(block);
        const k = symbolsOf(block, world.sizeBytes);
        if (!open || open.indices.size < k)
          throw new Error(`${this.id} has ${open?.indices.size ?? 0} of ${k} symbols`);
        open.isDecoding = true;
        const incarnation = this.#incarnation;
        world.at(world.queue.nowMs + DECODE_MS, () => {
          if (incarnation === this.#incarnation) this.#decoded(block, open);
        });
        return;
      }
      case "role":
        this.roles.push({ atMs: world.queue.nowMs, role: output.role, why: output.why });
        return;
      case "unicast":
        this.#unicast = output;
        this.#failedPeers.clear();
        return;
      case "accuse":
        world.counts.accusations++;
        if (!world.devices.find((device) => device.id === output.member)?.evil)
          throw new Error(`${output.member} is accused, and has cast what it should`);
        return;
      case "forget":
        if (this.#open.get(output.block)?.isDecoding)
          throw new Error(`${this.id} forgets block ${output.block}, which is being written`);
        this.#open.delete(output.block);
        return;
    }
  }

  #decoded(block: number, open: OpenBlock): void {
    if (!this.isAlive) return;
    if (this.isAsleep) return void this.#cameAsleep.push(() => this.#decoded(block, open));
    const { isPoisoned } = open;
    this.#open.delete(block);
    // As the driver does: the piece is told as any other is, and then what became of the block.
    if (!isPoisoned) this.#got(block);
    this.input({ type: "decoded", block, outcome: isPoisoned ? "wrong" : "kept" });
  }

  #got(piece: number): void {
    if (!this.isAlive) return;
    if (this.isAsleep) return void this.#cameAsleep.push(() => this.#got(piece));
    this.have.add(piece);
    if (this.have.isFull) {
      this.completeMs ??= this.#world.queue.nowMs;
      this.#world.changed = true;
    }
    this.input({ type: "piece", index: piece });
  }

  /** One piece at a time, from a device that has it rather than from the origin. */
  #fetchMore(): void {
    if (this.isAsleep || this.#fetching || !this.#unicast.allowed || this.have.isFull) return;
    const missing = this.have.missing();
    for (const { address, has } of this.#unicast.holders) {
      if (this.#failedPeers.has(address.host)) continue;
      const peer = this.#world.devices.find((device) => device.host === address.host);
      const held = this.#world.pieces(has);
      for (const piece of missing) {
        if (!held.has(piece) || !peer) continue;
        this.#fetching = true;
        return this.#world.fromPeer(peer, this, piece, (ok) =>
          this.#fetched(piece, ok, () => this.#failedPeers.add(address.host)),
        );
      }
    }
    const next = missing.next();
    if (!this.#unicast.origin && this.#unicast.holders.length > this.#failedPeers.size) return;
    if (next === undefined) return;
    this.#fetching = true;
    this.#world.fromOrigin(next, (ok) =>
      this.#fetched(next, ok, () => this.input({ type: "origin", reachable: false })),
    );
  }

  #fetched(piece: number, ok: boolean, failed: () => void): void {
    this.#fetching = false;
    if (!this.isAlive) return;
    if (ok) this.#got(piece);
    else failed();
    this.#fetchMore();
  }
}
