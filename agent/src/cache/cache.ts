import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { type CachedBlob, type CacheRules, toEvict } from "@shoal/core/cache/evict";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { isDigest } from "@shoal/protocol/content/is-digest";
import type { Manifest } from "@shoal/protocol/content/manifest";
import type { PartNote } from "../fetch/part-sources.ts";
import type { Journal } from "../journal/journal.ts";
import { PartFile } from "./part-file.ts";

const READ_BYTES = 1024 * 1024;

/** Blobs on this device, each under its digest; what is still coming is beside them as `<digest>.part`. */
export class Cache {
  readonly folder: string;
  readonly #journal: Journal;
  readonly #now: () => number;
  readonly #busy = new Map<string, Promise<unknown>>();
  /** How each blob looked when its bytes were right. */
  readonly #verified = new Map<string, string>();

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

  /** The part, or the whole where that is here already (another action may have brought it in just now). */
  openPart(ref: BlobRef, manifest: Manifest): Promise<PartFile> {
    return this.#alone(ref.digest, () => {
      const whole = existsSync(this.path(ref.digest));
      return PartFile.open(whole ? this.path(ref.digest) : this.partPath(ref.digest), manifest);
    });
  }

  /**
   * The journal's room comes before content: where content has filled that too, the end of a part is given back until it is there
   * again. How the fetch ended could not be stored otherwise.
   */
  async yieldToJournal(part: PartFile): Promise<void> {
    while (!this.#journal.keepRoom() && (await part.shrink()));
  }

  /** Where the pieces of a part came from, as it was last written down. */
  noteOf(digest: string): PartNote | undefined {
    const text = this.#journal.fact(noteName(digest));
    return text === undefined ? undefined : (JSON.parse(text) as PartNote);
  }

  note(digest: string, note: PartNote): void {
    this.#journal.note(noteName(digest), JSON.stringify(note));
  }

  forgetNote(digest: string): void {
    this.#journal.forget(noteName(digest));
  }

  /** Was it compared with its digest by this process, and not been touched since? */
  async isUnchanged(ref: BlobRef): Promise<boolean> {
    const now = await seenAs(this.path(ref.digest)).catch(() => undefined);
    return now !== undefined && this.#verified.get(ref.digest) === now;
  }

  /**
   * Compares a whole blob with its digest; a part that matches becomes a blob of the cache. What does not match is gone
   * afterwards, so that it is fetched anew.
   */
  verify(ref: BlobRef): Promise<boolean> {
    return this.#alone(ref.digest, () => this.#verify(ref));
  }

  async #verify(ref: BlobRef): Promise<boolean> {
    const whole = existsSync(this.path(ref.digest));
    const path = whole ? this.path(ref.digest) : this.partPath(ref.digest);
    if (!existsSync(path) || !(await matches(path, ref))) {
      await this.drop(whole ? ref.digest : `${ref.digest}.part`);
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
    this.forgetNote(ref.digest);
    this.#verified.set(ref.digest, await seenAs(this.path(ref.digest)));
    return true;
  }

  /** Drops what no pending task needs, blobs and parts alike, until the rules hold. @returns how many were dropped */
  async evict(rules: CacheRules & { freePercent: number }): Promise<number> {
    const entries = [...this.#journal.blobs(), ...(await this.#parts())];
    const { bsize, blocks } = await statfs(this.folder);
    const keptFreeBytes = Math.floor((bsize * blocks * rules.freePercent) / 100);
    const needed = new Set([...rules.needed].flatMap((digest) => [digest, `${digest}.part`]));
    const wantFreeBytes = Math.max(rules.wantFreeBytes, keptFreeBytes);
    const dropped = toEvict(entries, { ...rules, wantFreeBytes, needed });
    for (const name of dropped) await this.drop(name);
    return dropped.length;
  }

  /** @param name a digest, or the file name of a part */
  async drop(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
    this.#journal.dropBlob(name);
    this.forgetNote(name.replace(/\.part$/, ""));
    this.#verified.delete(name);
  }

  /** Opening and renaming of one blob do not overlap: a part would begin anew beside the whole. */
  async #alone<T>(digest: string, work: () => Promise<T>): Promise<T> {
    const before = this.#busy.get(digest);
    const done = (async () => {
      await before?.catch(() => undefined);
      return await work();
    })();
    this.#busy.set(digest, done);
    try {
      return await done;
    } finally {
      if (this.#busy.get(digest) === done) this.#busy.delete(digest);
    }
  }

  /** Parts under their file names: left by actions that ended before all of it was here. */
  async #parts(): Promise<CachedBlob[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(".part"));
    const parts = names.map(async (name): Promise<CachedBlob[]> => {
      const found = await stat(this.path(name)).catch(() => undefined);
      // What it takes of the disk: pieces come in any order, so a part has holes.
      return found
        ? [{ digest: name, sizeBytes: Math.min(found.size, found.blocks * 512), usedMs: found.mtimeMs }]
        : [];
    });
    return (await Promise.all(parts)).flat();
  }

  /**
   * What a crash has left. A whole blob without its note becomes a part again, whose pieces are judged like any other's;
   * half-made results of patches go.
   */
  #sweep(): void {
    const known = new Set(this.#journal.blobs().map((blob) => blob.digest));
    for (const name of readdirSync(this.folder)) {
      if (known.has(name) || name.endsWith(".part")) continue;
      if (isDigest(name)) renameSync(this.path(name), this.partPath(name));
      else rmSync(this.path(name), { force: true, recursive: true });
    }
    for (const digest of known) if (!existsSync(this.path(digest))) this.#journal.dropBlob(digest);
  }
}

const noteName = (digest: string) => `part ${digest}`;

async function seenAs(path: string): Promise<string> {
  const { ino, size, mtimeMs, ctimeMs } = await stat(path);
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
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
