import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";

/** Pieces that are read at once; four of them are 11 pages of an engine's memory. */
export const READ_PIECES = 4;
/** Offsets and lengths of direct reads are multiples of this: no device has larger sectors. */
const BLOCK_BYTES = 4096;
const PAGE_BYTES = 65_536;

/** As much of the global as is used here: its types come with browsers' otherwise. */
interface Engine {
  Memory: new (pages: { initial: number; maximum: number }) => { buffer: ArrayBuffer };
}

/**
 * Reads what a block device itself holds, past the page cache: open(2), O_DIRECT. That wants memory at the start of a page, which is what
 * memory of the engine for WebAssembly begins at, and no other that a program can ask for.
 */
export class DeviceReader {
  readonly #file: FileHandle;
  readonly #room: Uint8Array;

  private constructor(file: FileHandle, engine: Engine) {
    this.#file = file;
    const pages = (READ_PIECES * PIECE_BYTES) / PAGE_BYTES;
    this.#room = new Uint8Array(new engine.Memory({ initial: pages, maximum: pages }).buffer);
  }

  /** @param device open already: the same one is read, whatever its name leads to by now */
  static async open(device: FileHandle): Promise<DeviceReader> {
    const engine = (globalThis as { WebAssembly?: Engine }).WebAssembly;
    if (!engine) throw new Error("this engine has no WebAssembly, and so no memory for direct reads");
    const file = await open(`/proc/self/fd/${device.fd}`, constants.O_RDONLY | constants.O_DIRECT);
    return new DeviceReader(file, engine);
  }

  /**
   * @param offset a multiple of `BLOCK_BYTES`
   * @param length at most `READ_PIECES` pieces
   * @returns a view of the bytes, which holds until the next reading
   */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const wanted = Math.ceil(length / BLOCK_BYTES) * BLOCK_BYTES;
    for (let at = 0; at < length; ) {
      const { bytesRead } = await this.#file.read(this.#room, at, wanted - at, offset + at);
      if (bytesRead === 0) throw new Error(`the device ends at ${offset + at}`);
      at += bytesRead;
    }
    return this.#room.subarray(0, length);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
