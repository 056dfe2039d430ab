import { compareVersions } from "./compare.ts";
import type { Range } from "./range.ts";

/** Where versions begin or end; without one, they go on. */
export interface Bound {
  version: string;
  inclusive: boolean;
}

/** The same versions as a range, as one stretch of the line on which all versions lie. */
export interface Interval {
  lower?: Bound;
  upper?: Bound;
}

/** Undefined where no version can be in the range: `>2 <1`. */
export function intervalOf(range: Range): Interval | undefined {
  const interval: Interval = {};
  for (const { operator, version } of range.comparisons) {
    const bound: Bound = { version, inclusive: operator === "=" || operator.endsWith("=") };
    if (operator !== "<" && operator !== "<=" && !(interval.lower && isTighter(interval.lower, bound, 1)))
      interval.lower = bound;
    if (operator !== ">" && operator !== ">=" && !(interval.upper && isTighter(interval.upper, bound, -1)))
      interval.upper = bound;
  }
  const { lower, upper } = interval;
  if (lower && upper) {
    const order = compareVersions(lower.version, upper.version);
    if (order > 0 || (order === 0 && !(lower.inclusive && upper.inclusive))) return undefined;
  }
  return interval;
}

/** Whether every version of `inner` is in `outer`. */
export function includesInterval(outer: Interval, inner: Interval): boolean {
  const below = outer.lower === undefined || (inner.lower !== undefined && !isTighter(outer.lower, inner.lower, 1));
  const above = outer.upper === undefined || (inner.upper !== undefined && !isTighter(outer.upper, inner.upper, -1));
  return below && above;
}

/** Whether `a` lets fewer versions through than `b`. @param side 1 for lower bounds, -1 for upper ones */
function isTighter(a: Bound, b: Bound, side: 1 | -1): boolean {
  const order = compareVersions(a.version, b.version) * side;
  return order > 0 || (order === 0 && !a.inclusive && b.inclusive);
}
