import { AssertionError } from "node:assert";
import type { Grammar } from "./structure.ts";

/** A decoder that meets the network or an operator's file. */
export interface FuzzTarget {
  name: string;
  /** Real bytes of its kind: what mutation begins with. */
  seeds: () => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  /** Words of its grammar, which chance alone would not write. */
  words?: readonly (string | Uint8Array)[];
  /**
   * Decodes. What it refuses in its own way ends here; what is thrown out of it is a find. Where it decodes, what must hold of
   * the result may be asserted.
   */
  decode(bytes: Uint8Array): unknown;
  /** More than this is never handed over by the layer before it. */
  maxBytes: number;
  /** Half of its inputs are changed by parts. */
  grammar?: Grammar;
  /** It starts processes or writes files: fewer inputs in the same time. */
  isSlow?: true;
}

/**
 * @param kinds the decoder's own errors
 * @returns what it read, or undefined where it refused
 * @throws every other error: an assertion's, a full stack, a number out of range, a value of another type
 */
export function read<T>(kinds: readonly (new (...args: never[]) => Error)[], decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    // Kinds that only a mistake throws are derived from `Error` too.
    const isMistake = [AssertionError, RangeError, TypeError, ReferenceError].some((kind) => error instanceof kind);
    if (isMistake || !kinds.some((kind) => error instanceof kind)) throw error;
    return undefined;
  }
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("utf8");
