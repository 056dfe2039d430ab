import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { BlobHasher, type HashedBlob } from "../content/piece-hasher.ts";

export type { HashedBlob };

/** Hashes a blob as it passes, by Node's own SHA-256. */
export class PieceHasher extends BlobHasher {
  constructor() {
    super(() => createHash("sha256"));
  }
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Half a mebibyte a read: larger ones are no faster, and it bounds what a hashing process holds. */
const READ_BYTES = 512 * 1024;

/**
 * @param onProgress called with the number of bytes hashed so far
 * @throws Error of the file system
 */
export async function hashFile(path: string, onProgress?: (hashedBytes: number) => void): Promise<HashedBlob> {
  const hasher = new PieceHasher();
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const file = await open(path, "r");
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, hasher.sizeBytes);
      if (bytesRead === 0) return hasher.finish();
      hasher.update(buffer.subarray(0, bytesRead));
      onProgress?.(hasher.sizeBytes);
    }
  } finally {
    await file.close();
  }
}
