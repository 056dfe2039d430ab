import { createHash } from "node:crypto";
import { type Manifest, pieceDigest } from "@shoal/protocol/content/manifest";
import { pieceSpan } from "@shoal/protocol/content/piece";

/** Is this the piece that the manifest tells of? */
export function isPiece(manifest: Manifest, index: number, bytes: Uint8Array): boolean {
  return digestOf(bytes).equals(pieceDigest(manifest, index));
}

/** SHA-256, as manifests have it. */
export function digestOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** Of these pieces together. @param sizeBytes of the whole blob */
export function bytesOfPieces(pieces: Iterable<number>, sizeBytes: number): number {
  let sum = 0;
  for (const index of pieces) sum += pieceSpan(index, sizeBytes).length;
  return sum;
}
