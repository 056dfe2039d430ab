import { PieceSet } from "@shoal/core/content/piece-set";
import type { PieceHolder } from "@shoal/core/multicast/messages";
import { LeasePace } from "@shoal/core/site/lease-pace";
import type { ExchangeAnswer, ExchangeAsk } from "@shoal/protocol/agent/exchange";
import { LIMITS } from "@shoal/protocol/limits";
import { type HttpClient, HttpFailure } from "../http/client.ts";
import type { Log } from "../log/log.ts";

/** Where this device is, as the server divides by it. */
export interface Place {
  subnet: string;
  gateway?: string;
  nameSuffix?: string;
  /** Where others get its pieces. */
  peer: { host: string; port: number };
}

export interface ExchangePlan {
  /** Pieces that this device fetches from the origin; undefined: nobody divides, and it fetches what it lacks. */
  lease: PieceSet | undefined;
  /** Others that have the rest, or get it. */
  holders: PieceHolder[];
  /** With how many it is divided. */
  others: number;
}

export interface ExchangeParts {
  http: HttpClient;
  log: Log;
  actionId: string;
  blob: string;
  pieces: number;
  place: Place;
  siteName: string;
  sharing: boolean;
  /** Pieces that this device or its subnet has. */
  held: () => PieceSet;
  plan: (plan: ExchangePlan) => void;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;
/** Questions closer together would tell nothing new. */
const LEAST_MS = 150;
/** A server that does not answer that long does not hold the site up. */
const GIVE_UP_MS = 10_000;
/** Attempts in a row by which a peer gave nothing, before the server is told. */
const ATTEMPTS = 2;
/** And then it is tried again: a line may have been away for a moment. */
const TRY_AGAIN_MS = 15_000;
const ALONE: ExchangePlan = { lease: undefined, holders: [], others: 0 };

/** Asks the server which pieces of a blob this device is to fetch for its site, and who has the others. */
export class Exchange {
  readonly #parts: ExchangeParts;
  readonly #pace = new LeasePace();
  readonly #stop = new AbortController();
  /** What the server knows of. */
  #told: PieceSet;
  #lease: PieceSet;
  #leasedBefore = 0;
  #isDivided = false;
  #whole = true;
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> | undefined;
  #isClosed = false;
  #askedMs = Number.NEGATIVE_INFINITY;
  #heardMs = performance.now();
  #failures = 0;
  #isOff = false;
  /** Peers that gave nothing, how often in a row, and when last. */
  readonly #failed = new Map<string, { times: number; atMs: number }>();

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    this.#told = new PieceSet(parts.pieces);
    this.#lease = new PieceSet(parts.pieces);
  }

  start(): void {
    this.#askNow();
  }

  /** A piece is on the disk: it may be time for the next lease. */
  piece(index: number): void {
    if (this.#lease.delete(index) && this.#lease.size <= this.#pace.low) this.#soon();
  }

  /** A peer gave nothing. */
  failed(peer: { host: string; port: number }): void {
    const name = nameOf(peer);
    const times = (this.#failed.get(name)?.times ?? 0) + 1;
    if (times === Number.POSITIVE_INFINITY) return;
    this.#failed.set(name, { times, atMs: performance.now() });
    if (times >= ATTEMPTS) this.#soon();
  }

  /** It gave something after all. */
  brought(peer: { host: string; port: number }): void {
    const name = nameOf(peer);
    if (this.#failed.get(name)?.times !== Number.POSITIVE_INFINITY) this.#failed.delete(name);
  }

  /** It gave wrong bytes: its pieces are fetched from elsewhere. */
  shun(peer: { host: string; port: number }): void {
    this.#failed.set(nameOf(peer), { times: Number.POSITIVE_INFINITY, atMs: Number.POSITIVE_INFINITY });
    this.#soon();
  }

  /** What others still have is not where it was said to be. */
  lost(): void {
    this.#soon();
  }

  /** @param stays it has everything and gives it to others for a while */
  async close(stays: boolean): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    // What is asked already may bring a lease: it is let answer, or that lease would be given back before it was given.
    if (stays) this.#stop.abort();
    await this.#asking;
    this.#stop.abort();
    if (this.#isOff || this.#askedMs < 0) return;
    // Not said to a server that cannot be reached: it forgets by itself.
    await this.#send(!stays).catch(() => undefined);
  }

  #soon(): void {
    if (this.#asking || this.#isOff || this.#isClosed) return;
    this.#after(Math.max(0, this.#askedMs + LEAST_MS - performance.now()));
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#askNow(), ms);
    this.#timer.unref();
  }

  #askNow(): void {
    if (this.#asking || this.#isOff || this.#isClosed) return;
    this.#asking = this.#ask().finally(() => {
      this.#asking = undefined;
    });
  }

  async #ask(): Promise<void> {
    const nowMs = performance.now();
    this.#askedMs = nowMs;
    this.#pace.asks(this.#lease.size, this.#leasedBefore - this.#lease.size, nowMs);
    try {
      const answer = await this.#send(false);
      if (this.#isClosed) return;
      this.#heard(answer);
      if (!this.#parts.held().isFull) this.#after(answer.againMs);
    } catch (error) {
      if (!this.#isClosed) this.#failedToAsk(error as Error);
    }
  }

  async #send(leaves: boolean): Promise<ExchangeAnswer> {
    const { http, actionId, blob, pieces, place, siteName, sharing, held } = this.#parts;
    const have = held().copy();
    const runs = (this.#whole ? have : have.copy().deleteAll(this.#told)).runs(LIMITS.exchangeHaveRuns);
    const body: ExchangeAsk = {
      actionId,
      blob,
      pieces,
      subnet: place.subnet,
      siteName,
      sharing,
      ...(place.gateway ? { gateway: place.gateway } : {}),
      ...(place.nameSuffix ? { nameSuffix: place.nameSuffix } : {}),
      peer: place.peer,
      have: leaves ? [] : runs,
      whole: this.#whole,
      want: have.isFull ? 0 : this.#pace.want,
      unreachable: this.#unreachable(),
      leaves,
    };
    const signal = leaves || have.isFull ? undefined : this.#stop.signal;
    const answer = await http.json<ExchangeAnswer>("/agent/v1/exchange", {
      method: "POST",
      body,
      idleMs: GIVE_UP_MS,
      ...(signal ? { signal } : {}),
    });
    const told = PieceSet.fromRuns(pieces, runs);
    this.#told = this.#whole ? told : this.#told.addAll(told);
    // It was started anew, or holds something against us that is gone: everything is said again.
    this.#whole = answer.held !== this.#told.size;
    return answer;
  }

  #heard({ lease, holders, scope, others }: ExchangeAnswer): void {
    const { pieces, log, plan, held } = this.#parts;
    if (!this.#isDivided) log.info(`${this.#parts.blob.slice(0, 8)}: divided with ${others} others of ${scope}`);
    this.#failures = 0;
    this.#heardMs = performance.now();
    this.#lease = PieceSet.fromRuns(pieces, lease).deleteAll(held());
    this.#leasedBefore = this.#lease.size;
    this.#isDivided = true;
    plan({
      lease: this.#lease.copy(),
      others,
      // What is there is not to wait behind what is still coming there.
      holders: holders.flatMap(({ host, port, has, coming }) => {
        const address = { host, port };
        const both: PieceHolder[] = [
          { address, has },
          { address, has: coming, partial: true },
        ];
        return both.filter((each) => each.has.length > 0);
      }),
    });
  }

  #failedToAsk(error: Error): void {
    const { log, plan } = this.#parts;
    const isPassing = !(error instanceof HttpFailure) || error.passing;
    if (!isPassing) {
      this.#isOff = true;
      log.info(`nothing is divided with others: ${error.message}`);
      return plan(ALONE);
    }
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** this.#failures++, LAST_RETRY_MS);
    if (performance.now() - this.#heardMs > GIVE_UP_MS) {
      this.#isDivided = false;
      plan(ALONE);
    }
    this.#after(waitMs);
  }

  #unreachable(): ExchangeAsk["unreachable"] {
    const nowMs = performance.now();
    const names = [...this.#failed]
      .filter(([, { times, atMs }]) => times >= ATTEMPTS && nowMs < atMs + TRY_AGAIN_MS)
      .map(([name]) => name);
    return names.slice(-LIMITS.exchangeUnreachable).map((name) => {
      const [host = "", port = "0"] = name.split("|");
      return { host, port: Number(port) };
    });
  }
}

function nameOf({ host, port }: { host: string; port: number }): string {
  return `${host}|${port}`;
}
