/** A code is good for its 30 seconds and those around them; what was used within them is not taken again. */
const KEPT_MS = 120_000;

/** RFC 6238, 5.2: of each one-time password only the first use counts. */
export class OnceCodes {
  readonly #used = new Map<string, number>();

  /** @returns whether it is the first time */
  take(operatorId: string, code: string): boolean {
    const nowMs = Date.now();
    for (const [key, atMs] of this.#used) {
      if (nowMs - atMs < KEPT_MS) break;
      this.#used.delete(key);
    }
    const key = `${operatorId} ${code}`;
    if (this.#used.has(key)) return false;
    this.#used.set(key, nowMs);
    return true;
  }
}
