import { multiply } from "./gf256.ts";
import type { Kernel } from "./kernel.ts";

/** Every value of a byte once. */
const RANGE_BYTES = 256;
/** What follows the target and must stay as it is. */
const GUARD_BYTES = 16;
/** Memory that the self-test takes from a kernel, once. */
export const SELF_TEST_BYTES = 2 * RANGE_BYTES + GUARD_BYTES;

/** Whether a kernel's 65,536 products are those of the field, are added to what was there, and stay in their range. */
export function agreesWithField(kernel: Kernel): boolean {
  const src = kernel.allocate(SELF_TEST_BYTES);
  const dst = src + RANGE_BYTES;
  const guard = dst + RANGE_BYTES;
  const { bytes } = kernel;
  for (let value = 0; value < RANGE_BYTES; value++) bytes[src + value] = value;
  for (let coefficient = 0; coefficient < 256; coefficient++) {
    bytes.fill(coefficient ^ 0xa5, dst, guard + GUARD_BYTES);
    kernel.multiplyAdd(dst, src, RANGE_BYTES, coefficient);
    for (let value = 0; value < RANGE_BYTES; value++) {
      if (bytes[src + value] !== value) return false;
      if (bytes[dst + value] !== (coefficient ^ 0xa5 ^ multiply(coefficient, value))) return false;
    }
    for (let at = guard; at < guard + GUARD_BYTES; at++) if (bytes[at] !== (coefficient ^ 0xa5)) return false;
  }
  return true;
}
