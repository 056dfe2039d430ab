import type { PieceRun } from "@shoal/core/content/piece-set";
import { pieceSpan } from "@shoal/protocol/content/piece";

/**
 * Cuts a body into the pieces of the run that it carries, one after the other.
 * What comes behind the run is not waited for: an answer without an end would keep its place for ever.
 * @param take has a piece until it resolves; then its bytes become those of another one. False ends the reading
 * @returns the piece after the last that was taken
 */
export async function readRun(
  body: AsyncIterable<Buffer>,
  [first, count]: Readonly<PieceRun>,
  sizeBytes: number,
  take: (index: number, bytes: Uint8Array) => Promise<boolean>,
): Promise<number> {
  const end = first + count;
  let index = first;
  // One for all of them: a new one each is garbage faster than it is collected.
  const room = Buffer.allocUnsafeSlow(pieceSpan(index, sizeBytes).length);
  let piece = room;
  let filled = 0;
  for await (const chunk of body) {
    if (index === end && chunk.length > 0) return index;
    for (let at = 0; at < chunk.length && index < end; ) {
      const taken = chunk.copy(piece, filled, at);
      at += taken;
      filled += taken;
      if (filled < piece.length) continue;
      if (!(await take(index++, piece))) return index;
      filled = 0;
      if (index < end) piece = room.subarray(0, pieceSpan(index, sizeBytes).length);
    }
  }
  return index;
}
