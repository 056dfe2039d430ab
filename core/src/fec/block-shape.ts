import { MAX_SOURCES } from "./cauchy.ts";
import { VECTOR_BYTES } from "./kernel.ts";

/** Bytes of a block of k symbols. @throws RangeError unless the code has room for k and symbols are whole vectors */
export function blockBytes(k: number, symbolBytes: number): number {
  if (!isIndex(k - 1, MAX_SOURCES) || !isIndex(symbolBytes / VECTOR_BYTES - 1, Number.POSITIVE_INFINITY))
    throw new RangeError(`no block of ${k} symbols of ${symbolBytes} bytes`);
  return k * symbolBytes;
}

/** Whether a list of so many has such an index. */
export function isIndex(index: number, count: number): boolean {
  return Number.isInteger(index) && index >= 0 && index < count;
}
