import type { Journal } from "../journal/journal.ts";

/** How often the server's time is written down; more often would only wear the disk. */
const NOTED_EVERY_MS = 60_000;
/** A device that was off for longer is rarer than a wall clock that is wrong by more. */
const LONGEST_OFF_MS = 60 * 86_400_000;
/** A wall clock that is further off has no battery, and begins anew each time. */
const MOST_AHEAD_MS = 86_400_000;

/**
 * The server's time, as far as this device knows it: what the server last said, and the time that has passed since by a clock
 * that only goes forward. A wall clock that jumps by years (a flat battery, a person) expires nothing and revives nothing.
 * How long the device was off, only the wall clock can know. Before a server has ever been heard, there is nothing else either.
 */
export class ServerClock {
  readonly #journal: Pick<Journal, "fact" | "note">;
  readonly #wallMs: () => number;
  readonly #monotonicMs: () => number;
  #serverMs: number;
  #heardAtMs: number;
  #notedMs = 0;
  #isSure: boolean;

  constructor(journal: Pick<Journal, "fact" | "note">, clocks: { wallMs: () => number; monotonicMs: () => number }) {
    this.#journal = journal;
    this.#wallMs = clocks.wallMs;
    this.#monotonicMs = clocks.monotonicMs;
    const noted = journal.fact("server-time");
    const ahead = journal.fact("server-ahead");
    const notedMs = Number(noted);
    const offMs = clocks.wallMs() + Number(ahead) - notedMs;
    const isKept = Math.abs(Number(ahead)) <= MOST_AHEAD_MS && offMs >= 0 && offMs <= LONGEST_OFF_MS;
    this.#isSure = noted === undefined || (ahead !== undefined && isKept);
    this.#serverMs = noted === undefined ? clocks.wallMs() : notedMs + (this.#isSure ? offMs : 0);
    this.#heardAtMs = clocks.monotonicMs();
  }

  nowMs(): number {
    return Math.round(this.#serverMs + this.#monotonicMs() - this.#heardAtMs);
  }

  /** Whether that may be believed: not where the wall clock has lost how long the device was off, until the server is heard. */
  get isSure(): boolean {
    return this.#isSure;
  }

  /** What a server says is believed, whichever way it is from what was known; an answer that names no time changes nothing. */
  heard(serverMs: number): void {
    if (!Number.isSafeInteger(serverMs) || serverMs < 0) return;
    this.#serverMs = serverMs;
    this.#heardAtMs = this.#monotonicMs();
    this.#isSure = true;
    if (Math.abs(serverMs - this.#notedMs) < NOTED_EVERY_MS) return;
    this.#notedMs = serverMs;
    this.#journal.note("server-time", String(serverMs));
    this.#journal.note("server-ahead", String(serverMs - this.#wallMs()));
  }
}
