const FIRST_MS = 2000;
const LAST_MS = 300_000;

/** Waits for a server that is away: longer with each attempt, spread by chance, and ended together when it is heard. */
export class Waits {
  readonly #random: () => number;
  readonly #ends = new Set<() => void>();

  constructor(random: () => number) {
    this.#random = random;
  }

  /** @param attempt from 0 */
  async wait(attempt: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const waitMs = Math.min(FIRST_MS * 2 ** attempt, LAST_MS) * (0.5 + this.#random() / 2);
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        this.#ends.delete(end);
        resolve();
      };
      const timer = setTimeout(end, waitMs);
      signal.addEventListener("abort", end);
      this.#ends.add(end);
    });
  }

  endAll(): void {
    for (const end of [...this.#ends]) end();
  }
}
