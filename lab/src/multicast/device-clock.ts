/**
 * A device's own monotonic clock: it began somewhere and runs a little too fast or too slow. It never goes back, and a timer
 * that fires finds its time come: what rounding takes away would fire it again at once, for ever.
 */
export class DeviceClock {
  readonly #offsetMs: number;
  readonly #rate: number;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** @param atMs what it shows at `worldMs` @param driftPpm how much too fast, in millionths */
  constructor(atMs: number, worldMs: number, driftPpm: number) {
    this.#rate = 1 + driftPpm / 1_000_000;
    this.#offsetMs = atMs - worldMs * this.#rate;
  }

  nowMs(worldMs: number): number {
    this.#lastMs = Math.max(this.#lastMs, this.#offsetMs + worldMs * this.#rate);
    return this.#lastMs;
  }

  /** When in the world it will show this. */
  worldMs(ownMs: number): number {
    return (ownMs - this.#offsetMs) / this.#rate;
  }

  reached(ownMs: number): void {
    this.#lastMs = Math.max(this.#lastMs, ownMs);
  }
}
