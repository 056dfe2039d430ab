import { LIMITS } from "@shoal/protocol/limits";

const FIRST = 8;
const LEAST = 4;
/** A lease is to last about this long: long enough that few questions are asked, short enough to be soon done by others. */
const LASTS_MS = 2000;

/** How many pieces a device asks to lease at once: as many as its line brings in two seconds. */
export class LeasePace {
  #want = FIRST;
  #askedMs: number | undefined;

  get want(): number {
    return this.#want;
  }

  /** Another question is due before its time when so many are left. */
  get low(): number {
    return Math.floor(this.#want / 2);
  }

  /**
   * Before each question.
   * @param left pieces of the lease that are still to come
   * @param brought pieces of it that came since the question before
   */
  asks(left: number, brought: number, nowMs: number): void {
    const tookMs = nowMs - (this.#askedMs ?? nowMs);
    this.#askedMs = nowMs;
    if (tookMs <= 0 || brought === 0) return;
    const lasting = (brought * LASTS_MS) / tookMs;
    // One that ran dry would have brought more.
    const want = left === 0 ? Math.max(lasting, 2 * this.#want) : (lasting + this.#want) / 2;
    this.#want = Math.round(Math.min(Math.max(want, LEAST), LIMITS.exchangeWantPieces));
  }
}
