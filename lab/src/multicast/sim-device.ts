import { PieceSet } from "@shoal/core/content/piece-set";
import type { PieceHolder, SessionInput, SessionOutput } from "@shoal/core/multicast/messages";
import { SessionMachine } from "@shoal/core/multicast/session-machine";
import { seededRandom } from "@shoal/core/random/seeded";
import { pieceCount } from "@shoal/protocol/content/piece";
import { DeviceClock } from "./device-clock.ts";
import type { World } from "./world.ts";

const PORT = 9000;
/** To put a block together and write it. */
const DECODE_MS = 5;
/** Clocks show up to this at the beginning: far enough that the 32 bits of microseconds in beacons run over. */
const CLOCKS_MS = 3 * 3_600_000;

export interface SimDeviceOptions {
  suitability: number;
  have: Iterable<number>;
  evil: boolean;
  mayLead: boolean;
}

interface OpenBlock {
  /** Symbols as the driver has them in its memory: what is under each number came from whom. */
  symbols: Map<number, string>;
  isDecoding: boolean;
}

/** One device of a world: the real machine, with a driver that knows no bytes and a clock of its own. */
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
  readonly #options: SimDeviceOptions;
  readonly #driftPpm: number;
  #clock: DeviceClock;
  #incarnation = 1;
  #counter = 0;
  #wakeMs = Number.POSITIVE_INFINITY;
  #isLingering = false;
  #unicast: { allowed: boolean; origin: boolean; holders: PieceHolder[] } = {
    allowed: false,
    origin: false,
    holders: [],
  };
  #fetching = false;
  /** It may sleep when its task comes. */
  #isStarted = false;
  /** What was being written, or was to be done, when it fell asleep. */
  readonly #cameAsleep: (() => void)[] = [];
  #failedPeers = new Set<string>();
  /** Blocks under assembly, as a driver has their memory. */
  readonly #open = new Map<number, OpenBlock>();
  #decoding = 0;

  constructor(world: World, index: number, options: SimDeviceOptions) {
    this.#world = world;
    this.#options = options;
    this.index = index;
    this.host = `10.${world.net}.${index >> 8}.${index & 255}`;
    this.evil = options.evil;
    this.have = new PieceSet(pieceCount(world.sizeBytes));
    for (const piece of options.have) this.have.add(piece);
    // Chance of its own, so that a seed means the same whatever clocks do.
    const random = seededRandom(world.options.seed * 104_729 + index);
    this.#driftPpm = (2 * random() - 1) * world.options.driftPpm;
    this.#clock = new DeviceClock(random() * CLOCKS_MS, world.queue.nowMs, this.#driftPpm);
    this.id = this.#newId();
    this.machine = this.#newMachine();
    world.model.came(index, this.id, options);
  }

  get net(): number {
    return this.#world.net;
  }

  get isComplete(): boolean {
    return this.have.isFull;
  }

  nextCounter(): number {
    return ++this.#counter;
  }

  die(): void {
    this.isAlive = false;
    this.#world.changed = true;
    this.#world.site?.undivide(this);
    this.#world.model.died(this.index);
  }

  /** As after a start of the machine: what is on the disk is there, all else is forgotten. */
  restart(): void {
    this.isAlive = true;
    this.isAsleep = false;
    this.#incarnation++;
    this.#counter = 0;
    this.#clock = new DeviceClock(0, this.#world.queue.nowMs, this.#driftPpm);
    this.#wakeMs = Number.POSITIVE_INFINITY;
    this.#open.clear();
    this.#decoding = 0;
    this.#cameAsleep.length = 0;
    this.#fetching = false;
    this.#isLingering = false;
    this.#unicast = { allowed: false, origin: false, holders: [] };
    this.id = this.#newId();
    this.machine = this.#newMachine();
    this.#world.model.restarted(this.index, this.id);
    this.input({ type: "start" });
  }

  /** The lid is closed: time goes on, nothing is heard or done. */
  sleep(forMs: number): void {
    this.isAsleep = true;
    this.#world.model.asleep(this.index, true);
    const incarnation = this.#incarnation;
    this.#world.at(this.#world.queue.nowMs + forMs, () => {
      if (incarnation !== this.#incarnation || !this.isAlive) return;
      this.isAsleep = false;
      this.#world.model.asleep(this.index, false);
      for (const came of this.#cameAsleep.splice(0)) came();
      this.input({ type: this.#isStarted ? "tick" : "start" });
    });
  }

  input(input: SessionInput): void {
    if (!this.isAlive || this.isAsleep) return;
    const world = this.#world;
    this.#isStarted ||= input.type === "start";
    // Without its task it has no key, and hears nothing.
    if (!this.#isStarted) return;
    if (input.type === "symbol") {
      world.model.symbol(this.index, input.from, input.block, input.index);
      // As the driver does: what the machine takes is put together, whatever becomes of its sender afterwards.
      if (this.machine.takes(input.from, input.block)) this.#put(input);
    }
    for (const output of this.machine.handle(input, this.#clock.nowMs(world.queue.nowMs))) this.#perform(output);
    world.model.keeps(this.index, this.#open.size - this.#decoding);
    this.#schedule();
    this.#fetchMore();
    this.#linger();
  }

  #put({ from, block, index }: Extract<SessionInput, { type: "symbol" }>): void {
    const open = this.#open.get(block) ?? { symbols: new Map<number, string>(), isDecoding: false };
    this.#open.set(block, open);
    if (!open.symbols.has(index)) open.symbols.set(index, from);
  }

  #newId(): string {
    return `${this.host}|${PORT}|${this.index}.${this.#incarnation}`;
  }

  #newMachine(): SessionMachine {
    const { suitability, mayLead } = this.#options;
    return new SessionMachine({
      sizeBytes: this.#world.sizeBytes,
      have: this.have,
      suitability,
      peer: { host: this.host, port: PORT },
      startDelayMs: this.#world.options.startDelayMs,
      rateBytesPerSecond: this.#world.options.lanBytesPerSecond,
      mayLead,
      seed: this.#world.options.seed * 7919 + this.index * 31 + this.#incarnation,
    });
  }

  #schedule(): void {
    const deadlineMs = this.machine.deadlineMs();
    if (deadlineMs === undefined || deadlineMs >= this.#wakeMs) return;
    this.#wakeMs = deadlineMs;
    const incarnation = this.#incarnation;
    this.#world.queue.at(this.#clock.worldMs(deadlineMs), () => {
      if (this.#wakeMs !== deadlineMs || incarnation !== this.#incarnation) return;
      this.#wakeMs = Number.POSITIVE_INFINITY;
      if (!this.isAlive || this.isAsleep) return;
      this.#clock.reached(deadlineMs);
      this.#world.model.woke(this.index);
      this.input({ type: "tick" });
    });
  }

  /** Who has everything stays for a while, and then says that it goes. */
  #linger(): void {
    if (this.#isLingering || !this.#isStarted || !this.have.isFull) return;
    this.#isLingering = true;
    const incarnation = this.#incarnation;
    this.#world.at(this.#world.queue.nowMs + this.#world.options.lingerMs, () => {
      if (incarnation === this.#incarnation) this.leave("nobody came for a while");
    });
  }

  leave(why: string): void {
    if (!this.isAlive) return;
    if (this.isAsleep) return void this.#cameAsleep.push(() => this.leave(why));
    this.input({ type: "leave", why });
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
        world.model.casts(this.index, block, index);
        const symbol = (counter: number) => ({ type: "symbol" as const, from: this.id, counter, block, index });
        return world.multicast(this, symbol, true);
      }
      case "decode": {
        const { block } = output;
        const open = this.#open.get(block) ?? { symbols: new Map(), isDecoding: false };
        open.isDecoding = true;
        this.#decoding++;
        const outcome = world.model.decodes(this.index, block, open.symbols);
        const incarnation = this.#incarnation;
        world.at(world.queue.nowMs + DECODE_MS, () => {
          if (incarnation === this.#incarnation) this.#decoded(block, outcome);
        });
        return;
      }
      case "role":
        this.roles.push({ atMs: world.queue.nowMs, role: output.role, why: output.why });
        return world.model.role(this.index, output.role, output.why);
      case "unicast":
        this.#unicast = output;
        this.#failedPeers.clear();
        return;
      case "accuse":
        world.counts.accusations++;
        return world.model.accuses(this.index, output.member);
      case "forget":
        world.model.forgets(this.index, output.block, this.#open.get(output.block)?.isDecoding ?? false);
        this.#open.delete(output.block);
        return;
    }
  }

  #decoded(block: number, outcome: "kept" | "wrong"): void {
    if (!this.isAlive) return;
    if (this.isAsleep) return void this.#cameAsleep.push(() => this.#decoded(block, outcome));
    this.#open.delete(block);
    this.#decoding--;
    // As the driver does: the piece is told as any other is, and then what became of the block.
    if (outcome === "kept") this.got(block);
    this.input({ type: "decoded", block, outcome });
  }

  /** A piece was verified, and is to be kept. */
  got(piece: number): void {
    if (!this.isAlive) return;
    if (this.isAsleep) return void this.#cameAsleep.push(() => this.got(piece));
    this.#world.model.kept(this.index, piece);
    this.have.add(piece);
    if (this.have.isFull) {
      this.completeMs ??= this.#world.queue.nowMs;
      this.#world.changed = true;
    }
    this.input({ type: "piece", index: piece });
    this.#world.site?.piece(this, piece);
  }

  /** One piece at a time, from a device that has it rather than from the origin. */
  #fetchMore(): void {
    if (this.isAsleep || this.machine.role === "left" || this.have.isFull) return;
    const { allowed, origin, holders } = this.#unicast;
    const { site } = this.#world;
    const asksOrigin = allowed && (origin || holders.length <= this.#failedPeers.size);
    if (asksOrigin) site?.divide(this.#world, this, this.#near());
    else site?.undivide(this);
    if (this.#fetching || !allowed) return;
    const missing = this.have.missing();
    for (const { address, has, partial = false } of holders) {
      if (this.#failedPeers.has(address.host)) continue;
      const peer = this.#world.devices.find((device) => device.host === address.host);
      const held = this.#world.pieces(has);
      for (const piece of missing) {
        if (!held.has(piece) || !peer) continue;
        return this.#fetch(
          (done) => this.#world.fromPeer(peer, this, piece, partial, done),
          piece,
          (ok) => ok || this.#failedPeers.add(address.host),
        );
      }
    }
    const next = missing.next();
    if (!asksOrigin || site || next === undefined) return;
    const ended = (reachable: boolean) => this.input({ type: "origin", reachable });
    this.#fetch((done) => this.#world.fromOrigin(this, next, done), next, ended);
  }

  /** What the session says others of the subnet have. */
  #near() {
    const near = this.have.copy();
    for (const { address, has } of this.#unicast.holders)
      if (!this.#failedPeers.has(address.host)) near.addAll(this.#world.pieces(has));
    return near;
  }

  #fetch(begin: (done: (ok: boolean) => void) => void, piece: number, ended: (ok: boolean) => void): void {
    this.#fetching = true;
    const incarnation = this.#incarnation;
    begin((ok) => {
      if (incarnation !== this.#incarnation) return;
      this.#fetching = false;
      if (!this.isAlive) return;
      if (ok) this.got(piece);
      ended(ok);
      this.#fetchMore();
    });
  }
}
