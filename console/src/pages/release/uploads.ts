import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { LIMITS } from "@shoal/protocol/limits";
import { findBlob, putBlob } from "../../api/blob.ts";
import { Refused } from "../../api/client.ts";
import type { Hashed } from "./hash-worker.ts";

/** `waiting`: the server is not reached, and is tried again. */
export type UploadState = "queued" | "hashing" | "sending" | "waiting" | "there" | "failed";

export interface Upload {
  path: string;
  sizeBytes: number;
  state: UploadState;
  doneBytes: number;
  /** Once it is hashed. */
  ref?: BlobRef;
  /** It did not have to be sent. */
  known?: boolean;
  error?: Error;
}

/** Between two tries, the more the more of them were in vain. */
const AGAIN_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/**
 * Files on their way to the server: hashed beside the page, asked for, and sent where they are not there. One after the other, so that what
 * is the same is there when its turn comes. A lost line is waited for; what has arrived as a whole is not sent again.
 */
export class Uploads {
  #all: ReadonlyMap<string, Upload> = new Map();
  readonly #sources = new Map<string, { file: File; stop: AbortController }>();
  readonly #listeners = new Set<() => void>();
  #last: Promise<void> = Promise.resolve();

  get all(): ReadonlyMap<string, Upload> {
    return this.#all;
  }

  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What the server has already, of an earlier release. */
  known(path: string, ref: BlobRef): void {
    this.#set({ path, sizeBytes: ref.sizeBytes, state: "there", doneBytes: ref.sizeBytes, ref, known: true });
  }

  add(path: string, file: File): void {
    this.remove(path);
    const stop = new AbortController();
    this.#sources.set(path, { file, stop });
    const upload: Upload = { path, sizeBytes: file.size, state: "queued", doneBytes: 0 };
    this.#set(upload);
    this.#last = this.#last.then(() => this.#run(upload, file, stop.signal));
  }

  /** Another try, where one has failed. */
  again(path: string): void {
    const source = this.#sources.get(path);
    if (source) this.add(path, source.file);
  }

  /** Takes it away, wherever it is. */
  remove(path: string): void {
    this.#sources.get(path)?.stop.abort();
    this.#sources.delete(path);
    this.#all = new Map([...this.#all].filter(([each]) => each !== path));
    this.#tell();
  }

  /** Takes away what the package file names no more. */
  keep(paths: readonly string[]): void {
    for (const path of this.#all.keys()) if (!paths.includes(path)) this.remove(path);
  }

  close(): void {
    for (const { stop } of this.#sources.values()) stop.abort();
  }

  async #run(upload: Upload, file: File, signal: AbortSignal): Promise<void> {
    const change = (more: Partial<Upload>) => {
      if (!signal.aborted) this.#set({ ...this.#all.get(upload.path)!, ...more });
    };
    try {
      if (file.size > LIMITS.blobBytes) throw new Error("64 GiB is the most");
      if (signal.aborted) return;
      change({ state: "hashing" });
      const ref = await hash(file, signal, (doneBytes) => change({ doneBytes }));
      change({ ref });
      const known = await send(file, ref, signal, change);
      change({ state: "there", known, doneBytes: file.size });
    } catch (error) {
      change({ state: "failed", error: error as Error });
    }
  }

  #set(upload: Upload): void {
    this.#all = new Map([...this.#all, [upload.path, upload]]);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function hash(file: File, signal: AbortSignal, onDone: (bytes: number) => void): Promise<BlobRef> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./hash-worker.ts", import.meta.url), { type: "module" });
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    worker.addEventListener("message", ({ data }: MessageEvent<Hashed>) => {
      if ("doneBytes" in data) onDone(data.doneBytes);
      else end(() => ("ref" in data ? resolve(data.ref) : reject(new Error(data.why))));
    });
    worker.addEventListener("error", ({ message }) => end(() => reject(new Error(message))));
    signal.addEventListener("abort", () => end(() => reject(new Error("it was taken away"))), { once: true });
    worker.postMessage(file);
  });
}

/** @returns whether it was there already */
async function send(
  file: File,
  ref: BlobRef,
  signal: AbortSignal,
  change: (more: Partial<Upload>) => void,
): Promise<boolean> {
  for (let tries = 0; ; tries++) {
    try {
      if (await findBlob(ref.digest)) return tries === 0;
      change({ state: "sending", doneBytes: 0 });
      await putBlob(ref.digest, file, signal, (doneBytes) => change({ doneBytes }));
      return false;
    } catch (error) {
      if (signal.aborted || !passes(error)) throw error;
      // Whoever has written to the file since has another one.
      await file.slice(0, 1).arrayBuffer();
      change({ state: "waiting" });
      await pause(AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)]!, signal);
    }
  }
}

/** Whether it may go by itself: nobody was reached, or whoever was is busy. */
function passes(error: unknown): boolean {
  return (
    error instanceof TypeError || (error instanceof Refused && [429, 502, 503, 504].includes(error.problem.status))
  );
}

/** Until then, or until the browser says that there is a network again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      over.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end, { signal: over.signal });
    signal.addEventListener("abort", end, { signal: over.signal });
  });
}
