import { LIMITS } from "@shoal/protocol/limits";
import { inverse } from "./gf256.ts";

/** Source symbols of a whole piece. */
export const MAX_SOURCES = LIMITS.pieceBytes / LIMITS.symbolBytes;
export const MAX_PARITIES = LIMITS.symbolsPerBlock - MAX_SOURCES;

/**
 * By what a source symbol is multiplied in a parity symbol: 1 / (x + y) with y = source and x = MAX_SOURCES + parity.
 * The x and the y are all different, which makes this a Cauchy matrix: every square part of it can be inverted, so any
 * k of the k + m symbols give the block. It does not depend on k: a shorter block is one whose last symbols are 0.
 */
export function coefficient(parity: number, source: number): number {
  return inverse((MAX_SOURCES + parity) ^ source);
}
