/** What ranges begin at, and are a multiple of: a vector. */
export const VECTOR_BYTES = 16;

/** Arithmetic on ranges of one memory. Ranges are given by where they begin in `bytes`. */
export interface Kernel {
  readonly kind: "wasm" | "tables";
  /** The whole memory; never moved, so that parts of it may be kept. */
  readonly bytes: Uint8Array;
  /** Where a new range of zeros begins. It is never given back. @throws RangeError when the memory is used up */
  allocate(sizeBytes: number): number;
  /**
   * dst ^= coefficient * src, over lengthBytes. The ranges are the same or do not overlap.
   * @throws RangeError for a range outside of the memory, or where a number is not a multiple of VECTOR_BYTES
   */
  multiplyAdd(dst: number, src: number, lengthBytes: number, coefficient: number): void;
}

/** Makes a kernel with room for so many bytes; undefined where this machine cannot. */
export type KernelMaker = (memoryBytes: number) => Kernel | undefined;
