export const ROLLOUT_STATES = ["running", "paused", "waiting", "stopped", "finished", "aborted"] as const;
export type RolloutStateName = (typeof ROLLOUT_STATES)[number];
export const RING_STATES = ["pending", "open", "soaking", "done", "halted"] as const;
export type RingStateName = (typeof RING_STATES)[number];
/** What a device of a ring counts as. */
export const RING_BUCKETS = ["open", "succeeded", "failed", "neutral"] as const;
export type RingBucket = (typeof RING_BUCKETS)[number];

/** Nothing follows these. */
export function isOver(state: RolloutStateName): boolean {
  return state === "stopped" || state === "finished" || state === "aborted";
}
