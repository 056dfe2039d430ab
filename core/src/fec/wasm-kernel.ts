import { Arena } from "./arena.ts";
import { multiply } from "./gf256.ts";
import type { Kernel } from "./kernel.ts";
import { KERNEL_BYTES } from "./kernel-bytes.ts";
import { SELF_TEST_BYTES } from "./self-test.ts";

type MultiplyAdd = (dst: number, src: number, lengthBytes: number, products: number) => void;
interface Memory {
  readonly buffer: ArrayBuffer;
}
/** As much of the global as is used here: its types come with browsers' otherwise. */
interface Engine {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => object;
  Memory: new (pages: { initial: number; maximum: number }) => Memory;
  Instance: new (module: object, imports: { shoal: { memory: Memory } }) => { exports: { multiplyAdd: MultiplyAdd } };
}

const PAGE_BYTES = 65_536;
/** Products of a coefficient: with 0 … 15, and with 0 … 240 in steps of 16. */
const PRODUCTS_BYTES = 32;
const ALL_PRODUCTS_BYTES = 256 * PRODUCTS_BYTES;

/** Undefined without WebAssembly (as under --jitless) or without its vectors. @throws RangeError when memory is short */
export function wasmKernel(memoryBytes: number): Kernel | undefined {
  const engine = (globalThis as { WebAssembly?: Engine }).WebAssembly;
  if (!engine?.validate(KERNEL_BYTES)) return undefined;
  // A memory that cannot grow keeps its buffer: parts of it stay valid.
  const pages = Math.ceil((ALL_PRODUCTS_BYTES + SELF_TEST_BYTES + memoryBytes) / PAGE_BYTES);
  const memory = new engine.Memory({ initial: pages, maximum: pages });
  const instance = new engine.Instance(new engine.Module(KERNEL_BYTES), { shoal: { memory } });
  const { multiplyAdd } = instance.exports;
  const bytes = new Uint8Array(memory.buffer);
  const arena = new Arena(bytes.length, ALL_PRODUCTS_BYTES);
  for (let coefficient = 0; coefficient < 256; coefficient++) {
    const at = coefficient * PRODUCTS_BYTES;
    for (let half = 0; half < 16; half++) {
      bytes[at + half] = multiply(coefficient, half);
      bytes[at + 16 + half] = multiply(coefficient, half << 4);
    }
  }
  return {
    kind: "wasm",
    bytes,
    allocate: (sizeBytes) => arena.allocate(sizeBytes),
    multiplyAdd(dst, src, lengthBytes, coefficient) {
      arena.check(dst, src, lengthBytes);
      if (lengthBytes > 0) multiplyAdd(dst, src, lengthBytes, coefficient * PRODUCTS_BYTES);
    },
  };
}
