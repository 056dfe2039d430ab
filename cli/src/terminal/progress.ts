import { formatBytes } from "./bytes.ts";
import { formatDuration } from "./duration.ts";
import { Rate } from "./rate.ts";
import type { Terminal } from "./terminal.ts";

/** How often long work says a word where no line can be redrawn. */
const PLAIN_EVERY_MS = 10_000;
const BAR_COLUMNS = 20;

/** Progress of work that is counted in bytes: a line with rate and time to the end, or plain lines off a terminal. */
export class ByteProgress {
  readonly #terminal: Terminal;
  readonly #verb: string;
  readonly #totalBytes: number;
  readonly #now: () => number;
  readonly #rate = new Rate();
  readonly #startedMs: number;
  #saidMs: number;
  #doneBytes = 0;

  /** @param verb "Hashing", "Uploading" */
  constructor(terminal: Terminal, verb: string, totalBytes: number, now: () => number = () => performance.now()) {
    this.#terminal = terminal;
    this.#verb = verb;
    this.#totalBytes = totalBytes;
    this.#now = now;
    this.#startedMs = this.#saidMs = now();
    this.#rate.sample(0, this.#startedMs);
  }

  /** @param about what is being worked on now: a file's name */
  update(doneBytes: number, about: string): void {
    const nowMs = this.#now();
    this.#doneBytes = doneBytes;
    this.#rate.sample(doneBytes, nowMs);
    if (this.#terminal.live) this.#terminal.status(this.#line(nowMs, about, true));
    else if (nowMs - this.#saidMs >= PLAIN_EVERY_MS) {
      this.#saidMs = nowMs;
      this.#terminal.note(this.#line(nowMs, about, false));
    }
  }

  /** Takes the line away. @returns bytes, time and mean rate in words: `2.15 GB in 4.2 s (511 MB/s)` */
  end(): string {
    this.#terminal.status("");
    const tookMs = this.#now() - this.#startedMs;
    const rate = tookMs < 50 ? "" : ` (${formatBytes((this.#doneBytes * 1000) / tookMs)}/s)`;
    return `${formatBytes(this.#doneBytes)} in ${formatDuration(tookMs)}${rate}`;
  }

  #line(nowMs: number, about: string, bar: boolean): string {
    const share = this.#totalBytes === 0 ? 1 : Math.min(1, this.#doneBytes / this.#totalBytes);
    const rate = this.#rate.perSecond(nowMs);
    const remainingMs = this.#rate.remainingMs(this.#totalBytes, nowMs);
    return [
      this.#verb,
      ...(bar ? [progressBar(share, BAR_COLUMNS)] : []),
      `${String(Math.floor(share * 100)).padStart(3)}%`,
      `${formatBytes(this.#doneBytes)} of ${formatBytes(this.#totalBytes)}`,
      ...(rate === undefined ? [] : [`${formatBytes(rate)}/s`]),
      ...(remainingMs === undefined ? [] : [`${formatDuration(remainingMs)} left`]),
      about,
    ].join("  ");
  }
}

export function progressBar(share: number, columns: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * columns);
  return "█".repeat(full) + "░".repeat(columns - full);
}
