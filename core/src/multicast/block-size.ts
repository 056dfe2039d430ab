import { pieceSpan } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";

/** Source symbols of a block: 128, of the last one as many as its piece fills. */
export function symbolsOf(block: number, sizeBytes: number): number {
  return Math.ceil(pieceSpan(block, sizeBytes).length / LIMITS.symbolBytes);
}

/** Indices that a block has in all: its own symbols, and 127 of parity whatever its size. */
export function indicesOf(k: number): number {
  return k + LIMITS.symbolsPerBlock - LIMITS.pieceBytes / LIMITS.symbolBytes;
}
