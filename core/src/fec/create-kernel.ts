import type { Kernel, KernelMaker } from "./kernel.ts";
import { agreesWithField } from "./self-test.ts";
import { tableKernel } from "./table-kernel.ts";
import { wasmKernel } from "./wasm-kernel.ts";

/** That passed the self-test in this process: it takes longer than a small session. */
const proven = new WeakSet<KernelMaker>();

/**
 * The fastest kernel that computes the right products here: WebAssembly if there is any and it passes the self-test,
 * tables otherwise. Its memory has room for memoryBytes, which do not grow: sum up what its encoders and decoders say.
 */
export function createKernel(memoryBytes: number, fastest: KernelMaker = wasmKernel): Kernel {
  try {
    const kernel = fastest(memoryBytes);
    if (kernel && (proven.has(fastest) || agreesWithField(kernel))) {
      proven.add(fastest);
      return kernel;
    }
  } catch {
    // Whatever is wrong with it: the tables need nothing but arrays.
  }
  return tableKernel(memoryBytes);
}
