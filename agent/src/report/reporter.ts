import type { Reports, ReportsAnswer } from "@shoal/protocol/agent/check-in";
import { LIMITS } from "@shoal/protocol/limits";
import type { HttpClient } from "../http/client.ts";
import type { Journal } from "../journal/journal.ts";
import type { Log } from "../log/log.ts";

const RETRY_FIRST_MS = 2000;
const RETRY_LAST_MS = 300_000;

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
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(parts: { http: HttpClient; journal: Journal; log: Log; random: () => number }) {
    this.#http = parts.http;
    this.#journal = parts.journal;
    this.#log = parts.log;
    this.#random = parts.random;
  }

  /** There is something to send, or the server may be back. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#sending) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#sending = true;
    void this.#send().finally(() => {
      this.#sending = false;
      if (this.#again && !this.#stopped) {
        this.#again = false;
        this.wake();
      }
    });
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #send(): Promise<void> {
    for (;;) {
      const reports = this.#journal.reports(LIMITS.reportsPerRequest);
      const refusals = this.#journal.refusals(LIMITS.reportsPerRequest);
      if ((reports.length === 0 && refusals.length === 0) || this.#stopped) return;
      const body: Reports = {
        reports: reports.map((each) => each.value),
        ...(refusals.length > 0 ? { refusals: refusals.map((each) => each.value) } : {}),
      };
      try {
        const { results } = await this.#http.json<ReportsAnswer>("/agent/v1/reports", { method: "POST", body });
        for (const result of results)
          if (result.outcome === "refused")
            this.#log.warn(`the server refused report ${result.actionId}/${result.step}: ${result.detail ?? ""}`);
        if (this.#stopped) return;
        this.#journal.sent(reports, refusals);
        this.#failures = 0;
      } catch (error) {
        const waitMs = Math.min(RETRY_FIRST_MS * 2 ** this.#failures++, RETRY_LAST_MS) * (0.5 + this.#random() / 2);
        this.#log.info(`${reports.length} reports wait for the server: ${(error as Error).message}`);
        if (!this.#stopped) this.#timer = setTimeout(() => this.wake(), waitMs);
        return;
      }
    }
  }
}
