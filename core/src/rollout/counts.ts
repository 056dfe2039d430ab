import type { RingBucket } from "@shoal/protocol/rollout/state";
import type { RingRules } from "./ring-rules.ts";

/** Devices of a ring by what they count as; `neutral` ones (not applicable, cancelled, superseded, expired) say nothing of the change. */
export type RingCounts = Record<RingBucket, number>;

export function sizeOf({ open, succeeded, failed, neutral }: RingCounts): number {
  return open + succeeded + failed + neutral;
}

/** Devices that can say something of the change. */
export function countedOf({ open, succeeded, failed }: RingCounts): number {
  return open + succeeded + failed;
}

export function endedOf({ succeeded, failed }: RingCounts): number {
  return succeeded + failed;
}

/** How many must have ended before the ring may count as good. */
export function neededOf(counts: RingCounts, rules: RingRules): number {
  return Math.ceil(exact((rules.endedPercent * countedOf(counts)) / 100));
}

/** Enough have ended, and enough of those well. A ring of which nobody counts proves nothing, and has nothing to wait for. */
export function isGood(counts: RingCounts, rules: RingRules): boolean {
  const ended = endedOf(counts);
  return ended >= neededOf(counts, rules) && counts.succeeded * 100 >= exact(rules.successPercent * ended);
}

/**
 * Whether so much has failed that the plug is pulled: looked at before success. A percentage counts once the sample has ended,
 * and at the latest when success would, so that a ring is then one or the other.
 */
export function isBad(counts: RingCounts, rules: RingRules): boolean {
  const { errors, sample } = rules;
  if ("count" in errors) return counts.failed >= errors.count;
  const ended = endedOf(counts);
  const enough = Math.min(sample, neededOf(counts, rules) || countedOf(counts));
  return ended >= enough && counts.failed * 100 > exact(errors.percent * ended);
}

/** 97.3 times 1000 is 97299.99… to a computer: what is meant is a thousandth of a percent at the finest. */
function exact(value: number): number {
  return Math.round(value * 1000) / 1000;
}
