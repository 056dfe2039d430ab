import { LIMITS } from "@shoal/protocol/limits";
import { splitRuns } from "../content/byte-range.ts";
import { type PieceRun, PieceSet } from "../content/piece-set.ts";
import type { Machine } from "../machine.ts";
import { type Random, seededRandom } from "../random/seeded.ts";
import { type Peer, PeerBook } from "./peer-book.ts";

export type PeersInput =
  /** A peer is there and has these pieces, all within the blob; said again as it gets more. */
  | { type: "peer"; peer: string; runs: readonly PieceRun[] }
  /** It has left. */
  | { type: "gone"; peer: string }
  /** A piece is here, from wherever; `ok` false: what came for that request was something else. */
  | { type: "piece"; index: number; request?: number; ok: boolean }
  /** `missing`: it sent what it has of the run. */
  | { type: "request-ended"; request: number; outcome: "done" | "cut" | "missing"; retryAfterMs?: number }
  | { type: "tick" };

export type PeersOutput =
  | { type: "request"; request: number; peer: string; run: PieceRun }
  | { type: "abort"; request: number; why: string }
  /** Everything is here; nothing follows. */
  | { type: "done" }
  /** No peer is left that has anything that is missing; a peer that comes later makes it go on. */
  | { type: "nobody" };

export interface PeersOptions {
  pieces: number;
  /** Pieces that are here and were verified. */
  have: Iterable<number>;
  /** Requests at once: to one peer, and to all together. */
  perPeer: number;
  parallel: number;
  seed: number;
  /** Pieces in one request. */
  runPieces?: number;
  /** A request that brings no piece for this long is given to another. */
  pieceMs?: number;
}

interface Request {
  peer: Peer;
  run: PieceRun;
  /** When it was asked, or its last piece came. */
  heardMs: number;
}

/** A peer that is so many times quicker takes over, at the end, what a slow one has still to send. */
const QUICKER = 4;
/** Where a slow one needs less than this for the rest, it may finish; and it rests so long where it does not. */
const SLOW_MS = 2000;

/**
 * Chooses which pieces to ask which peer for: the rarest first, each peer its share, a peer that failed later, one that sent
 * wrong bytes never again. A piece is asked for once at a time, and only of a peer that has it.
 */
export class PeerChooser implements Machine<PeersInput, PeersOutput> {
  readonly #options: Required<Omit<PeersOptions, "have" | "seed">>;
  readonly #have: PieceSet;
  /** Those that are here, and those that are on their way. */
  readonly #asked: PieceSet;
  readonly #book: PeerBook;
  readonly #requests = new Map<number, Request>();
  readonly #random: Random;
  #nextRequest = 1;
  #nowMs = 0;
  #end: "done" | "nobody" | undefined;

  constructor(options: PeersOptions) {
    this.#options = { runPieces: LIMITS.peerRunPieces, pieceMs: LIMITS.peerTakeMs, ...options };
    this.#have = new PieceSet(options.pieces);
    for (const index of options.have) this.#have.add(index);
    this.#asked = this.#have.copy();
    this.#random = seededRandom(options.seed);
    this.#book = new PeerBook(options.pieces, this.#random);
  }

  missing(): PieceSet {
    return this.#have.missing();
  }

  deadlineMs(): number | undefined {
    if (this.#end) return undefined;
    const silent = [...this.#requests.values()].map(({ heardMs }) => heardMs + this.#options.pieceMs);
    const resting = this.#book.usable.map((peer) => peer.notBeforeMs).filter((atMs) => atMs > this.#nowMs);
    const late = this.#late()?.atMs;
    const all = [...silent, ...resting, ...(late === undefined ? [] : [late])];
    return all.length === 0 ? undefined : Math.min(...all);
  }

  handle(input: PeersInput, nowMs: number): PeersOutput[] {
    if (this.#end === "done") return [];
    this.#nowMs = nowMs;
    const outputs: PeersOutput[] = [];
    switch (input.type) {
      case "peer":
        this.#book.set(input.peer, input.runs);
        break;
      case "gone":
        this.#gone(input.peer, outputs);
        break;
      case "piece":
        this.#piece(input, outputs);
        break;
      case "request-ended":
        this.#ended(input);
        break;
      case "tick":
        break;
    }
    if (this.#have.isFull) {
      this.#abortAll(() => true, "all pieces are here", outputs);
      this.#end = "done";
      return [...outputs, { type: "done" }];
    }
    this.#giveUpSilent(outputs);
    this.#ask(outputs);
    this.#takeOver(outputs);
    return [...outputs, ...this.#nobody()];
  }

  #gone(name: string, outputs: PeersOutput[]): void {
    const peer = this.#book.find(name);
    if (!peer) return;
    this.#abortAll((request) => request.peer === peer, "the peer has left", outputs);
    this.#book.drop(peer);
  }

  #piece({ index, request: id, ok }: Extract<PeersInput, { type: "piece" }>, outputs: PeersOutput[]): void {
    const request = id === undefined ? undefined : this.#requests.get(id);
    if (!ok) {
      if (!request) return;
      this.#book.leave(request.peer, "wrong");
      this.#abortAll(({ peer }) => peer === request.peer, "it sent wrong bytes", outputs);
      return;
    }
    this.#have.add(index);
    this.#asked.add(index);
    if (request) {
      this.#book.brought(request.peer, this.#nowMs - request.heardMs);
      request.heardMs = this.#nowMs;
    }
    const passed = (each: Request) =>
      each !== request && contains(each.run, index) && this.#lacking(each.run).length === 0;
    this.#abortAll(passed, "its pieces came from elsewhere", outputs);
  }

  #ended({ request: id, outcome, retryAfterMs }: Extract<PeersInput, { type: "request-ended" }>): void {
    const request = this.#requests.get(id);
    if (!request) return;
    const { peer, run } = request;
    const lacking = this.#lacking(run);
    this.#giveBack(id, request);
    if (outcome === "missing") this.#book.lacks(peer, lacking);
    // A peer that has less than it said may have lost some; one that has nothing of it is asked later for something else.
    const failed = outcome === "missing" ? lacking.length === run[1] : lacking.length > 0;
    if (failed) this.#book.failed(peer, this.#nowMs, retryAfterMs);
  }

  #giveUpSilent(outputs: PeersOutput[]): void {
    for (const [id, request] of this.#requests) {
      if (this.#nowMs < request.heardMs + this.#options.pieceMs) continue;
      this.#giveBack(id, request);
      this.#book.failed(request.peer, this.#nowMs);
      outputs.push({ type: "abort", request: id, why: "no piece came" });
    }
  }

  #ask(outputs: PeersOutput[]): void {
    if (this.#asked.isFull || this.#requests.size >= this.#options.parallel) return;
    const unasked = this.#asked.missing();
    const ready = this.#book.usable
      .filter((peer) => peer.notBeforeMs <= this.#nowMs)
      .map((peer) => ({ peer, chance: this.#random() }));
    while (unasked.size > 0 && this.#requests.size < this.#options.parallel) {
      const free = ready
        .filter(({ peer }) => peer.busy < this.#options.perPeer)
        .sort((a, b) => a.peer.busy - b.peer.busy || a.peer.failures - b.peer.failures || a.chance - b.chance);
      const places = free.reduce((sum, { peer }) => sum + this.#options.perPeer - peer.busy, 0);
      const share = Math.ceil(unasked.size / Math.min(places, this.#options.parallel - this.#requests.size));
      const most = Math.min(share, this.#options.runPieces);
      const found = first(free, ({ peer }) => {
        const run = this.#rarest(peer, unasked, most);
        return run && { peer, run };
      });
      if (!found) return;
      for (const index of indicesOf(found.run)) {
        unasked.delete(index);
        this.#asked.add(index);
      }
      const id = this.#nextRequest++;
      found.peer.busy++;
      this.#requests.set(id, { ...found, heardMs: this.#nowMs });
      outputs.push({ type: "request", request: id, peer: found.peer.name, run: found.run });
    }
  }

  /**
   * A run that begins with one of the pieces that fewest have, among those that this peer can give; by chance, so that
   * devices that fetch at the same time soon have different ones for each other.
   */
  #rarest(peer: Peer, unasked: PieceSet, most: number): PieceRun | undefined {
    let least = Number.POSITIVE_INFINITY;
    let rare = new PieceSet(unasked.count);
    for (const index of unasked) {
      if (!peer.has.has(index)) continue;
      const copies = this.#book.copies(index);
      if (copies < least) rare = new PieceSet(unasked.count);
      least = Math.min(least, copies);
      if (copies === least) rare.add(index);
    }
    const runs = splitRuns(rare.runs(), most);
    const run = runs[Math.floor(this.#random() * runs.length)];
    if (!run) return undefined;
    let end = run[0] + run[1];
    while (end < run[0] + most && unasked.has(end) && peer.has.has(end)) end++;
    return [run[0], end - run[0]];
  }

  /** When everything is on its way and somebody quick has nothing to do, the slowest need not be waited for. */
  #takeOver(outputs: PeersOutput[]): void {
    const late = this.#late();
    if (!late || late.atMs > this.#nowMs) return;
    const request = this.#requests.get(late.id)!;
    this.#giveBack(late.id, request);
    this.#book.rest(request.peer, this.#nowMs + SLOW_MS);
    outputs.push({ type: "abort", request: late.id, why: "another peer is quicker" });
    this.#ask(outputs);
  }

  /** The request that another peer would end sooner, and when that is sure. */
  #late(): { id: number; atMs: number } | undefined {
    if (!this.#asked.isFull) return undefined;
    const idle = this.#book.usable.filter((peer) => peer.busy === 0 && peer.pieceMs !== undefined);
    let latest: { id: number; atMs: number } | undefined;
    for (const [id, { peer, run, heardMs }] of idle.length > 0 ? this.#requests : []) {
      const lacking = this.#lacking(run);
      for (const other of idle) {
        if (!lacking.some((index) => other.has.has(index))) continue;
        const slowMs = Math.max(QUICKER * other.pieceMs!, SLOW_MS / lacking.length);
        const sinceMs = peer.pieceMs !== undefined && peer.pieceMs >= slowMs ? heardMs : heardMs + slowMs;
        const atMs = Math.max(sinceMs, other.notBeforeMs);
        if (!latest || atMs < latest.atMs) latest = { id, atMs };
      }
    }
    return latest;
  }

  /** Said once, until somebody has something again. */
  #nobody(): PeersOutput[] {
    const before = this.#end;
    this.#end = this.#requests.size > 0 || this.#somebodyHas() ? undefined : "nobody";
    return this.#end && !before ? [{ type: "nobody" }] : [];
  }

  #somebodyHas(): boolean {
    for (const index of this.#have.missing()) if (this.#book.copies(index) > 0) return true;
    return false;
  }

  #lacking(run: PieceRun): number[] {
    return indicesOf(run).filter((index) => !this.#have.has(index));
  }

  /** What a request did not bring may be asked for again. */
  #giveBack(id: number, { peer, run }: Request): void {
    this.#requests.delete(id);
    peer.busy--;
    for (const index of this.#lacking(run)) this.#asked.delete(index);
  }

  #abortAll(which: (request: Request) => boolean, why: string, outputs: PeersOutput[]): void {
    for (const [id, request] of this.#requests) {
      if (!which(request)) continue;
      this.#giveBack(id, request);
      outputs.push({ type: "abort", request: id, why });
    }
  }
}

function indicesOf([first, count]: PieceRun): number[] {
  return Array.from({ length: count }, (_, at) => first + at);
}

function contains([first, count]: PieceRun, index: number): boolean {
  return index >= first && index < first + count;
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
