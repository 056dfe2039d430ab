import type { Journal } from "../journal/journal.ts";

/** How often the server's time is written down; more often would only wear the disk. */
const NOTED_EVERY_MS = 60_000;

/**
 * The server's time, as far as this device knows it: what the server last said, and the time that has passed since by a clock
 * that only goes forward. A wall clock that jumps by years (a flat battery, a person) expires nothing and revives nothing.
 * Before a server has ever been heard, there is only the wall clock.
 */
export class ServerClock {
  readonly #journal: Journal;
  readonly #monotonicMs: () => number;
  #serverMs: number;
  #heardAtMs: number;
  #notedMs = 0;

  constructor(journal: Journal, clocks: { wallMs: () => number; monotonicMs: () => number }) {
    this.#journal = journal;
    this.#monotonicMs = clocks.monotonicMs;
    const noted = journal.fact("server-time");
    this.#serverMs = noted === undefined ? clocks.wallMs() : Number(noted);
    this.#heardAtMs = clocks.monotonicMs();
  }

  nowMs(): number {
    return Math.round(this.#serverMs + this.#monotonicMs() - this.#heardAtMs);
  }

  /** What a server says is believed, whichever way it is from what was known; an answer that names no time changes nothing. */
  heard(serverMs: number): void {
    if (!Number.isSafeInteger(serverMs) || serverMs < 0) return;
    this.#serverMs = serverMs;
    this.#heardAtMs = this.#monotonicMs();
    if (Math.abs(serverMs - this.#notedMs) < NOTED_EVERY_MS) return;
    this.#notedMs = serverMs;
    this.#journal.note("server-time", String(serverMs));
  }
}
