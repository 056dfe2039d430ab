import { VECTOR_BYTES } from "./kernel.ts";

/** Hands out a memory from its beginning to its end. */
export class Arena {
  readonly #sizeBytes: number;
  #usedBytes: number;

  constructor(sizeBytes: number, usedBytes = 0) {
    this.#sizeBytes = sizeBytes;
    this.#usedBytes = usedBytes;
  }

  /** @throws RangeError when less is left */
  allocate(sizeBytes: number): number {
    const at = this.#usedBytes;
    const end = at + Math.ceil(sizeBytes / VECTOR_BYTES) * VECTOR_BYTES;
    if (!(end <= this.#sizeBytes)) throw new RangeError(`no room for ${sizeBytes} bytes of ${this.#sizeBytes}`);
    this.#usedBytes = end;
    return at;
  }

  /** @throws RangeError unless both ranges are whole vectors inside of the memory */
  check(dst: number, src: number, lengthBytes: number): void {
    const misaligned = (dst | src | lengthBytes) & (VECTOR_BYTES - 1);
    const outside = Math.min(dst, src, lengthBytes) < 0 || Math.max(dst, src) + lengthBytes > this.#sizeBytes;
    if (misaligned || outside) throw new RangeError(`no ranges: ${lengthBytes} bytes at ${dst} and ${src}`);
  }
}
