import type { PeerAddress, Status } from "@shoal/protocol/multicast/messages";
import { type PieceRun, PieceSet } from "../content/piece-set.ts";
import type { MemberId, PieceHolder } from "./messages.ts";

interface Member {
  missing: number;
  lacks: PieceSet;
  address: PeerAddress;
  /** The last round of settling that it answered. */
  round: number;
  heardMs: number;
}

/** A member that was not heard for so long has gone without a word. */
export const MEMBER_LIFE_MS = 60_000;

/** What a representative knows of the devices that follow it. */
export class Members {
  readonly #pieces: number;
  readonly #members = new Map<MemberId, Member>();
  readonly #most: number;

  constructor(pieces: number, most: number) {
    this.#pieces = pieces;
    this.#most = most;
  }

  get size(): number {
    return this.#members.size;
  }

  get incomplete(): number {
    let count = 0;
    for (const member of this.#members.values()) if (member.missing > 0) count++;
    return count;
  }

  /** @param host from which it wrote: a member does not say its own address */
  status(id: MemberId, host: string, status: Status, round: number, nowMs: number): void {
    if (status.state === "left") return void this.#members.delete(id);
    if (!this.#members.has(id) && this.#members.size >= this.#most) return;
    const address = { host, port: status.peerPort };
    this.#members.set(id, { missing: status.missing, lacks: this.#lacksOf(status), address, round, heardMs: nowMs });
  }

  /** Heard of in another way. */
  heard(id: MemberId, nowMs: number): void {
    const member = this.#members.get(id);
    if (member) member.heardMs = nowMs;
  }

  forget(id: MemberId): void {
    this.#members.delete(id);
  }

  /** @returns those that were forgotten */
  forgetSilent(nowMs: number): MemberId[] {
    const silent = [...this.#members].filter(([, { heardMs }]) => nowMs - heardMs > MEMBER_LIFE_MS).map(([id]) => id);
    for (const id of silent) this.#members.delete(id);
    return silent;
  }

  lacksOf(id: MemberId): PieceSet | undefined {
    return this.#members.get(id)?.lacks;
  }

  /** Pieces that this many members at least lack. */
  lackedBy(least: number): PieceSet {
    const counts = new Uint16Array(this.#pieces);
    for (const { lacks, missing } of this.#members.values())
      if (missing > 0) for (const piece of lacks) counts[piece]!++;
    const found = new PieceSet(this.#pieces);
    for (let piece = 0; piece < counts.length; piece++) if (counts[piece]! >= least) found.add(piece);
    return found;
  }

  /** Members that have some of `wanted`, and what: those with most first. */
  holdersOf(wanted: PieceSet, limit: number): PieceHolder[] {
    const holders: { address: PeerAddress; has: PieceRun[]; size: number }[] = [];
    for (const { lacks, address } of this.#members.values()) {
      if (address.port === 0) continue;
      const has = new PieceSet(this.#pieces);
      for (const piece of wanted) if (!lacks.has(piece)) has.add(piece);
      if (has.size > 0) holders.push({ address, has: has.runs(), size: has.size });
    }
    holders.sort((a, b) => b.size - a.size);
    return holders.slice(0, limit).map(({ address, has }) => ({ address, has }));
  }

  /** Addresses of members that have everything, `limit` of them, beginning at the `turn`-th. */
  complete(limit: number, turn: number): PeerAddress[] {
    const all = [...this.#members.values()]
      .filter(({ missing, address }) => missing === 0 && address.port !== 0)
      .map(({ address }) => address);
    const from = all.length === 0 ? 0 : turn % all.length;
    return [...all.slice(from), ...all.slice(0, from)].slice(0, limit);
  }

  #lacksOf({ lacks, missing }: Status): PieceSet {
    const set = new PieceSet(this.#pieces);
    let last = 0;
    for (const [first, count] of lacks) {
      if (first + count > this.#pieces) continue;
      set.addRun(first, count);
      last = Math.max(last, first + count);
    }
    // More than went into the message: whatever lies behind is taken for lacking too.
    if (set.size < missing && last < this.#pieces) set.addRun(last, this.#pieces - last);
    return set;
  }
}
