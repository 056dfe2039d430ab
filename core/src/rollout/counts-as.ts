import type { ActionState } from "@shoal/protocol/action/state";
import type { RingBucket } from "@shoal/protocol/rollout/state";

/** What an action that ends says of the change that the rollout brings. */
const ENDS: Partial<Record<ActionState, Exclude<RingBucket, "open">>> = {
  succeeded: "succeeded",
  cached: "succeeded",
  failed: "failed",
  // No task with rings gives devices back what they had: who says so has not done what it was told.
  "rolled-back": "failed",
  "not-applicable": "neutral",
  cancelled: "neutral",
  superseded: "neutral",
  expired: "neutral",
};

/**
 * What a device counts as once its action has come to a state. A device that failed stays failed while it is tried again, and
 * also where the new attempt comes to nothing: only an end of its own takes that back.
 */
export function countsAs(before: RingBucket, state: ActionState): RingBucket {
  const said = ENDS[state];
  if (said === undefined) return before;
  return said === "neutral" && before === "failed" ? "failed" : said;
}
