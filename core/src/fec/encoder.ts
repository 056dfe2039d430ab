import { blockBytes, isIndex } from "./block-shape.ts";
import { coefficient, MAX_PARITIES } from "./cauchy.ts";
import type { Kernel } from "./kernel.ts";

/** Makes parity symbols of a block, each when it is asked for. One block at a time, in the same memory. */
export class BlockEncoder {
  readonly #kernel: Kernel;
  readonly #symbolBytes: number;
  readonly #at: number;
  readonly #block: Uint8Array;
  readonly #sumAt: number;
  readonly #sum: Uint8Array;
  #k = 0;

  /** For blocks of up to k symbols. @throws RangeError as memoryBytes does, or when the kernel has too little memory */
  constructor(kernel: Kernel, k: number, symbolBytes: number) {
    this.#kernel = kernel;
    this.#symbolBytes = symbolBytes;
    this.#at = kernel.allocate(BlockEncoder.memoryBytes(k, symbolBytes));
    this.#sumAt = this.#at + k * symbolBytes;
    this.#block = kernel.bytes.subarray(this.#at, this.#sumAt);
    this.#sum = kernel.bytes.subarray(this.#sumAt, this.#sumAt + symbolBytes);
  }

  /** What an encoder takes of its kernel's memory. @throws RangeError where there is no such block */
  static memoryBytes(k: number, symbolBytes: number): number {
    return blockBytes(k, symbolBytes) + symbolBytes;
  }

  /** Source symbols of the block that was loaded; 0 before. */
  get k(): number {
    return this.#k;
  }

  /** The block is copied, its last symbol filled up with zeros. @throws RangeError for an empty or too long one */
  load(bytes: Uint8Array): void {
    if (bytes.length === 0 || bytes.length > this.#block.length)
      throw new RangeError(`a block of ${bytes.length} bytes, not 1 to ${this.#block.length}`);
    this.#k = Math.ceil(bytes.length / this.#symbolBytes);
    this.#block.set(bytes);
    this.#block.fill(0, bytes.length, this.#k * this.#symbolBytes);
  }

  /** Writes one parity symbol, from 0 to MAX_PARITIES - 1. @throws RangeError for any other, or before a block */
  parity(index: number, into: Uint8Array): void {
    if (!isIndex(index, MAX_PARITIES) || into.length !== this.#symbolBytes || this.#k === 0)
      throw new RangeError(`no parity symbol ${index} of ${this.#k} symbols into ${into.length} bytes`);
    this.#sum.fill(0);
    for (let source = 0, from = this.#at; source < this.#k; source++, from += this.#symbolBytes)
      this.#kernel.multiplyAdd(this.#sumAt, from, this.#symbolBytes, coefficient(index, source));
    into.set(this.#sum);
  }
}
