const WORDS = 64;
const BITS = WORDS * 32;

/** The last 2,048 counters of one sender: each is taken once, older ones never (RFC 4303 3.4.3 does the same for IPsec). */
export class ReplayWindow {
  readonly #words = new Uint32Array(WORDS);
  #highest = 0;

  /** @returns whether the counter is new */
  take(counter: number): boolean {
    if (counter > this.#highest) {
      const steps = Math.min(counter - this.#highest, BITS);
      for (let step = 1; step <= steps; step++) this.#clear(this.#highest + step);
      this.#highest = counter;
    } else if (this.#highest - counter >= BITS || this.#has(counter)) return false;
    this.#words[this.#word(counter)]! |= this.#bit(counter);
    return true;
  }

  #has(counter: number): boolean {
    return (this.#words[this.#word(counter)]! & this.#bit(counter)) !== 0;
  }

  #clear(counter: number): void {
    this.#words[this.#word(counter)]! &= ~this.#bit(counter);
  }

  #word(counter: number): number {
    return Math.floor(counter / 32) % WORDS;
  }

  #bit(counter: number): number {
    return 1 << (counter % 32);
  }
}
