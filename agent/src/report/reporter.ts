import type { Reports, ReportsAnswer } from "@shoal/protocol/agent/check-in";
import { LIMITS } from "@shoal/protocol/limits";
import { type HttpClient, HttpFailure } from "../http/client.ts";
import type { Journal, Waiting } from "../journal/journal.ts";
import type { Log } from "../log/log.ts";

/** Steps that follow each other at once go in one request: many devices begin a task at the same moment. */
const GATHER_MS = 100;
const RETRY_FIRST_MS = 2000;
const RETRY_LAST_MS = 300_000;
/** Below `LIMITS.jsonBodyBytes`, with room for refusals: log tails make reports long. */
const BATCH_BYTES = 512 * 1024;

/**
 * Sends what the journal holds, in order, until the server has it. A report leaves the journal only when the server said that
 * it is stored, known, or will never be taken.
 */
export class Reporter {
  readonly #http: HttpClient;
  readonly #journal: Journal;
  readonly #log: Log;
  readonly #random: () => number;
  #sending = false;
  #again = false;
  #failures = 0;
  #batch: number = LIMITS.reportsPerRequest;
  #timer: NodeJS.Timeout | undefined;
  #gathering: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(parts: { http: HttpClient; journal: Journal; log: Log; random: () => number }) {
    this.#http = parts.http;
    this.#journal = parts.journal;
    this.#log = parts.log;
    this.#random = parts.random;
  }

  /** There is something to send, and perhaps soon more; while the server is away, the wait that was begun goes on. */
  wake(): void {
    if (this.#failures > 0 || this.#stopped) return;
    this.#gathering ??= setTimeout(() => this.sendNow(), GATHER_MS);
  }

  /** The server was heard: what waits for it need not wait longer. */
  sendNow(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    if (this.#stopped) return;
    if (this.#sending) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#sending = true;
    void this.#send().finally(() => {
      this.#sending = false;
      if (!this.#again || this.#failures > 0) return;
      this.#again = false;
      this.sendNow();
    });
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#gathering);
  }

  async #send(): Promise<void> {
    try {
      while (!this.#stopped && (await this.#sendSome())) this.#failures = 0;
    } catch (error) {
      if (this.#stopped) return;
      if (this.#failures === 0) this.#log.info(`reports wait to be sent: ${(error as Error).message}`);
      const full = Math.min(RETRY_FIRST_MS * 2 ** this.#failures++, RETRY_LAST_MS);
      this.#timer = setTimeout(() => this.sendNow(), full * (0.5 + this.#random() / 2));
    }
  }

  /** @returns whether to go on. @throws Error where it is to be tried again later */
  async #sendSome(): Promise<boolean> {
    const waiting = this.#waiting();
    const { reports, refusals, sessions } = waiting;
    if (reports.length + refusals.length + sessions.length === 0) return false;
    const body: Reports = {
      reports: reports.map((each) => each.value),
      ...(refusals.length > 0 ? { refusals: refusals.map((each) => each.value) } : {}),
      ...(sessions.length > 0 ? { sessions: sessions.map((each) => each.value) } : {}),
    };
    let results: ReportsAnswer["results"];
    try {
      ({ results } = await this.#http.json<ReportsAnswer>("/agent/v1/reports", { method: "POST", body }));
    } catch (error) {
      if (this.#stopped || !isUnreadable(error)) throw error;
      return this.#divide(waiting, error);
    }
    if (this.#stopped) return false;
    for (const result of results)
      if (result.outcome === "refused")
        this.#log.warn(`the server refused report ${result.actionId}/${result.step}: ${result.detail ?? ""}`);
    const answered = new Set(results.map((each) => `${each.actionId} ${each.step}`));
    const taken = reports.filter(({ value }) => answered.has(`${value.actionId} ${value.step}`));
    this.#journal.sent({ reports: taken, refusals, sessions });
    if (taken.length < reports.length) throw new Error("the server's answer does not name every report");
    this.#batch = LIMITS.reportsPerRequest;
    return true;
  }

  /** While a report that cannot be read is looked for, what is of another kind waits, so that it is known which of them it was. */
  #waiting(): Waiting {
    const isLooking = this.#batch < LIMITS.reportsPerRequest;
    const reports = this.#journal.reports(this.#batch, BATCH_BYTES);
    const refusals = isLooking && reports.length > 0 ? [] : this.#journal.refusals(this.#batch);
    const sessions = isLooking && reports.length + refusals.length > 0 ? [] : this.#journal.sessions(this.#batch);
    return { reports, refusals, sessions };
  }

  /** One report that a server cannot read must not hold up those behind it: smaller and smaller requests find it. */
  #divide(waiting: Waiting, error: HttpFailure): boolean {
    const all = [...waiting.reports, ...waiting.refusals, ...waiting.sessions];
    if (all.length > 1 && this.#batch > 1) {
      this.#batch = Math.ceil(this.#batch / 2);
      return true;
    }
    // Something on the way said so (a proxy, a port that speaks TLS now), and it may be gone tomorrow.
    if (error.code === undefined) throw error;
    if (this.#tellLess(waiting)) return true;
    this.#log.warn(`the server cannot read ${JSON.stringify(all)}: ${error.message}; dropped`);
    this.#journal.sent(waiting);
    return true;
  }

  /** A server of before does not know who gave to whom, and takes the rest. */
  #tellLess({ sessions: [session] }: Waiting): boolean {
    if (!session?.value.peer && !session?.value.peers) return false;
    const { peer: _, peers: __, ...known } = session.value;
    this.#journal.session(known);
    return true;
  }
}

/** The request was understood as one, and will never be taken as it is. */
function isUnreadable(error: unknown): error is HttpFailure {
  return error instanceof HttpFailure && [400, 413, 422].includes(error.status);
}
