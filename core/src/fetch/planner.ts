import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import { splitRuns } from "../content/byte-range.ts";
import { type PieceRun, PieceSet } from "../content/piece-set.ts";
import type { Machine } from "../machine.ts";
import { type Random, seededRandom } from "../random/seeded.ts";

/** Where bytes may come from. The planner tries its own in their order; what a session brings, it only hears of. */
export type FetchSource = "cache" | "patch" | "multicast" | "peer" | "site" | "origin" | "push";

/** Sources that are asked once for the whole blob; `origin` is asked for runs of pieces, `push` sends when it chooses. */
const WHOLE: readonly FetchSource[] = ["cache", "patch"];

export type FetchInput =
  | { type: "start" }
  /** A whole-blob source has done what it could; its pieces came as `piece` before. */
  | { type: "whole-ended"; source: FetchSource }
  /** A piece arrived. `ok`: its digest matched and it is on the disk. */
  | { type: "piece"; source: FetchSource; request?: number; index: number; ok: boolean }
  | {
      type: "request-ended";
      request: number;
      outcome: "done" | "cut" | "missing";
      detail?: string;
      retryAfterMs?: number;
    }
  /** Something came for a request, but no whole piece yet: a slow line is not a silent one. */
  | { type: "heard"; request: number }
  /** The server has ended what it sent; pieces may be missing still. */
  | { type: "push-ended"; outcome: "sent" | "stopped" | "unavailable"; detail?: string }
  /** These pieces come in another way for now, and the server is not asked for them. What was said before is forgotten. */
  | { type: "elsewhere"; runs: readonly PieceRun[] }
  /** The server was heard: a wait for it need not go on. */
  | { type: "reachable" }
  | { type: "tick" };

export type FetchOutput =
  | { type: "use-whole"; source: FetchSource }
  /** Take part in the session of this blob. Until it says otherwise, everything comes from it. */
  | { type: "use-session" }
  /** Ask to be sent what is missing; said again after a disconnection by whoever holds the wire. */
  | { type: "use-push" }
  | { type: "request"; request: number; run: PieceRun }
  | { type: "abort"; request: number; why: string }
  | { type: "done" }
  | { type: "failed"; code: "content-missing" | "content-corrupt"; detail: string };

export interface FetchOptions {
  pieces: number;
  /** Pieces that are on the disk and were verified. */
  have: Iterable<number>;
  sources: readonly FetchSource[];
  parallel: number;
  stallMs: number;
  seed: number;
  /** Pieces in one Range request. */
  runPieces?: number;
}

/** 64 pieces are 11.5 MB: long enough to cost nothing in requests, short enough to go to another source soon. */
const RUN_PIECES = 64;
const BACKOFF_FIRST_MS = 1000;
const BACKOFF_LAST_MS = 300_000;
/** A server that says so often in a row that it cannot send a blob does not have it. */
const PUSH_REFUSALS = 3;

/** Requests in a row that brought nothing before sources that come after the origin are asked. */
const FAILURES = 3;

interface Request {
  run: PieceRun;
  /** When something last came of it. */
  heardMs: number;
}

/**
 * Plans the fetching of one blob in pieces: what to ask which source for, when to give a silent request up, how long to wait
 * after a failure. It never asks for a piece that it has or has asked for, and ends in `done` or `failed` once.
 */
export class FetchPlanner implements Machine<FetchInput, FetchOutput> {
  readonly #options: Required<FetchOptions>;
  readonly #have: PieceSet;
  readonly #asked: PieceSet;
  /** What others bring. */
  #elsewhere: PieceSet;
  readonly #requests = new Map<number, Request>();
  readonly #random: Random;
  #sources: FetchSource[];
  #using: FetchSource | undefined;
  #nextRequest = 1;
  #failures = 0;
  #waitUntilMs = 0;
  readonly #corrupt = new Map<FetchSource, number>();
  /** Times in a row that the server could not send, and whether it is to be asked again. */
  #unavailable = 0;
  #pushAgain = false;
  #ended = false;

  constructor(options: FetchOptions) {
    this.#options = { runPieces: RUN_PIECES, ...options };
    this.#have = new PieceSet(options.pieces);
    for (const index of options.have) this.#have.add(index);
    this.#asked = this.#have.copy();
    this.#elsewhere = new PieceSet(options.pieces);
    this.#sources = [...options.sources];
    this.#random = seededRandom(options.seed);
  }

  missing(): PieceSet {
    return this.#have.missing();
  }

  deadlineMs(): number | undefined {
    if (this.#ended) return undefined;
    if (this.#using === "push") return this.#pushAgain && this.#unasked() ? this.#waitUntilMs : undefined;
    if (this.#using !== "origin") return undefined;
    const stalls = [...this.#requests.values()].map((request) => request.heardMs + this.#options.stallMs);
    const wake = this.#hasRoom() && this.#unasked() !== undefined ? [this.#waitUntilMs] : [];
    const all = [...stalls, ...wake];
    return all.length === 0 ? undefined : Math.min(...all);
  }

  handle(input: FetchInput, nowMs: number): FetchOutput[] {
    if (this.#ended) return [];
    const outputs = this.#handle(input, nowMs);
    return this.#isAtAnEnd ? [...outputs, ...this.#nextSource(nowMs)] : outputs;
  }

  /** The origin brings nothing, and somebody else is to be asked after it. */
  get #isAtAnEnd(): boolean {
    return !this.#ended && this.#using === "origin" && this.#failures >= FAILURES && this.#sources[0] === "multicast";
  }

  #handle(input: FetchInput, nowMs: number): FetchOutput[] {
    switch (input.type) {
      case "start":
        return this.#nextSource(nowMs);
      case "whole-ended":
        return input.source === this.#using ? this.#nextSource(nowMs) : [];
      case "piece":
        return this.#piece(input, nowMs);
      case "request-ended":
        return this.#requestEnded(input, nowMs);
      case "heard": {
        const request = this.#requests.get(input.request);
        if (request) request.heardMs = nowMs;
        return [];
      }
      case "push-ended":
        return this.#pushEnded(input, nowMs);
      case "elsewhere":
        this.#elsewhere = PieceSet.fromRuns(this.#options.pieces, input.runs);
        return [...this.#abortElsewhere(), ...this.#tick(nowMs)];
      case "reachable":
        this.#waitUntilMs = Math.min(this.#waitUntilMs, nowMs);
        return this.#tick(nowMs);
      case "tick":
        return this.#tick(nowMs);
    }
  }

  #nextSource(nowMs: number): FetchOutput[] {
    if (this.#have.isFull) return this.#end({ type: "done" });
    const before = this.#using;
    this.#using = this.#sources.shift() ?? this.#using;
    if (this.#using === undefined)
      return this.#end({ type: "failed", code: "content-missing", detail: say("no-source") });
    if (WHOLE.includes(this.#using)) return [{ type: "use-whole", source: this.#using }];
    if (this.#using === "multicast") {
      const first: FetchOutput[] = [{ type: "use-session" }];
      if (before === "origin") {
        this.#using = before;
        return first;
      }
      this.#elsewhere = PieceSet.full(this.#options.pieces);
      return [...first, ...this.#nextSource(nowMs)];
    }
    if (this.#using === "push") return this.#push();
    return this.#ask(nowMs);
  }

  /** What a session brings is not asked for; a push is asked for where nothing comes from one. */
  #push(): FetchOutput[] {
    this.#pushAgain = this.#unasked() === undefined;
    return this.#pushAgain ? [] : [{ type: "use-push" }];
  }

  #piece(input: Extract<FetchInput, { type: "piece" }>, nowMs: number): FetchOutput[] {
    const request = input.request === undefined ? undefined : this.#requests.get(input.request);
    if (request) request.heardMs = nowMs;
    if (input.ok) {
      this.#have.add(input.index);
      this.#asked.add(input.index);
      this.#failures = 0;
      this.#unavailable = 0;
      return this.#have.isFull ? [...this.#abortAll("all pieces are here"), ...this.#end({ type: "done" })] : [];
    }
    // What an old file or a patch has wrong is only not there; a network that sends wrong bytes is counted.
    if (WHOLE.includes(input.source)) return [];
    const wrong = (this.#corrupt.get(input.source) ?? 0) + 1;
    this.#corrupt.set(input.source, wrong);
    if (wrong >= LIMITS.corruptPieces)
      return [
        ...this.#abortAll("too many wrong pieces"),
        ...this.#end({
          type: "failed",
          code: "content-corrupt",
          detail: say("pieces-wrong", { count: wrong, source: input.source, piece: input.index }),
        }),
      ];
    return [];
  }

  #requestEnded(input: Extract<FetchInput, { type: "request-ended" }>, nowMs: number): FetchOutput[] {
    const request = this.#requests.get(input.request);
    if (!request) return [];
    this.#giveBack(input.request, request);
    if (input.outcome === "missing")
      return [
        ...this.#abortAll("the content is not there"),
        ...this.#end({
          type: "failed",
          code: "content-missing",
          detail: input.detail ?? say("server-lacks"),
        }),
      ];
    const whole = range(request.run).every((index) => this.#have.has(index));
    if (!whole) this.#backOff(nowMs, input.retryAfterMs);
    return this.#ask(nowMs);
  }

  #pushEnded(input: Extract<FetchInput, { type: "push-ended" }>, nowMs: number): FetchOutput[] {
    if (this.#using !== "push") return [];
    if (input.outcome === "unavailable" && ++this.#unavailable >= PUSH_REFUSALS)
      return this.#end({
        type: "failed",
        code: "content-missing",
        detail: input.detail ?? say("server-cannot"),
      });
    this.#backOff(nowMs);
    this.#pushAgain = true;
    return [];
  }

  #tick(nowMs: number): FetchOutput[] {
    if (this.#using === "push" && this.#pushAgain && nowMs >= this.#waitUntilMs) return this.#push();
    if (this.#using !== "origin") return [];
    const outputs: FetchOutput[] = [];
    for (const [id, request] of this.#requests) {
      if (nowMs < request.heardMs + this.#options.stallMs) continue;
      this.#giveBack(id, request);
      this.#backOff(nowMs);
      outputs.push({
        type: "abort",
        request: id,
        why: `nothing came for ${Math.round(this.#options.stallMs / 1000)} s`,
      });
    }
    return [...outputs, ...this.#ask(nowMs)];
  }

  #ask(nowMs: number): FetchOutput[] {
    const outputs: FetchOutput[] = [];
    if (this.#using !== "origin" || nowMs < this.#waitUntilMs) return outputs;
    while (this.#hasRoom()) {
      const run = this.#unasked();
      if (!run) break;
      for (const index of range(run)) this.#asked.add(index);
      const id = this.#nextRequest++;
      this.#requests.set(id, { run, heardMs: nowMs });
      outputs.push({ type: "request", request: id, run });
    }
    return outputs;
  }

  /** The next run to ask for. */
  #unasked(): PieceRun | undefined {
    const left = this.#asked.missing();
    for (const index of this.#elsewhere) left.delete(index);
    return splitRuns(left.runs(1), this.#options.runPieces)[0];
  }

  /** Requests of which nothing is wanted any more. */
  #abortElsewhere(): FetchOutput[] {
    const outputs: FetchOutput[] = [];
    for (const [id, request] of this.#requests) {
      if (range(request.run).some((index) => !this.#have.has(index) && !this.#elsewhere.has(index))) continue;
      this.#giveBack(id, request);
      outputs.push({ type: "abort", request: id, why: "it comes in another way" });
    }
    return outputs;
  }

  /** After a failure one request feels its way; the others follow when it brings something. */
  #hasRoom(): boolean {
    return this.#requests.size < (this.#failures > 0 ? 1 : this.#options.parallel);
  }

  /** What a request did not bring may be asked for again. */
  #giveBack(id: number, { run }: Request): void {
    this.#requests.delete(id);
    for (const index of range(run)) if (!this.#have.has(index)) this.#asked.delete(index);
  }

  /** Doubled with each failure in a row, half of it by chance, so that a fleet does not come back as one. */
  #backOff(nowMs: number, atLeastMs = 0): void {
    const full = Math.min(BACKOFF_FIRST_MS * 2 ** this.#failures, BACKOFF_LAST_MS);
    this.#failures = Math.min(this.#failures + 1, LIMITS.fetchAttemptsWithoutProgress);
    this.#waitUntilMs = nowMs + Math.max(atLeastMs, full / 2 + (full / 2) * this.#random());
  }

  #abortAll(why: string): FetchOutput[] {
    const aborted = [...this.#requests.keys()].map((request): FetchOutput => ({ type: "abort", request, why }));
    this.#requests.clear();
    return aborted;
  }

  #end(output: FetchOutput): FetchOutput[] {
    this.#ended = true;
    return [output];
  }
}

function range([first, count]: PieceRun): number[] {
  return Array.from({ length: count }, (_, at) => first + at);
}
