import { LIMITS } from "@shoal/protocol/limits";
import { type PieceRun, PieceSet } from "../content/piece-set.ts";
import type { Random } from "../random/seeded.ts";

const BACKOFF_FIRST_MS = 1000;
const BACKOFF_LAST_MS = 60_000;

/** One peer as a fetch knows it. */
export interface Peer {
  readonly name: string;
  has: PieceSet;
  /** Requests that it has under way. */
  busy: number;
  /** In a row, without a piece between them. */
  failures: number;
  /** Not to be asked before. */
  notBeforeMs: number;
  /** Milliseconds that a piece took of late; undefined before the first, and the first after a failure. */
  pieceMs: number | undefined;
  /** Why it is asked no more: it sent wrong bytes, or nothing too often. */
  left?: "wrong" | "failing";
}

/** Who has what, how often each piece is there, and who is to be left alone for how long. */
export class PeerBook {
  readonly #pieces: number;
  readonly #random: Random;
  readonly #peers = new Map<string, Peer>();
  readonly #copies: Uint16Array;

  constructor(pieces: number, random: Random) {
    this.#pieces = pieces;
    this.#random = random;
    this.#copies = new Uint16Array(pieces);
  }

  /** Those that may be asked, now or later. */
  get usable(): Peer[] {
    return [...this.#peers.values()].filter((peer) => !peer.left);
  }

  find(name: string): Peer | undefined {
    return this.#peers.get(name);
  }

  /** How many usable peers have it. */
  copies(index: number): number {
    return this.#copies[index]!;
  }

  /**
   * What a peer has now. One that is left alone stays so; of more than `LIMITS.peersKnown` the later ones are not taken.
   * @throws RangeError where a run is outside the blob
   */
  set(name: string, runs: readonly PieceRun[]): void {
    const has = PieceSet.fromRuns(this.#pieces, runs);
    const peer = this.#peers.get(name);
    if (peer?.left) return;
    if (!peer && this.#peers.size >= LIMITS.peersKnown) return;
    if (peer) this.#count(peer.has, -1);
    this.#count(has, 1);
    if (peer) peer.has = has;
    else this.#peers.set(name, { name, has, busy: 0, failures: 0, notBeforeMs: 0, pieceMs: undefined });
  }

  /** It does not have these after all. */
  lacks(peer: Peer, indices: readonly number[]): void {
    for (const index of indices) if (peer.has.delete(index) && !peer.left) this.#copies[index]!--;
  }

  brought(peer: Peer, tookMs: number): void {
    peer.failures = 0;
    peer.pieceMs = peer.pieceMs === undefined ? tookMs : (3 * peer.pieceMs + tookMs) / 4;
  }

  /** Later again, unless it fails too often. Half of the wait is chance, so that a subnet does not come back as one. */
  failed(peer: Peer, nowMs: number, atLeastMs = 0): void {
    const fullMs = Math.min(BACKOFF_FIRST_MS * 2 ** peer.failures, BACKOFF_LAST_MS);
    this.rest(peer, nowMs + Math.max(atLeastMs, fullMs / 2) + (fullMs / 2) * this.#random());
    peer.pieceMs = undefined;
    if (++peer.failures >= LIMITS.peerAttempts) this.leave(peer, "failing");
  }

  /** Not to be asked before; what it said earlier holds too. */
  rest(peer: Peer, untilMs: number): void {
    peer.notBeforeMs = Math.max(peer.notBeforeMs, untilMs);
  }

  /** Asked no more in this fetch. */
  leave(peer: Peer, why: "wrong" | "failing"): void {
    if (!peer.left) this.#count(peer.has, -1);
    peer.left = why;
  }

  /** It has gone; it may come back. One that is left alone is remembered. */
  drop(peer: Peer): void {
    if (peer.left) return;
    this.#count(peer.has, -1);
    this.#peers.delete(peer.name);
  }

  #count(has: PieceSet, by: number): void {
    for (const index of has) this.#copies[index]! += by;
  }
}
