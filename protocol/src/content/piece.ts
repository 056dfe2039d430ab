import { LIMITS } from "../limits.ts";

export const PIECE_BYTES = LIMITS.pieceBytes;

/** How many pieces a blob of this size has; the empty blob has none. */
export function pieceCount(sizeBytes: number): number {
  return Math.ceil(sizeBytes / PIECE_BYTES);
}

/** First byte of a piece and its length; only the last piece may be shorter. */
export function pieceSpan(index: number, sizeBytes: number): { offset: number; length: number } {
  const offset = index * PIECE_BYTES;
  if (index < 0 || offset >= sizeBytes) throw new RangeError(`piece ${index} is outside a blob of ${sizeBytes} bytes`);
  return { offset, length: Math.min(PIECE_BYTES, sizeBytes - offset) };
}
