import { toHex } from "../codec/hex.ts";
import type { BlobRef } from "./blob-ref.ts";
import { encodeManifest } from "./manifest.ts";
import { PIECE_BYTES } from "./piece.ts";

/** A blob's names, and the bytes of its manifest, whose SHA-256 is `ref.manifestDigest`. */
export interface HashedBlob {
  ref: BlobRef;
  manifest: Uint8Array;
}

/** A SHA-256 that is fed: Node's, or one that runs in a browser. */
export interface Sha256 {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/**
 * Hashes a blob as it passes: whole and piece by piece, in one walk over the bytes. It keeps no bytes, only 32 of them a
 * piece.
 */
export class BlobHasher {
  readonly #begin: () => Sha256;
  readonly #whole: Sha256;
  #piece: Sha256 | undefined;
  #pieceRoom = PIECE_BYTES;
  #pieces = new Uint8Array(1024);
  #count = 0;
  #sizeBytes = 0;

  /** @param begin a hash that was fed nothing yet */
  constructor(begin: () => Sha256) {
    this.#begin = begin;
    this.#whole = begin();
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Bytes in any division; they are not kept, so the caller may use the buffer again. */
  update(bytes: Uint8Array): void {
    this.#whole.update(bytes);
    this.#sizeBytes += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const length = Math.min(this.#pieceRoom, bytes.length - at);
      this.#piece ??= this.#begin();
      this.#piece.update(length === bytes.length ? bytes : bytes.subarray(at, at + length));
      this.#pieceRoom -= length;
      at += length;
      if (this.#pieceRoom === 0) this.#endPiece();
    }
  }

  /** To be called once, after the last byte. */
  finish(): HashedBlob {
    this.#endPiece();
    const digest = toHex(this.#whole.digest());
    const pieces = this.#pieces.subarray(0, this.#count * 32);
    const manifest = encodeManifest({ sizeBytes: this.#sizeBytes, digest, pieces });
    const named = this.#begin();
    named.update(manifest);
    return { ref: { digest, sizeBytes: this.#sizeBytes, manifestDigest: toHex(named.digest()) }, manifest };
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
