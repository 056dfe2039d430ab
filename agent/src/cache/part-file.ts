import { type FileHandle, open } from "node:fs/promises";
import { PieceSet } from "@shoal/core/content/piece-set";
import type { Manifest } from "@shoal/protocol/content/manifest";
import { PIECE_BYTES, pieceCount, pieceSpan } from "@shoal/protocol/content/piece";
import type { Part } from "./part.ts";
import { bytesOfPieces, isPiece } from "./piece.ts";

/** Pieces that are read at once when a partial file is judged anew. */
const READ_PIECES = 8;
/** Given back at once. */
const SHRINK_PIECES = 4;

/**
 * A blob that is still coming. Only pieces whose digest matches are written, and after a restart only those that match
 * count: nothing about the file has to be believed.
 */
export class PartFile implements Part {
  readonly have: PieceSet;
  readonly #file: FileHandle;
  readonly #manifest: Manifest;

  private constructor(file: FileHandle, manifest: Manifest) {
    this.#file = file;
    this.#manifest = manifest;
    this.have = new PieceSet(pieceCount(manifest.sizeBytes));
  }

  static async open(path: string, manifest: Manifest): Promise<PartFile> {
    const { O_RDWR, O_CREAT } = (await import("node:fs")).constants;
    const part = new PartFile(await open(path, O_RDWR | O_CREAT, 0o600), manifest);
    await part.#judge();
    return part;
  }

  async write(index: number, bytes: Uint8Array): Promise<boolean> {
    const { offset, length } = pieceSpan(index, this.#manifest.sizeBytes);
    if (bytes.length !== length || !isPiece(this.#manifest, index, bytes)) return false;
    for (let at = 0; at < length; ) {
      const { bytesWritten } = await this.#file.write(bytes, at, length - at, offset + at);
      at += bytesWritten;
    }
    this.have.add(index);
    return true;
  }

  get bytes(): number {
    return bytesOfPieces(this.have, this.#manifest.sizeBytes);
  }

  async sync(): Promise<void> {
    await this.#file.datasync();
  }

  /** Gives the end of it back to the disk. @returns whether there was any */
  async shrink(): Promise<boolean> {
    const { size } = await this.#file.stat();
    if (size === 0) return false;
    const left = Math.max(0, Math.ceil(size / PIECE_BYTES) - SHRINK_PIECES);
    await this.#file.truncate(left * PIECE_BYTES);
    for (let index = left; index < this.have.count; index++) this.have.delete(index);
    return true;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #judge(): Promise<void> {
    const { size } = await this.#file.stat();
    if (size > this.#manifest.sizeBytes) await this.#file.truncate(this.#manifest.sizeBytes);
    const buffer = Buffer.allocUnsafeSlow(READ_PIECES * PIECE_BYTES);
    for (let first = 0; first < this.have.count && first * PIECE_BYTES < size; first += READ_PIECES) {
      const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, first * PIECE_BYTES);
      for (let index = first; index < Math.min(first + READ_PIECES, this.have.count); index++) {
        const { offset, length } = pieceSpan(index, this.#manifest.sizeBytes);
        const at = offset - first * PIECE_BYTES;
        if (at + length <= bytesRead && isPiece(this.#manifest, index, buffer.subarray(at, at + length)))
          this.have.add(index);
      }
    }
  }
}
