import { type PieceRun, PieceSet } from "../content/piece-set.ts";

/** A device that asks, or has, a blob of which its site takes one copy together. */
export interface SitePeer {
  host: string;
  port: number;
}

export interface LedgerAsk {
  peer: SitePeer;
  /** Verified pieces, and those that its subnet holds: all of them, or those that came since it asked last. */
  have: readonly PieceRun[];
  whole: boolean;
  /** Pieces that it would like to fetch from the origin at once. */
  want: number;
  /** Peers of which it got nothing. */
  unreachable: readonly SitePeer[];
}

/** Another one, with what it has, and what it is fetching and will send when it is there. */
export interface LedgerHolder extends SitePeer {
  has: PieceRun[];
  coming: PieceRun[];
}

export interface LedgerAnswer {
  /** All that this one fetches from the origin, and nobody else does. */
  lease: PieceRun[];
  holders: LedgerHolder[];
  /** How many pieces the ledger knows it to have; where that is not what it has, all are to be told again. */
  held: number;
  /** Others with whom it shares. */
  others: number;
  /** When it is to ask again at the latest. */
  againMs: number;
}

export interface LedgerOptions {
  pieces: number;
  /** Others that one is told of at once. */
  holders?: number;
  /** Runs of pieces that one is told of each. */
  runs?: number;
  participants?: number;
}

interface Participant {
  readonly id: string;
  peer: SitePeer;
  readonly held: PieceSet;
  /** Leased and not held; and since when. */
  readonly leased: PieceSet;
  readonly leasedMs: Map<number, number>;
  heardMs: number;
  /** When it last got a leased piece, or a lease while it had none. */
  movedMs: number;
  /** Leased pieces a millisecond, of late; undefined before the first. */
  rate: number | undefined;
  /** Leases in a row that it let lapse; it gets one piece at a time until it brings something, and each time later. */
  lapses: number;
  /** No lease before. */
  notBeforeMs: number;
  asks: number;
  readonly unreachable: Set<string>;
}

/** Pieces of the smallest lease: for one alone a request would cost more than it divides. */
const LEAST_LEASE = 2;
/** How often one asks that has something left to get. */
const AGAIN_MS = 700;
/** The same where it has nothing to do until others have fetched theirs. */
const IDLE_MS = 250;
/** Silence after which one that is not complete is taken for gone. */
const GONE_MS = 6000;
/** A complete one stands by for others that long. */
const DONE_MS = 10 * 60_000;
/** A lease that brings nothing for this long goes to somebody else. */
const LAPSE_MS = 8000;
/** And who had it rests, longer each time: others have had their turn by then. */
const REST_MS = 5000;
/** One that is so many times quicker takes over from one that needs so much longer. */
const QUICKER = 3;
const SLOW_MS = 3000;
/** Of more devices than this, one is told only of pieces that are there: places to wait at are few. */
const COMING_FEW = 4;

/**
 * Who of a site fetches which pieces of one blob from the origin. Everybody leases a few at a time, as many as their line
 * fetches in a moment, and gets those of the others by unicast; so the site takes one copy by all its lines together, and a
 * device that is slow or vanishes holds up no more than its lease.
 */
export class Ledger {
  readonly #options: Required<LedgerOptions>;
  readonly #participants = new Map<string, Participant>();

  constructor(options: LedgerOptions) {
    this.#options = { holders: 8, runs: 32, participants: 512, ...options };
  }

  get pieces(): number {
    return this.#options.pieces;
  }

  get participants(): number {
    return this.#participants.size;
  }

  knows(id: string): boolean {
    return this.#participants.has(id);
  }

  /** @returns undefined where there are too many already. @throws RangeError where a run is outside the blob */
  ask(id: string, ask: LedgerAsk, nowMs: number): LedgerAnswer | undefined {
    this.expire(nowMs);
    const one = this.#participant(id, ask, nowMs);
    if (!one) return undefined;
    const passedOver = this.#hear(one, ask, nowMs);
    const others = this.#reachable(one);
    const covered = one.held.copy().addAll(passedOver);
    for (const { held, leased } of others) covered.addAll(held).addAll(leased);
    // Leased while those who have it were away: it comes from them.
    for (const index of [...one.leased])
      if (others.some(({ held }) => held.has(index))) {
        one.leased.delete(index);
        one.leasedMs.delete(index);
      }
    this.#lease(one, covered, Math.min(ask.want, this.#fairShare(covered, others.length)), nowMs);
    if (one.leased.size === 0 && ask.want > 0) this.#takeOver(one, others, nowMs);
    const holders = this.#holders(one, others);
    const isIdle = one.leased.size === 0 && !one.held.isFull;
    return {
      lease: one.leased.runs(),
      holders,
      held: one.held.size,
      others: others.length,
      againMs: isIdle ? IDLE_MS : AGAIN_MS,
    };
  }

  /** It has gone on purpose. */
  leave(id: string): void {
    this.#participants.delete(id);
  }

  /** Lets go of who is silent, and of leases that bring nothing. */
  expire(nowMs: number): void {
    for (const [id, one] of this.#participants) {
      const silentMs = nowMs - one.heardMs;
      if (silentMs >= (one.held.isFull ? DONE_MS : GONE_MS)) this.#participants.delete(id);
      else if (one.leased.size > 0 && nowMs - one.movedMs >= LAPSE_MS) {
        one.leased.clear();
        one.leasedMs.clear();
        one.lapses = Math.min(one.lapses + 1, 4);
        one.notBeforeMs = nowMs + REST_MS * one.lapses;
      }
    }
  }

  #participant(id: string, { peer }: LedgerAsk, nowMs: number): Participant | undefined {
    const known = this.#participants.get(id);
    if (known) return known;
    if (this.#participants.size >= this.#options.participants) return undefined;
    const { pieces } = this.#options;
    const one: Participant = {
      id,
      peer,
      held: new PieceSet(pieces),
      leased: new PieceSet(pieces),
      leasedMs: new Map(),
      heardMs: nowMs,
      movedMs: nowMs,
      rate: undefined,
      lapses: 0,
      notBeforeMs: 0,
      asks: 0,
      unreachable: new Set(),
    };
    this.#participants.set(id, one);
    return one;
  }

  /** @returns what it had leased and has to leave to others for now */
  #hear(one: Participant, { peer, have, whole, unreachable }: LedgerAsk, nowMs: number): PieceSet {
    const told = PieceSet.fromRuns(this.#options.pieces, have);
    const brought = told.copy().keepOnly(one.leased).size;
    if (one.leased.size > 0 && nowMs > one.heardMs) {
      const rate = brought / (nowMs - one.heardMs);
      one.rate = one.rate === undefined ? rate : (one.rate + rate) / 2;
    }
    one.peer = peer;
    one.heardMs = nowMs;
    // What was evicted, or lies on another disk now, is not to be had any more.
    if (whole) one.held.clear();
    let latestMs = Number.NEGATIVE_INFINITY;
    for (const index of told) {
      one.held.add(index);
      if (!one.leased.delete(index)) continue;
      latestMs = Math.max(latestMs, one.leasedMs.get(index)!);
      one.leasedMs.delete(index);
      one.movedMs = nowMs;
      one.lapses = 0;
    }
    // Passed over again and again for others that were leased later: somebody may be waiting for it.
    const passedOver = new PieceSet(this.#options.pieces);
    for (const [index, atMs] of one.leasedMs)
      if (atMs < latestMs && nowMs - atMs >= LAPSE_MS) {
        one.leased.delete(index);
        one.leasedMs.delete(index);
        passedOver.add(index);
      }
    one.unreachable.clear();
    for (const each of unreachable) one.unreachable.add(nameOf(each));
    return passedOver;
  }

  #reachable(one: Participant): Participant[] {
    const { unreachable } = one;
    return [...this.#participants.values()].filter((other) => other !== one && !unreachable.has(nameOf(other.peer)));
  }

  /** Smaller towards the end, so that all end together. */
  #fairShare(covered: PieceSet, others: number): number {
    if (others === 0) return Number.POSITIVE_INFINITY;
    return Math.max(LEAST_LEASE, Math.ceil((covered.count - covered.size) / (2 * (others + 1))));
  }

  /** More for one that has less than it wants; nobody whom it reaches has it or is fetching it. */
  #lease(one: Participant, covered: PieceSet, want: number, nowMs: number): void {
    if (nowMs < one.notBeforeMs) return;
    const most = one.lapses > 0 ? Math.min(want, 1) : want;
    if (one.leased.size === 0) one.movedMs = nowMs;
    const free = covered.addAll(one.leased).missing();
    for (let index = free.next(); index !== undefined && one.leased.size < most; index = free.next(index + 1)) {
      one.leased.add(index);
      one.leasedMs.set(index, nowMs);
    }
  }

  /** Nothing is left to lease: a part of what one that is far slower has still to begin with. */
  #takeOver(one: Participant, others: readonly Participant[], nowMs: number): void {
    const { rate = 0 } = one;
    const leftMs = (other: Participant) => other.leased.size / (other.rate ?? Number.POSITIVE_INFINITY);
    const slow = others.filter(
      (other) => other.leased.size > 1 && leftMs(other) >= SLOW_MS && rate > QUICKER * (other.rate ?? rate),
    );
    const slowest = slow.sort((a, b) => leftMs(b) - leftMs(a))[0];
    if (!slowest) return;
    const all = [...slowest.leased].filter((index) => !one.held.has(index));
    const keeps = Math.max(1, Math.ceil((all.length * slowest.rate!) / (slowest.rate! + rate)));
    for (const index of all.slice(keeps)) {
      slowest.leased.delete(index);
      slowest.leasedMs.delete(index);
      one.leased.add(index);
      one.leasedMs.set(index, nowMs);
    }
    one.movedMs = nowMs;
  }

  #holders(one: Participant, others: readonly Participant[]): LedgerHolder[] {
    const { runs } = this.#options;
    const isFew = this.#participants.size <= COMING_FEW;
    const lacking = one.held.copy().addAll(one.leased).missing();
    // Others for each, and others each time: so everybody's pieces go round, and nobody is asked by all.
    const turn = Math.imul(one.asks++, 0x9e3779b9);
    const order = (other: Participant) => (numberOf(one.id, other.id) + turn) >>> 0;
    const sorted = isFew ? others : [...others].sort((a, b) => order(a) - order(b));
    const told = sorted.flatMap((other) => {
      const has = lacking.copy().keepOnly(other.held).runs(runs);
      const coming = isFew ? lacking.copy().keepOnly(other.leased).deleteAll(other.held).runs(runs) : [];
      return has.length + coming.length === 0 ? [] : [{ ...other.peer, has, coming }];
    });
    return told.slice(0, this.#options.holders);
  }
}

function nameOf({ host, port }: SitePeer): string {
  return `${host}|${port}`;
}

/** FNV-1a over both names: spread, not secret. */
function numberOf(a: string, b: string): number {
  let hash = 0x811c9dc5;
  for (const char of `${a}\n${b}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
