import { constants } from "node:fs";
import { type FileHandle, open, readFile, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { LIMITS } from "@shoal/protocol/limits";
import { type HashedBlob, hashFile } from "@shoal/protocol/node/piece-hasher";
import { say } from "@shoal/protocol/sentence/say";
import type { BlobFolder } from "./blob-folder.ts";
import type { BlobRow, BlobRows } from "./blob-rows.ts";
import { receive } from "./receive.ts";

export type PutOutcome =
  | { ok: true; ref: BlobRef; isNew: boolean }
  /** Nothing is left of it. */
  | { ok: false; why: "mismatch" | "aborted" | "stalled" | "disk-full" | "busy"; detail: string };

export interface BlobStoreOptions {
  folder: BlobFolder;
  rows: BlobRows;
  now: () => number;
  bodyIdleMs?: number;
}

/** Rows that are remembered; a blob never changes, so what was read once stays true. */
const REMEMBERED = 10_000;

/**
 * Files whole under their SHA-256, with their manifests. What is here is complete, verified and durable; what is being
 * received is elsewhere until it is.
 */
export class BlobStore {
  readonly folder: BlobFolder;
  readonly #rows: BlobRows;
  readonly #now: () => number;
  readonly #bodyIdleMs: number;
  readonly #known = new Map<string, BlobRow>();
  #receiving = 0;

  constructor({ folder, rows, now, bodyIdleMs = LIMITS.bodyIdleMs }: BlobStoreOptions) {
    this.folder = folder;
    this.#rows = rows;
    this.#now = now;
    this.#bodyIdleMs = bodyIdleMs;
  }

  async find(digest: string): Promise<BlobRow | undefined> {
    const known = this.#known.get(digest);
    if (known) return known;
    const row = await this.#rows.find(digest);
    if (row) {
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      this.#known.set(digest, row);
    }
    return row;
  }

  /**
   * Takes a blob from a stream. Any number may come at once, also several of the same digest.
   * @throws Error of the file system other than a full disk
   */
  async put(source: Readable, expected: { digest: string; sizeBytes: number }): Promise<PutOutcome> {
    if (this.#receiving >= LIMITS.uploadsAtOnce)
      return { ok: false, why: "busy", detail: say("uploads-many", { count: this.#receiving }) };
    this.#receiving++;
    const path = this.folder.temporaryPath();
    try {
      const freeBytes = await this.folder.freeBytes();
      if (expected.sizeBytes > freeBytes) return diskFull(`${expected.sizeBytes} bytes, and ${freeBytes} are free`);
      const file = await open(path, "wx", 0o644);
      try {
        const received = await receive(source, file, expected.sizeBytes, this.#bodyIdleMs);
        if (!received.ok)
          return { ok: false, why: received.why === "too-long" ? "mismatch" : received.why, detail: received.detail };
        const { ref } = received.hashed;
        if (ref.sizeBytes !== expected.sizeBytes)
          return mismatch(`${ref.sizeBytes} bytes came of ${expected.sizeBytes}`);
        if (ref.digest !== expected.digest) return mismatch(`the content's digest is ${ref.digest}`);
        await file.datasync();
        return await this.#keep(path, received.hashed);
      } finally {
        await file.close();
      }
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      return diskFull((error as Error).message);
    } finally {
      this.#receiving--;
      await rm(path, { force: true });
    }
  }

  /** Takes over a file of `folder.temporaryPath()`. @throws Error of the file system */
  async adopt(path: string): Promise<BlobRef> {
    const hashed = await hashFile(path);
    const file = await open(path, "r+");
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
    await this.#keep(path, hashed);
    return hashed.ref;
  }

  /** The encoded manifest of this digest. */
  async manifest(digest: string): Promise<Uint8Array | undefined> {
    return await readFile(this.folder.manifestPath(digest)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined;
      throw error;
    });
  }

  /** For reading at any offset; the caller closes it. @throws Error where a blob that has a row has no file */
  async open(digest: string): Promise<FileHandle> {
    return await open(this.folder.blobPath(digest), constants.O_RDONLY);
  }

  /** The manifest first and the row last: whoever finds a row finds everything. */
  async #keep(path: string, { ref, manifest }: HashedBlob): Promise<PutOutcome> {
    await this.folder.write(this.folder.manifestPath(ref.manifestDigest), manifest);
    await this.folder.place(path, this.folder.blobPath(ref.digest));
    const isNew = await this.#rows.add({ ...ref, createdMs: this.#now() });
    return { ok: true, ref, isNew };
  }
}

function mismatch(detail: string): PutOutcome {
  return { ok: false, why: "mismatch", detail };
}

function diskFull(detail: string): PutOutcome {
  return { ok: false, why: "disk-full", detail };
}

function isDiskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOSPC" || code === "EDQUOT";
}
