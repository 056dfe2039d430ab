import type { FileHandle } from "node:fs/promises";
import type { BlobStore } from "../blob/blob-store.ts";

/**
 * Pieces of the blobs that are being pushed: a file stays open while it is read often, and no more than a few do.
 * @throws Error of the file system, or where the file is shorter than its row says
 */
export class BlobReader {
  readonly #blobs: BlobStore;
  /** By digest, the longest unused first. */
  readonly #open = new Map<string, Promise<FileHandle>>();
  readonly #reads = new Map<string, number>();
  readonly #limit: number;

  constructor(blobs: BlobStore, limit = 16) {
    this.#blobs = blobs;
    this.#limit = limit;
  }

  /** Reads into the end of `frame`, from its `head` on. */
  async read(digest: string, offset: number, frame: Uint8Array, head: number): Promise<void> {
    this.#reads.set(digest, (this.#reads.get(digest) ?? 0) + 1);
    try {
      const file = await this.#file(digest);
      const length = frame.length - head;
      for (let done = 0; done < length; ) {
        const { bytesRead } = await file.read(frame, head + done, length - done, offset + done);
        if (bytesRead === 0) throw new Error(`blob ${digest} is shorter than it should be`);
        done += bytesRead;
      }
    } finally {
      const left = this.#reads.get(digest)! - 1;
      if (left === 0) this.#reads.delete(digest);
      else this.#reads.set(digest, left);
      this.#trim();
    }
  }

  async close(): Promise<void> {
    const files = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(files.map((file) => file.then((each) => each.close()).catch(() => undefined)));
  }

  async #file(digest: string): Promise<FileHandle> {
    const known = this.#open.get(digest);
    const file = known ?? this.#blobs.open(digest);
    this.#open.delete(digest);
    this.#open.set(digest, file);
    if (!known) file.catch(() => this.#open.delete(digest));
    return await file;
  }

  #trim(): void {
    for (const [digest, file] of this.#open) {
      if (this.#open.size <= this.#limit) return;
      if (this.#reads.has(digest)) continue;
      this.#open.delete(digest);
      void file.then((each) => each.close()).catch(() => undefined);
    }
  }
}
