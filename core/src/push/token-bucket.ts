/**
 * A rate as a value: in any span of `t` seconds at most `rate * t + burst` bytes are taken. Whole pieces are taken, so
 * the burst is never below the largest of them.
 */
export class TokenBucket {
  readonly #ratePerMs: number;
  readonly #burstBytes: number;
  #bytes: number;
  #atMs: number;

  /** @param rateBytesPerSecond 0 is no limit */
  constructor(rateBytesPerSecond: number, burstBytes: number, nowMs: number) {
    this.#ratePerMs = rateBytesPerSecond === 0 ? Number.POSITIVE_INFINITY : rateBytesPerSecond / 1000;
    this.#burstBytes = burstBytes;
    this.#bytes = burstBytes;
    this.#atMs = nowMs;
  }

  /** 0 where `bytes` may be taken now; else the milliseconds until they may, rounded up. */
  waitMs(bytes: number, nowMs: number): number {
    if (this.#ratePerMs === Number.POSITIVE_INFINITY) return 0;
    this.#fill(nowMs);
    const short = Math.min(bytes, this.#burstBytes) - this.#bytes;
    return short <= 0 ? 0 : Math.ceil(short / this.#ratePerMs);
  }

  /** To be called only where `waitMs` is 0. */
  take(bytes: number, nowMs: number): void {
    if (this.#ratePerMs === Number.POSITIVE_INFINITY) return;
    this.#fill(nowMs);
    this.#bytes -= bytes;
  }

  #fill(nowMs: number): void {
    // A clock that went back adds nothing, and is believed from there on.
    const passedMs = Math.max(0, nowMs - this.#atMs);
    this.#bytes = Math.min(this.#burstBytes, this.#bytes + passedMs * this.#ratePerMs);
    this.#atMs = nowMs;
  }
}
