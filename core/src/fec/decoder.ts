import { blockBytes, isIndex } from "./block-shape.ts";
import { coefficient, MAX_PARITIES } from "./cauchy.ts";
import type { Kernel } from "./kernel.ts";
import { solve } from "./solve.ts";

/** What a slot of the block holds: nothing, its own symbol, or (from PARITY on) parity symbol 0, 1, … */
const EMPTY = 0;
const SOURCE = 1;
const PARITY = 2;

/**
 * Collects the symbols of a block, in any order, and rebuilds the lost ones. Memory is one block, whatever comes:
 * source symbols go straight to their place, parity symbols into the places of symbols that are not there (yet).
 */
export class BlockDecoder {
  readonly #kernel: Kernel;
  readonly #symbolBytes: number;
  readonly #at: number;
  readonly #block: Uint8Array;
  readonly #slots: Uint8Array;
  readonly #parities = new Uint8Array(MAX_PARITIES);
  readonly #lost: Uint8Array;
  #k: number;
  #missing: number;
  #rebuilt = 0;

  /** For blocks of up to k symbols, at first of k. @throws RangeError as memoryBytes does, or when the kernel's is used up */
  constructor(kernel: Kernel, k: number, symbolBytes: number) {
    const sizeBytes = BlockDecoder.memoryBytes(k, symbolBytes);
    this.#kernel = kernel;
    this.#symbolBytes = symbolBytes;
    this.#at = kernel.allocate(sizeBytes);
    this.#block = kernel.bytes.subarray(this.#at, this.#at + sizeBytes);
    this.#slots = new Uint8Array(k);
    this.#lost = new Uint8Array(k);
    this.#k = k;
    this.#missing = k;
  }

  /** What a decoder takes of its kernel's memory. @throws RangeError where there is no such block */
  static memoryBytes(k: number, symbolBytes: number): number {
    return blockBytes(k, symbolBytes);
  }

  /** Forgets the block, for another of k symbols. @throws RangeError for more than the decoder was made for, or none */
  reset(k: number): void {
    if (!isIndex(k - 1, this.#slots.length)) throw new RangeError(`no block of ${k} symbols`);
    this.#slots.fill(EMPTY);
    this.#parities.fill(0);
    this.#k = k;
    this.#missing = k;
    this.#rebuilt = 0;
  }

  /** Source symbols that decoding has had to compute, because they did not come. */
  get rebuilt(): number {
    return this.#rebuilt;
  }

  /** How many more symbols, of whichever kind, it takes to decode. */
  get missing(): number {
    return this.#missing;
  }

  /**
   * Takes a copy of a source symbol; the last of the block may be short. When nothing is missing any more it replaces
   * the parity symbol in its place, which is less to rebuild. False when it is there already, when there is
   * no such index, or when the length is wrong.
   */
  addSource(index: number, bytes: Uint8Array): boolean {
    if (!isIndex(index, this.#k) || this.#slots[index] === SOURCE) return false;
    const short = index === this.#k - 1 && bytes.length > 0 && bytes.length < this.#symbolBytes;
    if (!short && bytes.length !== this.#symbolBytes) return false;
    if (this.#missing > 0) {
      if (this.#slots[index] !== EMPTY) this.#moveParity(index);
      this.#missing--;
    }
    const at = index * this.#symbolBytes;
    this.#block.set(bytes, at);
    if (short) this.#block.fill(0, at + bytes.length, at + this.#symbolBytes);
    this.#slots[index] = SOURCE;
    return true;
  }

  /**
   * Takes a copy of a parity symbol. False when it came already, when nothing is missing, when there is no such index,
   * or when the length is wrong.
   */
  addParity(index: number, bytes: Uint8Array): boolean {
    if (!isIndex(index, MAX_PARITIES) || this.#parities[index] || this.#missing === 0) return false;
    if (bytes.length !== this.#symbolBytes) return false;
    const slot = this.#slots.indexOf(EMPTY);
    this.#block.set(bytes, slot * this.#symbolBytes);
    this.#slots[slot] = PARITY + index;
    this.#parities[index] = 1;
    this.#missing--;
    return true;
  }

  /**
   * The block, its last symbol with the zeros it was filled up with; undefined while symbols are missing. It is the
   * decoder's own memory: valid until the next reset, and to be copied for another thread.
   */
  decode(): Uint8Array | undefined {
    if (this.#missing > 0) return undefined;
    const lost = this.#lostSlots();
    if (lost.length > 0) this.#rebuild(lost);
    return this.#block.subarray(0, this.#k * this.#symbolBytes);
  }

  /** Out of the way of the symbol whose place it is. */
  #moveParity(slot: number): void {
    const empty = this.#slots.indexOf(EMPTY);
    const from = slot * this.#symbolBytes;
    this.#block.copyWithin(empty * this.#symbolBytes, from, from + this.#symbolBytes);
    this.#slots[empty] = this.#slots[slot]!;
  }

  #lostSlots(): Uint8Array {
    let count = 0;
    for (let slot = 0; slot < this.#k; slot++) if (this.#slots[slot] !== SOURCE) this.#lost[count++] = slot;
    return this.#lost.subarray(0, count);
  }

  /**
   * Each lost slot holds a parity symbol: the sum of all source symbols times their coefficients. Without the sources
   * that are there it is a sum of lost ones only: as many equations as lost symbols, each in the place of its solution.
   */
  #rebuild(lost: Uint8Array): void {
    const bytes = this.#symbolBytes;
    for (let source = 0; source < this.#k; source++) {
      if (this.#slots[source] !== SOURCE) continue;
      for (const slot of lost)
        this.#kernel.multiplyAdd(this.#place(slot), this.#place(source), bytes, this.#coefficient(slot, source));
    }
    const rows = new Uint8Array(lost.length ** 2);
    for (let row = 0, at = 0; row < lost.length; row++)
      for (let column = 0; column < lost.length; column++) rows[at++] = this.#coefficient(lost[row]!, lost[column]!);
    solve(rows, lost.length, (to, from, factor) =>
      this.#kernel.multiplyAdd(this.#place(lost[to]!), this.#place(lost[from]!), bytes, factor),
    );
    for (const slot of lost) this.#slots[slot] = SOURCE;
    this.#rebuilt += lost.length;
  }

  #place(slot: number): number {
    return this.#at + slot * this.#symbolBytes;
  }

  /** Of a source symbol in the parity symbol that a slot holds. */
  #coefficient(slot: number, source: number): number {
    return coefficient(this.#slots[slot]! - PARITY, source);
  }
}
