/**
 * Which pages of a long list are to be asked for again, and when: those alone that are seen, one after the other, and each to its end. What is
 * scrolled to later is asked for then.
 */
export class SeenPages {
  readonly #ask: (page: number) => Promise<boolean>;
  readonly #settleMs: number;
  /** Goes up when everything gets old. */
  #age = 0;
  /** From when each page is; 0: from when it was first asked for. */
  readonly #ages = new Map<number, number>();
  #seen: readonly [first: number, last: number] = [0, 0];
  #running = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param ask false: not now
   * @param settleMs so long is waited for more that gets old
   */
  constructor(ask: (page: number) => Promise<boolean>, settleMs: number) {
    this.#ask = ask;
    this.#settleMs = settleMs;
  }

  /** Any of it may have changed. */
  old(): void {
    this.#age++;
    this.#soon();
  }

  see(first: number, last: number): void {
    this.#seen = [first, last];
    if (this.#next() !== undefined) this.#soon();
  }

  /** It is another list, or was asked for as a whole. */
  forget(): void {
    this.#age = 0;
    this.#ages.clear();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.forget();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#run();
    }, this.#settleMs);
  }

  /** The one that was asked for longest ago: with a change every moment, the first would be the only one. */
  #next(): number | undefined {
    const [first, last] = this.#seen;
    let oldest: number | undefined;
    let age = this.#age;
    for (let page = first; page <= last; page++) {
      const its = this.#ages.get(page) ?? 0;
      if (its < age) [oldest, age] = [page, its];
    }
    return oldest;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    // What gets old from now on waits for its turn, or a page that changes every moment would be asked for without a pause.
    const age = this.#age;
    for (let page = this.#next(); page !== undefined && age === this.#age; page = this.#next()) {
      // Where it is refused, the page keeps what it has, and the next change asks again.
      if (!(await this.#ask(page).catch(() => true))) break;
      this.#ages.set(page, age);
    }
    this.#running = false;
    if (this.#next() !== undefined) this.#soon();
  }
}
