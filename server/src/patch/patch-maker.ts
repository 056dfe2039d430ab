import { rm, stat } from "node:fs/promises";
import { LIMITS } from "@shoal/protocol/limits";
import type { Logger } from "pino";
import type { BlobStore } from "../blob/blob-store.ts";
import type { PatchStore } from "./patch-store.ts";
import { levelFor, type Pair, pairsOf, windowLogFor } from "./plan.ts";
import { checkPatch, makePatch, zstdVersion } from "./zstd.ts";

export interface PatchMakerOptions {
  store: PatchStore;
  blobs: BlobStore;
  log: Logger;
  now: () => number;
  /** The program; default: the one in the path. */
  program?: string;
}

/** Releases whose patches may be unfinished when a server is started again. */
const LOOKED_AT_START = 20;

/** Makes patches for published releases, one at a time and with the lowest priority, for as long as the server runs. */
export class PatchMaker {
  readonly #options: Required<PatchMakerOptions>;
  readonly #stop = new AbortController();
  #queue: number[] = [];
  #work: Promise<void> = Promise.resolve();
  #version: string | undefined;

  constructor(options: PatchMakerOptions) {
    this.#options = { program: "zstd", ...options };
  }

  /** Looks for the program, and goes on where the last run of the server stopped. */
  async start(): Promise<void> {
    const { program, log, store } = this.#options;
    this.#version = await zstdVersion(program);
    if (this.#version === undefined) {
      log.warn({ program }, "no patches will be made: the zstd program (1.4.5 or newer) was not found");
      return;
    }
    for (const id of (await store.lastReleases(LOOKED_AT_START)).reverse()) this.enqueue(id);
  }

  /** For people: whether patches are made, and why not. */
  get state(): string {
    return this.#version === undefined
      ? "not made: the zstd program (1.4.5 or newer) was not found"
      : `made by zstd ${this.#version}; releases waiting: ${this.#queue.length}`;
  }

  /** To be called after a release was published. */
  enqueue(releaseId: number): void {
    if (this.#version === undefined || this.#stop.signal.aborted) return;
    this.#queue.push(releaseId);
    this.#work = this.#work.then(() => this.#release(releaseId));
  }

  /** When nothing is left to do. */
  async idle(): Promise<void> {
    await this.#work;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#work;
  }

  async #release(releaseId: number): Promise<void> {
    const { store, log } = this.#options;
    try {
      if (this.#stop.signal.aborted) return;
      const bases = await store.heldBefore(releaseId);
      const pairs = pairsOf(await store.filesOf(releaseId), await Promise.all(bases.map((id) => store.filesOf(id))));
      for (const pair of pairs) {
        if (this.#stop.signal.aborted) return;
        if (!(await store.isDecided(pair))) await this.#make(pair);
      }
    } catch (error) {
      log.error({ err: error, releaseId }, "patches of this release were not made");
    } finally {
      this.#queue = this.#queue.filter((each) => each !== releaseId);
    }
  }

  async #make(pair: Pair): Promise<void> {
    const { store, blobs, log, now, program } = this.#options;
    const { from, target } = pair;
    const about = { from: from.digest, target: target.digest };
    const free = await blobs.folder.freeBytes();
    if (free < target.sizeBytes) {
      log.warn({ ...about, free }, "no patch: not enough free space");
      return;
    }
    const patchPath = blobs.folder.temporaryPath();
    const windowLog = windowLogFor(pair);
    const job = {
      program,
      oldPath: blobs.folder.blobPath(from.digest),
      patchPath,
      windowLog,
      timeoutMs: LIMITS.patchMakeMs,
      signal: this.#stop.signal,
    };
    try {
      const newPath = blobs.folder.blobPath(target.digest);
      const made = await makePatch({ ...job, newPath, level: levelFor(target.sizeBytes) });
      const size = made.ok ? (await stat(patchPath)).size : 0;
      const isSmall = size <= target.sizeBytes * LIMITS.patchShare;
      const outcome = made.ok && isSmall ? await checkPatch({ ...job, targetDigest: target.digest }) : made;
      if (!outcome.ok) {
        // Cut by the server's own end, it is made after the next start.
        if (outcome.why !== "stopped") log.warn({ ...about, why: outcome.why, detail: outcome.detail }, "no patch");
        if (outcome.why !== "stopped") await store.refuse(pair, outcome.why, outcome.detail, now());
      } else if (!isSmall) {
        log.info({ ...about, size }, "no patch: it would save too little");
        await store.refuse(pair, "too-large", `${size} bytes of ${target.sizeBytes}`, now());
      } else {
        const ref = await blobs.adopt(patchPath);
        const { digest, sizeBytes, manifestDigest } = ref;
        const names = { from: from.digest, target: target.digest, digest, sizeBytes, manifestDigest };
        await store.add({ ...names, format: "zstd-patch-from", windowLog }, now());
        log.info({ ...about, size, whole: target.sizeBytes }, "patch made");
      }
    } finally {
      await rm(patchPath, { force: true });
    }
  }
}
