import type { FileHandle } from "node:fs/promises";
import { PieceSet } from "@shoal/core/content/piece-set";
import { type Manifest, pieceDigest } from "@shoal/protocol/content/manifest";
import { PIECE_BYTES, pieceCount, pieceSpan } from "@shoal/protocol/content/piece";
import type { Part } from "../cache/part.ts";
import { bytesOfPieces, digestOf, isPiece } from "../cache/piece.ts";
import { DeviceReader, READ_PIECES } from "./device-reader.ts";

/** What may wait in the page cache: so much is fetched again after a power cut, and no more than twice of it fills the memory. */
const SYNC_BYTES = 32 * 1024 * 1024;

/** Looked at before a device is read as a whole, which takes a minute for 30 GB. */
const SAMPLE_PIECES = 64;

/**
 * A blob that is coming onto a block device, piece by piece at its place. What is there is judged by the device's own bytes: after a power
 * cut, and the first time too, because an image that is like the one before has most of its pieces where they were.
 */
export class DevicePart implements Part {
  readonly have: PieceSet;
  readonly #file: FileHandle;
  readonly #manifest: Manifest;
  #unsyncedBytes = 0;
  #syncing: Promise<void> = Promise.resolve();
  /** The kernel tells of bytes that did not reach the device once, and then no more. */
  #failed: Error | undefined;

  private constructor(file: FileHandle, manifest: Manifest) {
    this.#file = file;
    this.#manifest = manifest;
    this.have = new PieceSet(pieceCount(manifest.sizeBytes));
  }

  /**
   * Judges the device as far as the image goes, where it may hold something of it.
   * @param begun its writing was begun before; otherwise a sample tells whether the whole is worth reading
   * @throws AbortError; Error of the device
   */
  static async open(file: FileHandle, manifest: Manifest, begun: boolean, signal: AbortSignal): Promise<DevicePart> {
    const part = new DevicePart(file, manifest);
    const reader = await DeviceReader.open(file);
    try {
      if (begun || (await part.#isLike(reader, signal)))
        for (let first = 0; first < part.have.count; first += READ_PIECES) {
          signal.throwIfAborted();
          await part.#judge(reader, first, READ_PIECES);
        }
    } finally {
      await reader.close();
    }
    return part;
  }

  async write(index: number, bytes: Uint8Array): Promise<boolean> {
    const { length } = pieceSpan(index, this.#manifest.sizeBytes);
    if (bytes.length !== length || !this.isPiece(index, bytes)) return false;
    await this.#put(index, bytes);
    return true;
  }

  /** Pieces that are missing and are all zero, which needs no source: the manifest names them by their digest. */
  zeros(): PieceSet {
    const found = new PieceSet(this.have.count);
    const whole = digestOf(new Uint8Array(PIECE_BYTES));
    for (const index of this.have.missing()) {
      const { length } = pieceSpan(index, this.#manifest.sizeBytes);
      const zero = length === PIECE_BYTES ? whole : digestOf(new Uint8Array(length));
      if (zero.equals(pieceDigest(this.#manifest, index))) found.add(index);
    }
    return found;
  }

  /** Writes zeros: what a device held before is not nothing. @throws AbortError; Error of the device */
  async clear(pieces: PieceSet, signal: AbortSignal): Promise<void> {
    const zeros = new Uint8Array(PIECE_BYTES);
    for (const index of pieces) {
      signal.throwIfAborted();
      await this.#put(index, zeros.subarray(0, pieceSpan(index, this.#manifest.sizeBytes).length));
    }
  }

  isPiece(index: number, bytes: Uint8Array): boolean {
    return isPiece(this.#manifest, index, bytes);
  }

  get bytes(): number {
    return bytesOfPieces(this.have, this.#manifest.sizeBytes);
  }

  /** Everything is on the device itself, not in a cache of the kernel's or the device's own. @throws Error of the device, late ones too */
  async sync(): Promise<void> {
    await this.#syncing;
    if (this.#failed) throw this.#failed;
    await this.#file.sync();
  }

  /** The device stays open, and so nobody else's, until the action has done with it. */
  async close(): Promise<void> {
    await this.#syncing;
  }

  async #put(index: number, bytes: Uint8Array): Promise<void> {
    if (this.#failed) throw this.#failed;
    const { offset, length } = pieceSpan(index, this.#manifest.sizeBytes);
    for (let at = 0; at < length; ) {
      const { bytesWritten } = await this.#file.write(bytes, at, length - at, offset + at);
      at += bytesWritten;
    }
    this.have.add(index);
    this.#unsyncedBytes += length;
    if (this.#unsyncedBytes < SYNC_BYTES) return;
    this.#unsyncedBytes = 0;
    // A slow device slows down what comes, instead of filling the memory with what is to be written.
    await this.#syncing;
    this.#syncing = this.#file.datasync().catch((error: Error) => {
      this.#failed = error;
    });
  }

  /** Zeros are on any new device, and say nothing of what it holds. */
  async #isLike(reader: DeviceReader, signal: AbortSignal): Promise<boolean> {
    const zeros = this.zeros();
    const telling = [...this.have.missing()].filter((index) => !zeros.has(index));
    const step = Math.max(1, Math.floor(telling.length / SAMPLE_PIECES));
    for (let at = 0; at < telling.length; at += step) {
      signal.throwIfAborted();
      if (await this.#judge(reader, telling[at]!, 1)) return true;
    }
    return false;
  }

  /** @returns whether one of them is there */
  async #judge(reader: DeviceReader, first: number, count: number): Promise<boolean> {
    const { sizeBytes } = this.#manifest;
    let found = false;
    const end = Math.min(first + count, this.have.count);
    const start = first * PIECE_BYTES;
    const bytes = await reader.read(start, Math.min(end * PIECE_BYTES, sizeBytes) - start);
    for (let index = first; index < end; index++) {
      const { offset, length } = pieceSpan(index, sizeBytes);
      if (!this.isPiece(index, bytes.subarray(offset - start, offset - start + length))) continue;
      this.have.add(index);
      found = true;
    }
    return found;
  }
}
