/** A datagram with a symbol on an Ethernet: payload, UDP and IP, frame, preamble and gap. */
export const SYMBOL_WIRE_BYTES = 1450 + 8 + 20 + 38;

const BURST = 64;
/** Time that was withheld from the sender and is still owed to it. */
const OWED_MS = 40;
/** Owed time is paid back at this multiple of the rate, so that the queues of the switch do not fill. */
const PAYBACK = 1.25;
/** What a sender that had nothing to send may send at once. */
const IDLE_MS = 4;
const START_SHARE = 0.25;
const START_LEAST = 125_000;
const DOUBLE_MS = 50;
const EVALUATE_MS = 250;
const CUT_EVERY_MS = 1000;
/** For so long the line is taken for full after a cut. */
const CUT_LIFE_MS = 5000;
/** What is left of the rate when the line is full. */
const CUT = 0.7;
/** Up to this share of the rate that was too much it comes back soon, beyond it slowly: shares of the ceiling a second. */
const NEAR = 0.9;
const GROWTH_PER_S = { far: 0.2, near: 0.05 };
/** Bytes a second, and a share of the ceiling where that is less. */
const FLOOR = 250_000;
const FLOOR_SHARE = 1 / 8;
/** Of what one of the members would get by unicast: what is left for heads, and so that a short congestion changes nothing. */
const UNICAST_SHARE = 0.7;
/** Over so long the rate is averaged, which goes up and down around what a line takes. */
const MEAN_MS = 2000;
const REPORT_LIFE_MS = 2500;
const DELAY_MS = 40;
const DELAY_WITH_LOSS_MS = 15;
const LOSS_PERMILLE = 30;
const CONGESTED_SHARE = 0.25;
/** Cuts in a row, none longer after the one before than this, for which at most a half of the members were to blame, the same ones each time. */
const LAGGING_CUTS = 4;
const LAGGING_MS = 8000;
/** Of what would be of use: who holds the rest back by less is waited for. */
const KEEPS_UP_SHARE = 0.8;

/** The pace of one cast: a token bucket, and a rate that follows what the members report of the line. */
export class RateControl {
  #ceiling: number;
  #rate: number;
  #meanRate: number;
  /** Below the rate where less is of use. */
  #use = Number.POSITIVE_INFINITY;
  #isStarting = true;
  #tokens = 0;
  #filledMs: number | undefined;
  #doubledMs: number | undefined;
  #evaluatedMs = Number.NEGATIVE_INFINITY;
  #cutMs = Number.NEGATIVE_INFINITY;
  #tooMuch = Number.POSITIVE_INFINITY;
  readonly #reports = new Map<string, { congested: boolean; atMs: number }>();
  /** For how many cuts in a row a member was to blame, while others were not. */
  #lagging = new Map<string, number>();

  /** @param ceiling bytes a second, all headers counted */
  constructor(ceiling: number) {
    this.#ceiling = ceiling;
    this.#meanRate = ceiling;
    this.#rate = Math.min(ceiling, Math.max(START_LEAST, ceiling * START_SHARE));
  }

  get bytesPerSecond(): number {
    return Math.round(this.#rate);
  }

  /**
   * Is it not worth its place on the line, or would members have all sooner by unicast, which they share? An access point casts at
   * the rate of its weakest client, and sends to each at that one's own.
   * @param members that lack something
   * @param demand bytes a second at which there is something to send
   */
  isTooSlow(members: number, demand: number): boolean {
    if (this.#rate < Math.min(FLOOR, this.#ceiling * FLOOR_SHARE)) return true;
    // A rate that only has not grown into a new ceiling yet has found no limit of the line.
    const isCut = this.#evaluatedMs - this.#cutMs < CUT_LIFE_MS;
    return isCut && members > 0 && this.#meanRate < UNICAST_SHARE * Math.min(demand, this.#ceiling / members);
  }

  get ceiling(): number {
    return this.#ceiling;
  }

  /** Another one holds from here on. */
  set ceiling(bytesPerSecond: number) {
    this.#ceiling = bytesPerSecond;
    this.#rate = Math.min(this.#rate, bytesPerSecond);
    this.#tooMuch = Number.POSITIVE_INFINITY;
  }

  /** The line as a member sees it. */
  report(member: string, lossPermille: number, delayMs: number, nowMs: number): void {
    const congested = delayMs > DELAY_MS || (lossPermille > LOSS_PERMILLE && delayMs > DELAY_WITH_LOSS_MS);
    this.#reports.set(member, { congested, atMs: nowMs });
  }

  forget(member: string): void {
    this.#reports.delete(member);
    this.#lagging.delete(member);
  }

  /** It is not waited for any longer, and what was too much for it says nothing of the others. */
  evict(member: string): void {
    this.forget(member);
    this.#tooMuch = Number.POSITIVE_INFINITY;
  }

  /**
   * Members for whom the rest would wait without end: the line is full again and again for them, and not for as many others.
   * @param demand bytes a second at which there is something to send
   */
  laggards(demand: number): string[] {
    if (this.#meanRate >= KEEPS_UP_SHARE * Math.min(demand, this.#ceiling)) return [];
    return [...this.#lagging].filter(([, cuts]) => cuts >= LAGGING_CUTS).map(([member]) => member);
  }

  /** There was nothing to send: time that passed is not owed. */
  idle(nowMs: number): void {
    this.#fill(nowMs);
    this.#tokens = Math.min(this.#tokens, (this.#rate * IDLE_MS) / 1000 + SYMBOL_WIRE_BYTES);
    this.#doubledMs = undefined;
  }

  /**
   * How many symbols may go now. To be followed by as many {@link spend}.
   * @param use bytes a second beyond which nothing would be done sooner
   */
  allowed(nowMs: number, use = Number.POSITIVE_INFINITY): number {
    this.#use = use;
    const sinceMs = this.#fill(nowMs);
    this.#adapt(nowMs);
    const turn = Math.ceil((PAYBACK * this.#pace * Math.max(2, sinceMs)) / 1000 / SYMBOL_WIRE_BYTES);
    return Math.max(0, Math.min(BURST, turn, Math.floor(this.#tokens / SYMBOL_WIRE_BYTES)));
  }

  spend(symbols: number): void {
    this.#tokens -= symbols * SYMBOL_WIRE_BYTES;
  }

  /** When the next symbol may go. */
  nextMs(nowMs: number): number {
    const lack = SYMBOL_WIRE_BYTES - this.#tokens;
    return nowMs + Math.max(1, lack <= 0 ? 0 : (lack / this.#pace) * 1000);
  }

  get #pace(): number {
    return Math.min(this.#rate, this.#use);
  }

  #fill(nowMs: number): number {
    const sinceMs = this.#filledMs === undefined ? 0 : nowMs - this.#filledMs;
    this.#filledMs = nowMs;
    const most = (this.#pace * OWED_MS) / 1000 + SYMBOL_WIRE_BYTES;
    this.#tokens = Math.min(most, this.#tokens + (this.#pace * sinceMs) / 1000);
    return sinceMs;
  }

  #adapt(nowMs: number): void {
    this.#doubledMs ??= nowMs;
    if (this.#isStarting && nowMs - this.#doubledMs >= DOUBLE_MS) {
      this.#rate = Math.min(this.#ceiling, this.#rate * 2);
      this.#doubledMs = nowMs;
      if (this.#rate === this.#ceiling) this.#isStarting = false;
    }
    if (nowMs - this.#evaluatedMs < EVALUATE_MS) return;
    const sinceS = Math.min(1, (nowMs - this.#evaluatedMs) / 1000);
    this.#evaluatedMs = nowMs;
    this.#meanRate += (this.#rate - this.#meanRate) * Math.min(1, (1000 * sinceS) / MEAN_MS);
    const congested: string[] = [];
    for (const [member, report] of this.#reports)
      if (nowMs - report.atMs > REPORT_LIFE_MS) this.#reports.delete(member);
      else if (report.congested) congested.push(member);
    if (congested.length > 0 && congested.length >= this.#reports.size * CONGESTED_SHARE) {
      if (nowMs - this.#cutMs < CUT_EVERY_MS) return;
      this.#blame(congested, nowMs);
      this.#cutMs = nowMs;
      this.#isStarting = false;
      this.#tooMuch = this.#rate;
      this.#rate *= CUT;
    } else if (!this.#isStarting) {
      const growth = this.#rate < NEAR * this.#tooMuch ? GROWTH_PER_S.far : GROWTH_PER_S.near;
      this.#rate = Math.min(this.#ceiling, this.#rate + this.#ceiling * growth * sinceS);
    }
  }

  #blame(congested: readonly string[], nowMs: number): void {
    const before = nowMs - this.#cutMs <= LAGGING_MS ? this.#lagging : new Map<string, number>();
    const isOfFew = congested.length <= this.#reports.size / 2;
    this.#lagging = new Map(isOfFew ? congested.map((member) => [member, (before.get(member) ?? 0) + 1]) : []);
  }
}
