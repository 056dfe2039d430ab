import type { SessionReport } from "@shoal/protocol/session/report";
import type { SessionCounts } from "./session-counts.ts";

/** What a killed agent may forget of a session. */
const NOTE_MS = 5000;

export interface SessionTellerParts {
  of: Pick<SessionReport, "actionId" | "session" | "digest" | "subnet" | "site" | "peer">;
  counts: SessionCounts;
  /** The server's time. */
  nowMs: () => number;
  /** Stores it, in the place of what was stored of this session before. @param now it is worth a request of its own */
  report: (report: SessionReport, now: boolean) => void;
}

/** Tells what a device does in one session: often enough that little is lost with the agent, and nothing twice. */
export class SessionTeller {
  readonly #parts: SessionTellerParts;
  readonly #startedMs: number;
  readonly #timer: NodeJS.Timeout;
  #told = "";
  #ledTold = false;
  #lateTold = false;
  #fetchEnded = false;

  constructor(parts: SessionTellerParts) {
    this.#parts = parts;
    this.#startedMs = Math.max(0, Math.round(parts.nowMs()));
    this.#timer = setInterval(() => this.#tell(), NOTE_MS);
    this.#timer.unref();
  }

  /** From now on it only gives: what changes then is news. */
  fetchEnded(): void {
    this.#fetchEnded = true;
    this.#tell();
  }

  close(): void {
    clearInterval(this.#timer);
    this.#fetchEnded = true;
    this.#tell();
  }

  #tell(): void {
    const { of, counts, nowMs, report } = this.#parts;
    const { now, led } = counts;
    const text = JSON.stringify(now);
    if (text === this.#told) return;
    this.#told = text;
    const begunToLead = led && !this.#ledTold;
    const cameLate = now.late && !this.#lateTold;
    this.#ledTold = led;
    this.#lateTold = now.late;
    const endedMs = Math.max(this.#startedMs, Math.round(nowMs()));
    report({ ...of, ...now, startedMs: this.#startedMs, endedMs }, begunToLead || cameLate || this.#fetchEnded);
  }
}
