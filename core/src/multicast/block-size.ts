import { pieceSpan } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";

/** Source symbols of a block: 128, of the last one as many as its piece fills. */
export function symbolsOf(block: number, sizeBytes: number): number {
  return Math.ceil(pieceSpan(block, sizeBytes).length / LIMITS.symbolBytes);
}
