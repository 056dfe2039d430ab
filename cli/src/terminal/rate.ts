/** How fast something goes, over a window that forgets: a burst an hour ago says nothing about the end. */
export class Rate {
  readonly #windowMs: number;
  readonly #samples: { atMs: number; amount: number }[] = [];

  constructor(windowMs = 10_000) {
    this.#windowMs = windowMs;
  }

  /** @param amount done so far, in all */
  sample(amount: number, nowMs: number): void {
    const last = this.#samples.at(-1);
    // Samples closer than a hundredth of the window add nothing but memory.
    if (last && this.#samples.length > 1 && nowMs - last.atMs < this.#windowMs / 100) {
      last.amount = amount;
      return;
    }
    this.#samples.push({ atMs: nowMs, amount });
    while (this.#samples.length > 2 && this.#samples[1]!.atMs <= nowMs - this.#windowMs) this.#samples.shift();
  }

  /** Per second; undefined until there is something to tell. */
  perSecond(nowMs: number): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || nowMs - first.atMs < 500) return undefined;
    return Math.max(0, ((last.amount - first.amount) * 1000) / (nowMs - first.atMs));
  }

  /** Milliseconds until `total`, at this rate; undefined where nothing moves. */
  remainingMs(total: number, nowMs: number): number | undefined {
    const rate = this.perSecond(nowMs);
    const done = this.#samples.at(-1)?.amount;
    if (!rate || done === undefined) return undefined;
    return (Math.max(0, total - done) / rate) * 1000;
  }
}
