import type { RingStateName, RolloutStateName } from "@shoal/protocol/rollout/state";
import type { RingCounts } from "./counts.ts";

/** One ring as it stands: plain data, which goes to a database and comes back. */
export interface RingState extends RingCounts {
  state: RingStateName;
  openedMs?: number;
  /** Since when it is good without a break. */
  goodSinceMs?: number;
  doneMs?: number;
  timeoutAtMs?: number;
  /** Failures that a person has seen and gone on in spite of: only more than these pull the plug again. */
  excused: number;
}

export interface RolloutState {
  state: RolloutStateName;
  /** The last ring that was opened; -1: none yet. */
  at: number;
  startedBy: string;
  /** Since when it is in its state. */
  sinceMs: number;
  /** Why it is. */
  why: string;
  /** Who agreed that the next ring opens. */
  approvals: string[];
  rings: RingState[];
}

/** A rollout that is about to start. @param sizes devices of each ring */
export function newRollout(sizes: readonly number[], startedBy: string, nowMs: number): RolloutState {
  return {
    state: "running",
    at: -1,
    startedBy,
    sinceMs: nowMs,
    why: "",
    approvals: [],
    rings: sizes.map((size) => ({ state: "pending", open: size, succeeded: 0, failed: 0, neutral: 0, excused: 0 })),
  };
}
