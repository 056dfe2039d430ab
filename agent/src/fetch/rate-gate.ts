import { setTimeout as sleep } from "node:timers/promises";
import { TokenBucket } from "@shoal/core/push/token-bucket";

/** Bytes that pass at once; what a socket gives is taken in such parts. */
const PART_BYTES = 64 * 1024;
/** Different ceilings (a task may bring its own) that are remembered at once. */
const LANES = 16;
const LONGEST_WAIT_MS = 1000;

/** One ceiling for everything that an agent downloads, however many requests it has under way. */
export class RateGate {
  readonly #lanes = new Map<number, TokenBucket>();

  /**
   * Resolves when so many more bytes may be read.
   * @param rateBytesPerSecond 0 is no ceiling; requests with the same ceiling share it, and one that changes holds for what waits
   * @param waiting called at least every second meanwhile: this silence is our own
   * @throws AbortError
   */
  async pass(
    bytes: number,
    rateBytesPerSecond: number | (() => number),
    waiting: () => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const rateNow = typeof rateBytesPerSecond === "number" ? () => rateBytesPerSecond : rateBytesPerSecond;
    for (let left = bytes; left > 0; left -= PART_BYTES) {
      const part = Math.min(left, PART_BYTES);
      for (let rate = rateNow(); rate > 0; rate = rateNow()) {
        const bucket = this.#lanes.get(rate) ?? this.#open(rate);
        const waitMs = bucket.waitMs(part, performance.now());
        if (waitMs <= 0) {
          bucket.take(part, performance.now());
          break;
        }
        await sleep(Math.min(waitMs, LONGEST_WAIT_MS), undefined, signal ? { signal } : {});
        waiting();
      }
    }
  }

  #open(rateBytesPerSecond: number): TokenBucket {
    if (this.#lanes.size >= LANES) this.#lanes.clear();
    const bucket = new TokenBucket(rateBytesPerSecond, PART_BYTES, performance.now());
    this.#lanes.set(rateBytesPerSecond, bucket);
    return bucket;
  }
}
