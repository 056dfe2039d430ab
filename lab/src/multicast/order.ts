/** One device, as far as it matters for who leads. */
export interface Standing {
  isAlive: boolean;
  isAsleep: boolean;
  isStarted: boolean;
  isEvil: boolean;
  mayLead: boolean;
  side: number;
  role: string;
  isComplete: boolean;
}

/** For so long after it is settled who leads, what was begun before may come twice: three statuses, one after the other. */
const SETTLING_MS = 4000;

/**
 * Is it settled who leads? On each side of a split one honest device is to lead where somebody lacks something; until that is
 * so, and everybody has told of itself, two may fetch the same.
 */
export class Order {
  readonly #nowMs: () => number;
  #disorder: "none" | "hindered" | "own" = "none";
  #sinceMs = 0;
  #untilMs = Number.NEGATIVE_INFINITY;
  /** The longest time for which nothing but the devices themselves kept it from being settled. */
  longestMs = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @param isHindered something keeps devices from settling it: who waits for that waits for ever */
  changed(standings: Iterable<Standing>, isHindered: boolean): void {
    const nowMs = this.#nowMs();
    const was = this.#disorder;
    if (was !== "none") this.#untilMs = nowMs;
    if (was === "own") this.longestMs = Math.max(this.longestMs, nowMs - this.#sinceMs);
    this.#disorder = isHindered ? "hindered" : isUnsettled(standings) ? "own" : "none";
    if (was !== "own") this.#sinceMs = nowMs;
  }

  /** Nothing has kept anybody from getting on since; undefined where something does now. */
  get goodSinceMs(): number | undefined {
    return this.#disorder === "none" ? this.#untilMs : undefined;
  }

  get isHindered(): boolean {
    return this.#disorder === "hindered";
  }

  get isSettled(): boolean {
    return this.#disorder === "none" && this.#nowMs() >= this.#untilMs + SETTLING_MS;
  }
}

function isUnsettled(standings: Iterable<Standing>): boolean {
  const sides = new Map<number, { leading: number; evil: number; lacking: number; able: number }>();
  for (const { isAlive, isAsleep, isStarted, isEvil, mayLead, side, role, isComplete } of standings) {
    if (!isAlive || isAsleep || !isStarted || role === "left") continue;
    const sum = sides.get(side) ?? { leading: 0, evil: 0, lacking: 0, able: 0 };
    sides.set(side, sum);
    if (isEvil) sum.evil++;
    else if (role === "leading") sum.leading++;
    if (!isComplete && role !== "alone") sum.lacking++;
    if (mayLead && role !== "alone") sum.able++;
  }
  return [...sides.values()].some(
    ({ leading, evil, lacking, able }) => evil > 0 || (lacking > 0 && (leading > 1 || (leading === 0 && able > 0))),
  );
}
