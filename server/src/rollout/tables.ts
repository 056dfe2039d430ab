import type { RingStateName, RolloutStateName } from "@shoal/protocol/rollout/state";

/** Tables of `007-rollout`. */
export interface RolloutTables {
  rollouts: {
    task_id: number;
    state: RolloutStateName;
    /** The last ring that was opened; -1: none yet. */
    at_ring: number;
    started_by: string;
    since_ms: number;
    why: string;
    /** Actors, as JSON. */
    approvals: string;
    /** Targets that are in no ring. */
    left_out: number;
    /** When something is to be decided although nothing happens. */
    deadline_ms: number | null;
  };
  rollout_rings: {
    task_id: number;
    position: number;
    name: string;
    state: RingStateName;
    open: number;
    succeeded: number;
    failed: number;
    neutral: number;
    excused: number;
    opened_ms: number | null;
    good_since_ms: number | null;
    done_ms: number | null;
    timeout_at_ms: number | null;
  };
}
