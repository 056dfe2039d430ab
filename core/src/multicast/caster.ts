import { LIMITS } from "@shoal/protocol/limits";
import type { Mark, Nack } from "@shoal/protocol/multicast/messages";
import { PieceSet } from "../content/piece-set.ts";
import { indicesOf, symbolsOf } from "./block-size.ts";

interface CastBlock {
  k: number;
  /** Indices below were sent. */
  sent: number;
  /** Indices below were or will be sent. */
  planned: number;
  nacked: boolean;
}

/** Finished blocks that every mark tells of again, because marks are lost too. */
const MARKED_AGAIN = 16;
/** Parity that goes out unasked is at most this share of a block. */
const AHEAD_SHARE = 0.1;
/** How much one block's need moves the mean of all. */
const GAIN = 0.1;

/**
 * What a representative casts next: repairs first, then the block that is under way, then the next piece that somebody
 * lacks. It knows blocks and indices, no bytes.
 */
export class Caster {
  readonly #sizeBytes: number;
  readonly #blocks = new Map<number, CastBlock>();
  readonly #queue: PieceSet;
  readonly #repairs = new Set<number>();
  #again: { block: number; index: number }[] = [];
  #current: number | undefined;
  #cursor = 0;
  #changed = new Set<number>();
  #recent: number[] = [];
  #meanNeed = 0;
  #deviation = 0;
  /** Symbols handed out since the beginning. */
  symbols = 0;
  /** Everything that is to be cast is here: what is cast last is what all wait for. */
  isEnding = false;

  constructor(sizeBytes: number, pieces: number) {
    this.#sizeBytes = sizeBytes;
    this.#queue = new PieceSet(pieces);
  }

  /** To be cast whole, once, unless it was already. */
  add(block: number): void {
    if (!this.#blocks.has(block)) this.#queue.add(block);
  }

  /** To be cast whole although it was before: parity that nobody has seen yet serves as well as the piece itself. */
  addAgain(block: number): void {
    const known = this.#blocks.get(block);
    if (!known) return this.add(block);
    if (known.planned + known.k > indicesOf(known.k)) {
      this.#blocks.delete(block);
      this.#repairs.delete(block);
      this.#queue.add(block);
    } else this.#plan(block, known, known.k);
  }

  /** Nothing more of it goes out. */
  clear(): void {
    this.#queue.clear();
    this.#repairs.clear();
    this.#again = [];
    this.#current = undefined;
    this.#changed.clear();
  }

  wasCast(block: number): boolean {
    return this.#blocks.has(block);
  }

  get isIdle(): boolean {
    return (
      this.#again.length === 0 && this.#repairs.size === 0 && this.#current === undefined && this.#queue.size === 0
    );
  }

  /** Symbols that are still to go out. */
  get backlog(): number {
    let symbols = this.#again.length + this.#queue.size * (LIMITS.pieceBytes / LIMITS.symbolBytes);
    for (const block of this.#repairs) symbols += this.#left(block);
    return this.#current === undefined ? symbols : symbols + this.#left(this.#current);
  }

  #left(block: number): number {
    const { sent, planned } = this.#blocks.get(block)!;
    return planned - sent;
  }

  /**
   * Parity to send unasked, from what was asked for before: what nearly every block needs, so that little goes out in vain; with the
   * last one, what hardly a block needs more of, because to ask for it would take longer than to send it.
   */
  get #ahead(): number {
    if (this.isEnding && this.#queue.size === 0) return Math.ceil(this.#meanNeed + 2 * this.#deviation);
    return Math.max(0, Math.floor(this.#meanNeed - this.#deviation));
  }

  next(): { block: number; index: number } | undefined {
    const found = this.#again.shift() ?? this.#repair() ?? this.#fresh();
    if (found) this.symbols++;
    return found;
  }

  refused(block: number, index: number): void {
    this.symbols--;
    this.#again.push({ block, index });
  }

  /** @returns whether something was planned that a mark should tell of. */
  nack(entries: Nack["blocks"], has: (block: number) => boolean): boolean {
    let planned = false;
    for (const { block, need, known } of entries) {
      const cast = this.#blocks.get(block);
      if (!cast) {
        // Begun by another before; it comes whole.
        if (has(block)) this.#queue.add(block);
        continue;
      }
      if (block === this.#current) continue;
      cast.nacked = true;
      const underWay = Math.max(0, cast.planned - known);
      // All of it was sent: the end of the block was lost, and the mark that told of it.
      if (underWay > 0 && cast.sent === cast.planned) {
        this.#changed.add(block);
        planned = true;
      }
      const more = Math.min(need - underWay, indicesOf(cast.k) - cast.planned);
      if (more <= 0) continue;
      this.#plan(block, cast, more);
      planned = true;
    }
    return planned;
  }

  get hasMarks(): boolean {
    return this.#changed.size > 0;
  }

  /** What the next mark says: what changed, and the last blocks again. */
  marks(): Mark["blocks"] {
    const blocks = [...new Set([...this.#changed, ...this.#recent])].slice(0, LIMITS.markBlocks);
    this.#changed.clear();
    return blocks.flatMap((block) => {
      const cast = this.#blocks.get(block);
      return cast ? [{ block, sent: cast.sent, planned: cast.planned }] : [];
    });
  }

  #plan(block: number, cast: CastBlock, more: number): void {
    cast.planned += more;
    this.#repairs.add(block);
    this.#changed.add(block);
  }

  #repair(): { block: number; index: number } | undefined {
    for (const block of this.#repairs) {
      const cast = this.#blocks.get(block)!;
      const index = cast.sent++;
      if (cast.sent >= cast.planned) {
        this.#repairs.delete(block);
        this.#finished(block);
      }
      return { block, index };
    }
    return undefined;
  }

  #fresh(): { block: number; index: number } | undefined {
    if (this.#current === undefined) {
      const block = this.#queue.next(this.#cursor) ?? this.#queue.next(0);
      if (block === undefined) return undefined;
      this.#queue.delete(block);
      this.#cursor = block + 1;
      this.#current = block;
      const k = symbolsOf(block, this.#sizeBytes);
      const ahead = Math.min(Math.round((this.#ahead * k) / 128), Math.floor(k * AHEAD_SHARE));
      this.#blocks.set(block, { k, sent: 0, planned: k + ahead, nacked: false });
    }
    const block = this.#current;
    const cast = this.#blocks.get(block)!;
    const index = cast.sent++;
    if (cast.sent >= cast.planned) {
      this.#current = undefined;
      this.#finished(block);
      this.#learn();
    }
    return { block, index };
  }

  #finished(block: number): void {
    this.#changed.add(block);
    const at = this.#recent.indexOf(block);
    if (at >= 0) this.#recent.splice(at, 1);
    this.#recent.unshift(block);
    if (this.#recent.length > MARKED_AGAIN) this.#recent.pop();
  }

  /** From a block that was finished a while ago: what it needed besides its own symbols. */
  #learn(): void {
    const block = this.#recent[Math.min(8, this.#recent.length - 1)];
    const cast = block === undefined ? undefined : this.#blocks.get(block);
    if (!cast || this.#recent.length <= 8) return;
    // A block that nobody asked for had enough, and perhaps more than enough.
    const need = ((cast.planned - cast.k - (cast.nacked ? 0 : 1)) * 128) / cast.k;
    const off = Math.max(0, need) - this.#meanNeed;
    this.#meanNeed += GAIN * off;
    this.#deviation += GAIN * (Math.abs(off) - this.#deviation);
  }
}
