import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { toEvict } from "@shoal/core/cache/evict";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Manifest } from "@shoal/protocol/content/manifest";
import type { Journal } from "../journal/journal.ts";
import { PartFile } from "./part-file.ts";

const READ_BYTES = 1024 * 1024;

/** Blobs on this device, each under its digest; what is still coming is beside them as `<digest>.part`. */
export class Cache {
  readonly folder: string;
  readonly #journal: Journal;
  readonly #now: () => number;

  constructor(stateDir: string, journal: Journal, now: () => number) {
    this.folder = join(stateDir, "cache");
    this.#journal = journal;
    this.#now = now;
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    this.#sweep();
  }

  path(digest: string): string {
    return join(this.folder, digest);
  }

  partPath(digest: string): string {
    return join(this.folder, `${digest}.part`);
  }

  /** Is the whole blob here? Its bytes are compared with its digest when it is used. */
  has(ref: BlobRef): boolean {
    const known = this.#journal.blobs().some((blob) => blob.digest === ref.digest);
    return known && existsSync(this.path(ref.digest)) && statSync(this.path(ref.digest)).size === ref.sizeBytes;
  }

  /** Blobs that a patch may start from, the last used first. */
  held(): { digest: string; sizeBytes: number }[] {
    return this.#journal.blobs().reverse();
  }

  openPart(ref: BlobRef, manifest: Manifest): Promise<PartFile> {
    return PartFile.open(this.partPath(ref.digest), manifest);
  }

  /**
   * Compares a whole blob with its digest; a part that matches becomes a blob of the cache. What does not match is gone
   * afterwards, so that it is fetched anew.
   */
  async verify(ref: BlobRef): Promise<boolean> {
    const whole = existsSync(this.path(ref.digest));
    const path = whole ? this.path(ref.digest) : this.partPath(ref.digest);
    if (!existsSync(path) || !(await matches(path, ref))) {
      await rm(path, { force: true });
      this.#journal.dropBlob(ref.digest);
      return false;
    }
    if (!whole) {
      const file = await open(path, "r+");
      await file.sync();
      await file.close();
      await rename(path, this.path(ref.digest));
    }
    this.#journal.setBlob({ ...ref, usedMs: this.#now() });
    return true;
  }

  /** Drops what no pending task needs until the limits hold. @returns how many were dropped */
  evict(rules: { limitBytes: number; wantFreeBytes: number; freeBytes: number; needed: ReadonlySet<string> }): number {
    const dropped = toEvict(this.#journal.blobs(), rules);
    for (const digest of dropped) {
      rmSync(this.path(digest), { force: true });
      this.#journal.dropBlob(digest);
    }
    return dropped.length;
  }

  /** Files that nothing knows of: left by a crash between a rename and its note. Parts stay; they are resumed. */
  #sweep(): void {
    const known = new Set(this.#journal.blobs().map((blob) => blob.digest));
    for (const name of readdirSync(this.folder))
      if (!known.has(name) && !name.endsWith(".part")) rmSync(join(this.folder, name), { force: true });
    for (const digest of known) if (!existsSync(this.path(digest))) this.#journal.dropBlob(digest);
  }
}

async function matches(path: string, ref: BlobRef): Promise<boolean> {
  const file = await open(path, "r");
  try {
    if ((await file.stat()).size !== ref.sizeBytes) return false;
    const hash = createHash("sha256");
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return hash.digest("hex") === ref.digest;
      hash.update(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}
