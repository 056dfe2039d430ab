import { PieceSet } from "@shoal/core/content/piece-set";
import { indicesOf, symbolsOf } from "@shoal/core/multicast/block-size";
import { OPEN_BLOCKS } from "@shoal/core/multicast/receiver";
import { pieceCount } from "@shoal/protocol/content/piece";
import { Order, type Standing } from "./order.ts";

interface Known extends Standing {
  why: string;
  /** What it may have kept, and has. */
  readonly may: PieceSet;
  readonly has: PieceSet;
  /** Symbols of honest devices that reached it, by block: 255 bits. */
  readonly symbols: Map<number, Uint32Array>;
  /** What it is fetching from the origin. */
  readonly fetching: Set<number>;
  wakes: number;
  wakesFromMs: number;
  wokeMs: number;
  wakesAtOnce: number;
}

/** Pieces that come twice although it was settled who leads: where several statuses in a row were lost. */
const TWICE = 2;
/** Where nothing but losses and delays hinders them, devices settle who leads within this. */
const SETTLES_MS = 15_000;
/**
 * And then something comes within this, with the slowest line and the longest start delay. In a site one that reaches nobody
 * may lease what others lack, and fetch other pieces first: until two requests have waited for it in vain.
 */
const MOVES_MS = { subnet: 10_000, site: 20_000 };
const CONTROL_A_MINUTE = 1000;
/** Timers of one that does not cast: sweeps every 100 ms, and little else; casting, at most one a millisecond. */
const WAKES_A_MINUTE = { other: 1500, leading: 61_000 };
const MINUTE_MS = 60_000;

/**
 * What may be true in a world, told by the world of everything that happens, and knowing nothing of the machine: who may have
 * which piece and from where, who leads, what went over the WAN and why. Whatever breaks a promise throws, by the promise's
 * name and with the seed.
 */
export class Model {
  readonly #seed: number;
  readonly #sizeBytes: number;
  readonly #nowMs: () => number;
  readonly #devices: Known[] = [];
  readonly #indexOf = new Map<string, number>();
  readonly #order: Order;
  #isMulticast = true;
  #isOrigin = true;
  #control = 0;
  readonly #movesMs: number;
  #movedMs = 0;
  readonly #fetchedOnce: PieceSet;
  /** Pieces fetched from the origin, by why that was right: for the first time, because nobody in reach had them any more, or before it was settled who fetches. */
  readonly fetched = { first: 0, lost: 0, hindered: 0, unsettled: 0, alone: 0, twice: 0 };

  constructor(seed: number, sizeBytes: number, shares: "subnet" | "site", nowMs: () => number) {
    this.#movesMs = MOVES_MS[shares];
    this.#seed = seed;
    this.#sizeBytes = sizeBytes;
    this.#nowMs = nowMs;
    this.#order = new Order(nowMs);
    this.#fetchedOnce = new PieceSet(pieceCount(sizeBytes));
  }

  // Who is there

  came(index: number, id: string, options: { evil: boolean; mayLead: boolean; have: Iterable<number> }): void {
    const may = new PieceSet(this.#fetchedOnce.count);
    for (const piece of options.have) may.add(piece);
    this.#devices[index] = {
      isAlive: true,
      isAsleep: false,
      isStarted: false,
      isEvil: options.evil,
      mayLead: options.mayLead,
      isComplete: may.isFull,
      side: 0,
      role: "none",
      why: "its task has not come",
      may,
      has: may.copy(),
      symbols: new Map(),
      fetching: new Set(),
      wakes: 0,
      wakesFromMs: 0,
      wokeMs: -1,
      wakesAtOnce: 0,
    };
    this.#indexOf.set(id, index);
  }

  died(index: number): void {
    this.#change(index, { isAlive: false });
    this.#devices[index]!.fetching.clear();
  }

  restarted(index: number, id: string): void {
    this.#indexOf.set(id, index);
    const state = { isAlive: true, isAsleep: false, isStarted: false };
    this.#change(index, { ...state, role: "none", why: "it has just started" });
    this.#devices[index]!.symbols.clear();
  }

  asleep(index: number, isAsleep: boolean): void {
    this.#change(index, { isAsleep });
  }

  side(index: number, side: number): void {
    this.#change(index, { side });
  }

  role(index: number, role: string, why: string): void {
    if (why === "") this.#broken("everybody says why", `device ${index} is ${role}`);
    this.#change(index, { role, why, isStarted: true, wakes: 0 });
  }

  #change(index: number, change: Partial<Known>): void {
    this.#moved();
    Object.assign(this.#devices[index]!, change);
    this.#settle();
  }

  multicast(isThere: boolean): void {
    this.#moved();
    this.#isMulticast = isThere;
    this.#settle();
  }

  origin(isThere: boolean): void {
    this.#moved();
    this.#isOrigin = isThere;
    this.#settle();
  }

  #settle(): void {
    this.#order.changed(this.#devices, !this.#isMulticast || !this.#isOrigin || this.#devices.some(isEvilHere));
  }

  /** A piece came, or something else than the devices' own rules decides from here on how they get on. */
  #moved(): void {
    const nowMs = this.#nowMs();
    const sinceMs = Math.max(this.#movedMs, this.#order.goodSinceMs ?? nowMs);
    const isWaiting = this.#devices.some((device) => isHere(device) && !device.isComplete);
    if (isWaiting && nowMs > sinceMs + this.#movesMs)
      this.#broken("who lacks something gets on", `nothing came for ${Math.round(nowMs - sinceMs)} ms`);
    this.#movedMs = nowMs;
  }

  // No byte is kept unverified

  symbol(index: number, from: string, block: number, symbol: number): void {
    if (this.#isEvil(from) || this.#devices[index]!.has.has(block)) return;
    const { symbols } = this.#devices[index]!;
    const known = symbols.get(block) ?? new Uint32Array(8);
    symbols.set(block, known);
    known[symbol >>> 5]! |= 1 << (symbol & 31);
  }

  peerGave(index: number, from: number, piece: number): void {
    if (this.#devices[from]!.has.has(piece)) this.#devices[index]!.may.add(piece);
  }

  /** Another subnet's device gave it, which had it. */
  siteGave(index: number, piece: number): void {
    this.#devices[index]!.may.add(piece);
  }

  /** @returns what comes of these symbols, by who sent them: a digest has no doubts */
  decodes(index: number, block: number, symbols: ReadonlyMap<number, string>): "kept" | "wrong" {
    const k = symbolsOf(block, this.#sizeBytes);
    if (symbols.size < k)
      this.#broken("what is put together is there", `device ${index} has ${symbols.size} of ${k} symbols of ${block}`);
    return [...symbols.values()].some((from) => this.#isEvil(from)) ? "wrong" : "kept";
  }

  kept(index: number, piece: number): void {
    const device = this.#devices[index]!;
    const symbols = bitsOf(device.symbols.get(piece) ?? new Uint32Array());
    if (!device.may.has(piece) && symbols < symbolsOf(piece, this.#sizeBytes))
      this.#broken("nothing unverified is kept", `device ${index}, piece ${piece}, ${symbols} right symbols`);
    this.#moved();
    device.has.add(piece);
    if (device.has.isFull && !device.isComplete) this.#change(index, { isComplete: true });
  }

  casts(index: number, block: number, symbol: number): void {
    if (!this.#devices[index]!.has.has(block))
      this.#broken("what is cast is there", `device ${index} casts block ${block}`);
    if (symbol >= indicesOf(symbolsOf(block, this.#sizeBytes)))
      this.#broken("what is cast is there", `block ${block} has no symbol ${symbol}`);
  }

  accuses(index: number, member: string): void {
    if (!this.#isEvil(member)) this.#broken("nobody honest is accused", `device ${index} accuses ${member}`);
  }

  // Memory and time have limits

  /** @param blocks of which it keeps symbols, and is not putting them together */
  keeps(index: number, blocks: number): void {
    if (blocks > (this.#devices[index]!.isComplete ? 0 : OPEN_BLOCKS))
      this.#broken("memory has a limit", `device ${index} keeps symbols of ${blocks} blocks`);
  }

  forgets(index: number, block: number, isDecoding: boolean): void {
    if (isDecoding) this.#broken("what is being written stays", `device ${index} forgets block ${block}`);
  }

  woke(index: number): void {
    const device = this.#devices[index]!;
    const nowMs = this.#nowMs();
    if (nowMs >= device.wakesFromMs + MINUTE_MS) Object.assign(device, { wakes: 0, wakesFromMs: nowMs });
    device.wakesAtOnce = nowMs === device.wokeMs ? device.wakesAtOnce + 1 : 0;
    device.wokeMs = nowMs;
    const most = device.role === "leading" ? WAKES_A_MINUTE.leading : WAKES_A_MINUTE.other;
    if (++device.wakes > most || device.wakesAtOnce > 20)
      this.#broken("nobody spins", `device ${index} woke ${device.wakes} times in a minute as ${device.role}`);
  }

  control(): void {
    this.#control++;
  }

  // One copy

  /** @returns to be called when it is there */
  originBegins(index: number, piece: number): () => void {
    const device = this.#devices[index]!;
    this.fetched[this.#whyFetched(device, piece)]++;
    if (this.fetched.twice > TWICE)
      this.#broken("one copy comes over the WAN", `piece ${piece} to device ${index}, ${JSON.stringify(this.fetched)}`);
    this.#fetchedOnce.add(piece);
    device.fetching.add(piece);
    return () => {
      // What it was fetching when it died is lost.
      if (device.fetching.delete(piece)) device.may.add(piece);
    };
  }

  #whyFetched(device: Known, piece: number): keyof Model["fetched"] {
    if (!this.#fetchedOnce.has(piece)) return "first";
    const has = (other: Known) => other !== device && (other.has.has(piece) || other.fetching.has(piece));
    const inReach = this.#devices.filter(
      (other) => isHere(other) && other.side === device.side && !other.isEvil && has(other),
    );
    if (inReach.length === 0) return "lost";
    if (this.#order.isHindered) return "hindered";
    if (!this.#order.isSettled) return "unsettled";
    // Whom multicast does not reach asks the ledger of the site, which is not here.
    return device.role === "alone" || inReach.every(({ role }) => role === "alone") ? "alone" : "twice";
  }

  // The end

  /** Everybody is complete who can be, or says why not. */
  judgeRest(): void {
    for (const [index, device] of this.#devices.entries()) {
      if (!device.isAlive || device.isComplete) continue;
      if (this.#isOrigin || this.#isAround(device))
        this.#broken(
          "everybody completes",
          `device ${index} has ${device.has.size} of ${device.has.count}: ${device.role}, ${device.why}`,
        );
    }
    if (this.#order.longestMs > SETTLES_MS)
      this.#broken("one leads", `it was not settled for ${Math.round(this.#order.longestMs)} ms`);
    const minutes = Math.max(0.5, this.#nowMs() / MINUTE_MS);
    const each = this.#control / this.#devices.length / minutes;
    if (each > CONTROL_A_MINUTE)
      this.#broken("little is said", `${Math.round(each)} control datagrams a device and minute`);
  }

  /** Without an origin: is everything there with others of whom it can learn? */
  #isAround(device: Known): boolean {
    // One that may not lead itself, and shuns who leads, has nobody who would name it others.
    if (!this.#isMulticast || (!device.mayLead && this.#devices.some(isEvilHere))) return false;
    const around = new PieceSet(device.has.count);
    for (const other of this.#devices) if (isHere(other) && other.side === device.side) around.addAll(other.has);
    return around.isFull;
  }

  /** Everybody has left. @param waiting how many things are still to happen */
  judgeEnd(waiting: number): void {
    if (waiting > 0) this.#broken("every session ends", `${waiting} things are still to happen`);
    for (const [index, { isAlive, isComplete, role, why }] of this.#devices.entries())
      if (isAlive && isComplete && role !== "left")
        this.#broken("every session ends", `device ${index} is ${role}: ${why}`);
  }

  get originPieces(): number {
    return Object.values(this.fetched).reduce((sum, pieces) => sum + pieces);
  }

  #isEvil(id: string): boolean {
    const index = this.#indexOf.get(id);
    return index !== undefined && this.#devices[index]!.isEvil;
  }

  #broken(promise: string, what: string): never {
    throw new Error(`seed ${this.#seed}, ${Math.round(this.#nowMs())} ms: ${promise}: ${what}`);
  }
}

function isHere({ isAlive, isAsleep, isStarted, role }: Standing): boolean {
  return isAlive && !isAsleep && isStarted && role !== "left";
}

function isEvilHere(device: Standing): boolean {
  return device.isEvil && isHere(device);
}

function bitsOf(words: Uint32Array): number {
  let bits = 0;
  for (const word of words) for (let rest = word; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}
