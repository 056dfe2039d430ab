import { createCipheriv } from "node:crypto";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { PieceHasher } from "@shoal/protocol/node/piece-hasher";

const CHUNK_BYTES = 1024 * 1024;

/** Bytes that no compressor and no cache has met, the same for the same seed, without being anywhere as a whole. */
export function* generated(sizeBytes: number, seed: string): Generator<Buffer> {
  const zeros = Buffer.alloc(CHUNK_BYTES);
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, seed), Buffer.alloc(16));
  for (let at = 0; at < sizeBytes; at += CHUNK_BYTES)
    yield cipher.update(zeros.subarray(0, Math.min(CHUNK_BYTES, sizeBytes - at)));
}

export function refOfGenerated(sizeBytes: number, seed: string): BlobRef {
  const hasher = new PieceHasher();
  for (const chunk of generated(sizeBytes, seed)) hasher.update(chunk);
  return hasher.finish().ref;
}
