import { Arena } from "./arena.ts";
import { multiply } from "./gf256.ts";
import { type Kernel, VECTOR_BYTES } from "./kernel.ts";
import { SELF_TEST_BYTES } from "./self-test.ts";

/** The kernel for machines without WebAssembly or its vectors: a table of all products, 64 KiB, four bytes at a time. */
export function tableKernel(memoryBytes: number): Kernel {
  const bytes = new Uint8Array(SELF_TEST_BYTES + Math.ceil(memoryBytes / VECTOR_BYTES) * VECTOR_BYTES);
  const words = new Uint32Array(bytes.buffer);
  const arena = new Arena(bytes.length);
  const products = new Uint8Array(256 * 256);
  for (let a = 0; a < 256; a++) for (let b = 0; b < 256; b++) products[(a << 8) | b] = multiply(a, b);
  return {
    kind: "tables",
    bytes,
    allocate: (sizeBytes) => arena.allocate(sizeBytes),
    multiplyAdd(dst, src, lengthBytes, coefficient) {
      arena.check(dst, src, lengthBytes);
      const row = coefficient << 8;
      const end = (src + lengthBytes) >> 2;
      for (let from = src >> 2, to = dst >> 2; from < end; from++, to++) {
        const word = words[from]!;
        words[to]! ^=
          products[row | (word & 255)]! |
          (products[row | ((word >>> 8) & 255)]! << 8) |
          (products[row | ((word >>> 16) & 255)]! << 16) |
          (products[row | (word >>> 24)]! << 24);
      }
    },
  };
}
