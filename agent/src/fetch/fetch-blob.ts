import { bytesOfRuns } from "@shoal/core/content/byte-range";
import type { PieceSet } from "@shoal/core/content/piece-set";
import { type FetchInput, type FetchOutput, FetchPlanner, type FetchSource } from "@shoal/core/fetch/planner";
import type { Reason } from "@shoal/protocol/action/reason";
import type { BytesBySource } from "@shoal/protocol/action/report";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { pieceSpan } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import type { PeerAddress } from "@shoal/protocol/multicast/messages";
import { say } from "@shoal/protocol/sentence/say";
import type { Settings } from "@shoal/protocol/settings/rows";
import type { Part } from "../cache/part.ts";
import type { BlobSession, BlobSessionEvents } from "../multicast/blob-session.ts";
import type { PieceSource } from "../multicast/session-counts.ts";
import type { PushReceiver } from "../source/push.ts";
import type { RangeSource, Wanted } from "../source/source.ts";

export interface BlobFetchParts {
  ref: BlobRef;
  part: Part;
  actionId: string;
  sources: readonly FetchSource[];
  settings: Settings;
  seed: number;
  signal: AbortSignal;
  /** Bytes are counted into this. */
  bytes: BytesBySource;
  origin: RangeSource;
  push: PushReceiver;
  /** Takes part in the blob's session; absent where there is none. */
  session?: (events: BlobSessionEvents) => BlobSession;
  /** Tries to make the whole out of an old blob. @returns the bytes that this has cost; undefined where it was not done */
  patch: (missingBytes: number) => Promise<{ fetchedBytes: number } | undefined>;
  /** Wrong bytes are told to the server. */
  refuse: (detail: string) => void;
}

/** By which request, or from which peer, a piece came. */
interface Way {
  request?: number | undefined;
  from?: PeerAddress | undefined;
}
type Kept = Awaited<ReturnType<BlobSessionEvents["keep"]>>;

export type BlobOutcome =
  | { kind: "complete" | "stopped" }
  | { kind: "failed"; reason: Reason }
  | { kind: "io"; error: Error };

/** Runs the planner over real sources until every piece of one blob is in its part. */
export class BlobFetch {
  readonly #parts: BlobFetchParts;
  readonly #planner: FetchPlanner;
  readonly #requests = new Map<number, AbortController>();
  readonly #ended: Promise<BlobOutcome>;
  readonly #counted: PieceSet;
  readonly #keeping = new Set<Promise<Kept>>();
  #session: BlobSession | undefined;
  #timer: NodeJS.Timeout | undefined;
  #resolve: ((outcome: BlobOutcome) => void) | undefined;

  constructor(parts: BlobFetchParts) {
    this.#parts = parts;
    const { part, sources, settings, seed } = parts;
    this.#counted = part.have.copy();
    this.#ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#planner = new FetchPlanner({
      pieces: part.have.count,
      have: part.have,
      sources,
      parallel: settings.fetchParallel,
      stallMs: settings.fetchStallMs,
      seed,
    });
  }

  async run(): Promise<BlobOutcome> {
    const { signal, push, actionId, ref } = this.#parts;
    const stop = () => this.#finish({ kind: "stopped" });
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    else this.#feed({ type: "start" });
    const outcome = await this.#ended;
    signal.removeEventListener("abort", stop);
    // What is on its way to the disk will be found there, and counts for who brought it.
    await Promise.allSettled(this.#keeping);
    push.done(actionId, ref.digest);
    this.#session?.close();
    return outcome;
  }

  /** The server was heard. */
  reachable(): void {
    this.#feed({ type: "reachable" });
  }

  get digest(): string {
    return this.#parts.ref.digest;
  }

  /** Bytes that are still to come. */
  get missingBytes(): number {
    return bytesOfRuns(this.#planner.missing().runs(), this.#parts.ref.sizeBytes);
  }

  #finish(outcome: BlobOutcome): void {
    this.#resolve?.(outcome);
    this.#resolve = undefined;
    clearTimeout(this.#timer);
    for (const request of this.#requests.values()) request.abort();
  }

  #feed(input: FetchInput): void {
    if (!this.#resolve) return;
    for (const output of this.#planner.handle(input, performance.now())) this.#act(output);
    clearTimeout(this.#timer);
    const deadline = this.#planner.deadlineMs();
    if (deadline === undefined || !this.#resolve) return;
    this.#timer = setTimeout(() => this.#feed({ type: "tick" }), Math.max(0, deadline - performance.now()) + 1);
  }

  #act(output: FetchOutput): void {
    switch (output.type) {
      case "use-whole":
        void this.#useWhole(output.source);
        return;
      case "use-session":
        return this.#useSession();
      case "use-push":
        return this.#usePush();
      case "request":
        void this.#request(output.request, output.run);
        return;
      case "abort":
        this.#requests.get(output.request)?.abort();
        return;
      case "done":
        return this.#finish({ kind: "complete" });
      case "failed":
        return this.#finish({
          kind: "failed",
          reason: { code: output.code, detail: output.detail, next: NEXT[output.code] },
        });
    }
  }

  async #useWhole(source: FetchSource): Promise<void> {
    const missing = this.#planner.missing();
    const missingBytes = this.missingBytes;
    const made = source === "patch" ? await this.#parts.patch(missingBytes).catch(() => undefined) : undefined;
    if (!made) return this.#feed({ type: "whole-ended", source });
    this.#parts.bytes.patch += made.fetchedBytes;
    this.#parts.bytes.patchSaved += Math.max(0, missingBytes - made.fetchedBytes);
    for (const index of missing) this.#feed({ type: "piece", source, index, ok: true });
  }

  #usePush(): void {
    const { push, actionId, ref } = this.#parts;
    push.want({
      actionId,
      digest: ref.digest,
      lacks: () => this.#planner.missing().runs(LIMITS.pushRuns),
      keep: async (index, bytes) => (await this.#keep("push", index, bytes)) === "kept",
      ended: (outcome, detail) => this.#feed({ type: "push-ended", outcome, ...(detail ? { detail } : {}) }),
    });
  }

  async #request(request: number, run: [number, number]): Promise<void> {
    const abort = new AbortController();
    this.#requests.set(request, abort);
    const wanted: Wanted = {
      ref: this.#parts.ref,
      keep: async (source, index, bytes, request) => (await this.#keep(source, index, bytes, { request })) === "kept",
      heard: (id) => this.#feed({ type: "heard", request: id }),
    };
    const ended = await this.#parts.origin.fetch(wanted, request, run, abort.signal);
    this.#requests.delete(request);
    this.#session?.origin(ended.outcome !== "cut" || abort.signal.aborted);
    this.#feed({ type: "request-ended", request, ...ended });
  }

  #useSession(): void {
    const { session, refuse } = this.#parts;
    this.#session = session?.({
      keep: (source, index, bytes, from) => this.#keep(source, index, bytes, from ? { from } : {}),
      elsewhere: (runs) => this.#feed({ type: "elsewhere", runs }),
      accuse: refuse,
    });
    if (!this.#session) return;
    this.#session.start().catch(() => this.#feed({ type: "elsewhere", runs: [] }));
  }

  /** Once for each piece, also where two sources bring it at the same time. */
  #count(index: number, source: PieceSource, from?: PeerAddress): void {
    if (!this.#counted.add(index)) return this.#session?.pieceAgain(index, source);
    this.#parts.bytes[source] += pieceSpan(index, this.#parts.ref.sizeBytes).length;
    this.#session?.piece(index, source, from);
  }

  /** "kept": the bytes are this piece, and on the disk. */
  async #keep(source: PieceSource, index: number, bytes: Uint8Array, way: Way = {}): Promise<Kept> {
    if (!this.#resolve || index >= this.#parts.part.have.count) return "unwanted";
    const keeping = this.#write(source, index, bytes, way);
    this.#keeping.add(keeping);
    return await keeping.finally(() => this.#keeping.delete(keeping));
  }

  async #write(source: PieceSource, index: number, bytes: Uint8Array, { request, from }: Way): Promise<Kept> {
    const { part } = this.#parts;
    let ok = part.have.has(index);
    if (!ok) {
      try {
        ok = await part.write(index, bytes);
      } catch (error) {
        this.#finish({ kind: "io", error: error as Error });
        return "unwanted";
      }
      if (!ok) this.#parts.refuse(`piece ${index} from ${source} does not match the manifest`);
    }
    if (ok) this.#count(index, source, from);
    this.#feed({ type: "piece", source, index, ok, ...(request === undefined ? {} : { request }) });
    return ok ? "kept" : "wrong";
  }
}

const NEXT = {
  "content-missing": say("publish-or-between"),
  "content-corrupt": say("proxies-or-memory"),
} as const;
