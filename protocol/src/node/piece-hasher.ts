import { createHash, type Hash } from "node:crypto";
import { open } from "node:fs/promises";
import type { BlobRef } from "../content/blob-ref.ts";
import { encodeManifest } from "../content/manifest.ts";
import { PIECE_BYTES } from "../content/piece.ts";

/** A blob's names, and the bytes of its manifest, whose SHA-256 is `ref.manifestDigest`. */
export interface HashedBlob {
  ref: BlobRef;
  manifest: Uint8Array;
}

/**
 * Hashes a blob as it passes: whole and piece by piece, in one walk over the bytes. It keeps no bytes, only 32 of them a
 * piece.
 */
export class PieceHasher {
  readonly #whole = createHash("sha256");
  #piece: Hash | undefined;
  #pieceRoom = PIECE_BYTES;
  #pieces = new Uint8Array(1024);
  #count = 0;
  #sizeBytes = 0;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Bytes in any division; they are not kept, so the caller may use the buffer again. */
  update(bytes: Uint8Array): void {
    this.#whole.update(bytes);
    this.#sizeBytes += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const length = Math.min(this.#pieceRoom, bytes.length - at);
      this.#piece ??= createHash("sha256");
      this.#piece.update(length === bytes.length ? bytes : bytes.subarray(at, at + length));
      this.#pieceRoom -= length;
      at += length;
      if (this.#pieceRoom === 0) this.#endPiece();
    }
  }

  /** To be called once, after the last byte. */
  finish(): HashedBlob {
    this.#endPiece();
    const digest = this.#whole.digest("hex");
    const pieces = this.#pieces.subarray(0, this.#count * 32);
    const manifest = encodeManifest({ sizeBytes: this.#sizeBytes, digest, pieces });
    return { ref: { digest, sizeBytes: this.#sizeBytes, manifestDigest: sha256Hex(manifest) }, manifest };
  }

  #endPiece(): void {
    if (!this.#piece) return;
    if ((this.#count + 1) * 32 > this.#pieces.length) {
      const larger = new Uint8Array(this.#pieces.length * 2);
      larger.set(this.#pieces);
      this.#pieces = larger;
    }
    this.#pieces.set(this.#piece.digest(), this.#count * 32);
    this.#count++;
    this.#piece = undefined;
    this.#pieceRoom = PIECE_BYTES;
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
