/** How far back arrivals count. */
const MEMORY_MS = 1000;
/** What is waiting is to be gone within this, and the cast may be so much quicker than what comes. */
const GONE_WITHIN_MS = 200;
const AHEAD = 1.2;

/**
 * How quick a cast need be that waits for its own download: a little quicker than what comes. Sent in bursts at the full rate
 * the same bytes would be there no sooner, and would crowd out what the representative fetches and gives by the same line.
 */
export class SourcePace {
  #recentBytes = 0;
  #atMs: number | undefined;

  arrived(bytes: number, nowMs: number): void {
    this.#forget(nowMs);
    this.#recentBytes += bytes;
  }

  /** Bytes a second that come. */
  arriving(nowMs: number): number {
    this.#forget(nowMs);
    return (this.#recentBytes / MEMORY_MS) * 1000;
  }

  /** Bytes a second. @param backlogBytes what is here and was not cast yet */
  bytesPerSecond(backlogBytes: number, nowMs: number): number {
    return Math.max(AHEAD * this.arriving(nowMs), (backlogBytes / GONE_WITHIN_MS) * 1000);
  }

  #forget(nowMs: number): void {
    const sinceMs = nowMs - (this.#atMs ?? nowMs);
    this.#atMs = nowMs;
    this.#recentBytes *= Math.exp(-sinceMs / MEMORY_MS);
  }
}
