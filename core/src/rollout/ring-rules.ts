import type { RolloutRing } from "@shoal/protocol/rollout/ring";

/** A ring with everything that its author left out. */
export interface RingRules {
  successPercent: number;
  endedPercent: number;
  errors: { percent: number } | { count: number };
  onErrors: "pause" | "stop";
  sample: number;
  soakMs: number;
  timeoutMs: number | undefined;
  onTimeout: "pause" | "open";
  next: "open" | "wait";
  approvals: number;
}

const SUCCESS = 95;

/**
 * Defaults of a ring. Success and errors are two sides of one line: where one of them is given, the other is what is left, so
 * that a ring is always either good or halted once enough have ended. A number of errors says by itself what is bearable.
 */
export function ringRules(ring: RolloutRing): RingRules {
  const { errors } = ring;
  const implied = errors === undefined ? SUCCESS : "percent" in errors ? without(errors.percent) : 0;
  const successPercent = ring.success ?? implied;
  return {
    successPercent,
    endedPercent: ring.ended ?? 90,
    errors: errors ?? { percent: without(successPercent) },
    onErrors: ring.onErrors ?? "pause",
    sample: ring.sample ?? 5,
    soakMs: ring.soakMs ?? 0,
    timeoutMs: ring.timeoutMs,
    onTimeout: ring.onTimeout ?? "pause",
    next: ring.next ?? "open",
    approvals: ring.approvals ?? 0,
  };
}

/** What is left of a hundred, to a thousandth. */
export function without(percent: number): number {
  return Math.round((100 - percent) * 1000) / 1000;
}
