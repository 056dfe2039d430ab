/** Loss is counted over spans of this length. */
const SPAN_MS = 1000;
/** The least delay within this is what a queue keeps standing; the rest comes and goes with each burst. */
const DELAY_SPAN_MS = 500;
/** Two clocks drift apart by up to this, both at the 500 ppm of RFC 5905: the best delay is believed to grow so, and is found again. */
const DRIFT_MS_PER_S = 1;
const MODULUS = 2 ** 32;

/** What one device sees of the line from one sender: losses by the sender's counter, delay by its clock. */
export class LinkStats {
  #last: number | undefined;
  #spanFrom = 0;
  #spanFirst = 0;
  #received = 0;
  #lossPermille = 0;
  #firstOffsetUs: number | undefined;
  #bestMs: number | undefined;
  #bestAtMs = 0;
  #delayMs = 0;
  #delaySpanFrom = 0;
  #leastInSpan = Number.POSITIVE_INFINITY;

  /** A datagram came. @param counter the sender's number of it */
  heard(counter: number, nowMs: number): void {
    if (this.#last === undefined) {
      this.#spanFrom = nowMs;
      this.#spanFirst = counter;
      this.#last = counter;
      return;
    }
    this.#received++;
    if (counter > this.#last) this.#last = counter;
    if (nowMs - this.#spanFrom < SPAN_MS) return;
    const expected = this.#last - this.#spanFirst;
    // A handful says nothing about a line.
    if (expected >= 20) this.#lossPermille = Math.max(0, Math.round((1000 * (expected - this.#received)) / expected));
    this.#spanFrom = nowMs;
    this.#spanFirst = this.#last;
    this.#received = 0;
  }

  /** @param clockUs the sender's monotonic clock when it sent, microseconds modulo 2^32 */
  clock(clockUs: number, nowMs: number): void {
    const offsetUs = (((nowMs * 1000 - clockUs) % MODULUS) + MODULUS) % MODULUS;
    this.#firstOffsetUs ??= offsetUs;
    let sinceUs = offsetUs - this.#firstOffsetUs;
    if (sinceUs > MODULUS / 2) sinceUs -= MODULUS;
    if (sinceUs < -MODULUS / 2) sinceUs += MODULUS;
    const ms = sinceUs / 1000;
    const grown = this.#bestMs === undefined ? ms : this.#bestMs + ((nowMs - this.#bestAtMs) / 1000) * DRIFT_MS_PER_S;
    this.#bestMs = Math.min(ms, grown);
    this.#bestAtMs = nowMs;
    this.#leastInSpan = Math.min(this.#leastInSpan, ms - this.#bestMs);
    if (nowMs - this.#delaySpanFrom < DELAY_SPAN_MS) return;
    this.#delaySpanFrom = nowMs;
    this.#delayMs = this.#leastInSpan;
    this.#leastInSpan = Number.POSITIVE_INFINITY;
  }

  /** Of the last full span, and of the last clock. */
  get lossPermille(): number {
    return this.#lossPermille;
  }

  get delayMs(): number {
    return Math.min(60_000, Math.round(this.#delayMs));
  }
}
