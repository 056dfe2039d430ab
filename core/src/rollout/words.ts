import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { say } from "@shoal/protocol/sentence/say";
import { countedOf, endedOf, neededOf, type RingCounts } from "./counts.ts";
import type { RingRules } from "./ring-rules.ts";

/** `ring "canary"`: what every sentence about a ring begins with. */
export function ringName(ring: Pick<RolloutRing, "name">): string {
  return `ring "${ring.name}"`;
}

/** `one device`, `7 devices`. */
export function devices(count: number): string {
  return count === 1 ? say("one-device") : say("count-devices", { count });
}

/** `4.2 %`, without a decimal that says nothing. */
export function percent(value: number): string {
  return `${Number(value.toFixed(value < 1 ? 2 : 1))} %`;
}

/** `3 of 12 that ended failed (25 %)`; of a ring where some have. */
export function failureSaid(counts: RingCounts): string {
  const ended = endedOf(counts);
  return say("failed-of", { failed: counts.failed, ended, percent: percent((counts.failed * 100) / ended) });
}

/** `40 of 45 have ended, 41 must have; 38 of 40 that ended succeeded (95 %)` */
export function countsSaid(counts: RingCounts, rules: RingRules): string {
  const ended = endedOf(counts);
  const said = { ended, counted: countedOf(counts), needed: neededOf(counts, rules) };
  if (ended === 0) return say("ended-of", said);
  const { succeeded } = counts;
  return say("ended-of-succeeded", { ...said, succeeded, same: ended, percent: percent((succeeded * 100) / ended) });
}

/** `more than 5 % may not fail`; `3 failures are too many` */
export function errorsSaid({ errors }: RingRules): string {
  if ("percent" in errors)
    return errors.percent === 0 ? say("none-may-fail") : say("at-most-fail", { percent: percent(errors.percent) });
  return errors.count === 1 ? say("one-failure-too-many") : say("failures-too-many", { count: errors.count });
}

/** `2 h`, `7 d`, `90 min`: the largest unit that says it without a rest. */
export function duration(ms: number): string {
  for (const [size, unit] of [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1000, "s"],
  ] as const)
    if (ms >= size && ms % size === 0) return `${ms / size} ${unit}`;
  return `${ms} ms`;
}

/** `3 d`, `26 h`, `90 min`: as one says how long something still takes. */
export function roughly(ms: number): string {
  if (ms >= 48 * 3_600_000) return `${Math.round(ms / 86_400_000)} d`;
  if (ms >= 2 * 3_600_000) return `${Math.round(ms / 3_600_000)} h`;
  if (ms >= 2 * 60_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.ceil(ms / 1000)} s`;
}
