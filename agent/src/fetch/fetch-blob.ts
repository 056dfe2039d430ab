import { bytesOfRuns } from "@shoal/core/content/byte-range";
import { type FetchInput, type FetchOutput, FetchPlanner, type FetchSource } from "@shoal/core/fetch/planner";
import type { Reason } from "@shoal/protocol/action/reason";
import type { BytesBySource } from "@shoal/protocol/action/report";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Manifest } from "@shoal/protocol/content/manifest";
import { pieceSpan } from "@shoal/protocol/content/piece";
import type { Settings } from "@shoal/protocol/settings/settings";
import type { Cache } from "../cache/cache.ts";
import type { PartFile } from "../cache/part-file.ts";
import type { HttpClient } from "../http/client.ts";
import { isDiskError, originSource } from "../source/origin.ts";
import type { PushReceiver } from "../source/push.ts";
import type { RangeSource, Wanted } from "../source/source.ts";

export interface FetchParts {
  http: HttpClient;
  cache: Cache;
  push: PushReceiver;
  settings: Settings;
  seed: number;
  /** Tries to make the whole out of an old blob. @returns whether the part now has everything, and the bytes that cost */
  patch: (ref: BlobRef, missingBytes: number, signal: AbortSignal) => Promise<{ fetchedBytes: number } | undefined>;
  /** Wrong bytes are told to the server. */
  refuse: (what: "piece", subject: string, detail: string) => void;
}

export type BlobOutcome = { ok: true } | { ok: false; reason: Reason };

/** Runs the planner over real sources until every piece of one blob is in its part file. Counts into `bytes`. */
export class BlobFetch {
  readonly #parts: FetchParts;
  readonly #ref: BlobRef;
  readonly #manifest: Manifest;
  readonly #actionId: string;
  readonly #signal: AbortSignal;
  readonly #bytes: BytesBySource;
  readonly #planner: FetchPlanner;
  readonly #origin: RangeSource;
  readonly #requests = new Map<number, AbortController>();
  readonly #part: { file: PartFile };
  #timer: NodeJS.Timeout | undefined;
  #finish: (outcome: BlobOutcome) => void = () => {};

  constructor(
    parts: FetchParts,
    wanted: {
      ref: BlobRef;
      manifest: Manifest;
      actionId: string;
      signal: AbortSignal;
      part: PartFile;
      sources: readonly FetchSource[];
      bytes: BytesBySource;
    },
  ) {
    this.#parts = parts;
    this.#ref = wanted.ref;
    this.#manifest = wanted.manifest;
    this.#actionId = wanted.actionId;
    this.#signal = wanted.signal;
    this.#bytes = wanted.bytes;
    this.#part = { file: wanted.part };
    const { settings } = parts;
    this.#origin = originSource({
      http: parts.http,
      rateBytesPerSecond: settings.fetchRateBytesPerSecond,
      stallMs: settings.fetchStallMs,
    });
    this.#planner = new FetchPlanner({
      pieces: wanted.part.have.count,
      have: wanted.part.have,
      sources: wanted.sources,
      parallel: settings.fetchParallel,
      stallMs: settings.fetchStallMs,
      seed: parts.seed,
    });
  }

  async run(): Promise<BlobOutcome> {
    const ended = new Promise<BlobOutcome>((resolve) => {
      this.#finish = resolve;
    });
    const stop = () => this.#finish({ ok: false, reason: { code: "fetch-failed", detail: "stopped" } });
    this.#signal.addEventListener("abort", stop, { once: true });
    if (this.#signal.aborted) stop();
    this.#feed({ type: "start" });
    const outcome = await ended;
    this.#signal.removeEventListener("abort", stop);
    clearTimeout(this.#timer);
    for (const request of this.#requests.values()) request.abort();
    this.#parts.push.done(this.#actionId, this.#ref.digest);
    return outcome;
  }

  #feed(input: FetchInput): void {
    for (const output of this.#planner.handle(input, performance.now())) this.#act(output);
    clearTimeout(this.#timer);
    const deadline = this.#planner.deadlineMs();
    if (deadline !== undefined)
      this.#timer = setTimeout(
        () => this.#feed({ type: "tick" }),
        Math.min(Math.max(0, deadline - performance.now()) + 1, 60_000),
      );
  }

  #act(output: FetchOutput): void {
    switch (output.type) {
      case "use-whole":
        void this.#useWhole(output.source);
        return;
      case "use-push":
        this.#parts.push.want({
          actionId: this.#actionId,
          digest: this.#ref.digest,
          lacks: () => this.#planner.missing().runs(1000),
          keep: (index, bytes) => this.#keep("push", index, bytes),
        });
        return;
      case "request":
        void this.#request(output.request, output.run);
        return;
      case "abort":
        this.#requests.get(output.request)?.abort();
        return;
      case "done":
        return this.#finish({ ok: true });
      case "failed":
        return this.#finish({
          ok: false,
          reason: {
            code: output.code,
            detail: output.detail,
            next:
              output.code === "content-missing"
                ? "Publish the release again, or look at what stands between this device and the server."
                : "Something between the server and this device changes what passes; look for proxies and failing memory.",
          },
        });
    }
  }

  async #useWhole(source: FetchSource): Promise<void> {
    if (source === "patch") {
      const missing = this.#planner.missing();
      const made = await this.#parts
        .patch(this.#ref, bytesOfRuns(missing.runs(), this.#ref.sizeBytes), this.#signal)
        .catch(() => undefined);
      if (made) {
        this.#bytes.patch += made.fetchedBytes;
        this.#bytes.patchSaved += Math.max(0, this.#ref.sizeBytes - made.fetchedBytes);
        for (const index of missing) this.#feed({ type: "piece", source, index, ok: true });
        return;
      }
    }
    this.#feed({ type: "whole-ended", source });
  }

  async #request(request: number, run: [number, number]): Promise<void> {
    const abort = new AbortController();
    this.#requests.set(request, abort);
    const wanted: Wanted = {
      ref: this.#ref,
      manifest: this.#manifest,
      actionId: this.#actionId,
      signal: this.#signal,
      keep: (source, index, bytes, id) => this.#keep(source, index, bytes, id),
    };
    try {
      const ended = await this.#origin.fetch(wanted, request, run, abort.signal);
      this.#requests.delete(request);
      this.#feed({ type: "request-ended", request, ...ended });
    } catch (error) {
      this.#requests.delete(request);
      this.#failed(error as Error);
    }
  }

  async #keep(source: FetchSource, index: number, bytes: Uint8Array, request?: number): Promise<boolean> {
    let ok: boolean;
    try {
      if (index >= this.#part.file.have.count) return false;
      ok = this.#part.file.have.has(index) || (await this.#part.file.write(index, bytes));
    } catch (error) {
      this.#failed(error as Error);
      return false;
    }
    if (ok)
      this.#bytes[source === "origin" || source === "push" ? source : "origin"] += pieceSpan(
        index,
        this.#ref.sizeBytes,
      ).length;
    else this.#parts.refuse("piece", this.#ref.digest, `piece ${index} from ${source} does not match the manifest`);
    this.#feed({ type: "piece", source, index, ok, ...(request === undefined ? {} : { request }) });
    return ok;
  }

  #failed(error: Error & { code?: string }): void {
    if (isDiskError(error) && error.code !== "EIO") {
      const lacks = bytesOfRuns(this.#planner.missing().runs(), this.#ref.sizeBytes);
      return this.#finish({
        ok: false,
        reason: {
          code: "disk-full",
          detail: `${lacks} bytes of ${this.#ref.digest.slice(0, 12)}… are still to come, and ${this.#parts.cache.folder} takes no more`,
          next: "Free some space on the device, then retry; what is here already is kept.",
        },
      });
    }
    this.#finish({
      ok: false,
      reason: { code: "internal", detail: `the content could not be kept: ${error.message}` },
    });
  }
}
