import { neededOf, sizeOf } from "@shoal/core/rollout/counts";
import { RolloutMachine } from "@shoal/core/rollout/machine";
import { ringRules } from "@shoal/core/rollout/ring-rules";
import { stands } from "@shoal/core/rollout/stands";
import { errorsSaid } from "@shoal/core/rollout/words";
import type { RolloutDetail, RolloutRingRow } from "@shoal/protocol/api/rollout";
import type { StoredRollout } from "./store.ts";

/** A rollout as the API tells it: with what each ring is judged by, why it stands, and what can be done. */
export function rolloutDetail(taskId: number, { plan, state, leftOut }: StoredRollout, nowMs: number): RolloutDetail {
  const deadlineMs = new RolloutMachine(plan, state).deadlineMs();
  return {
    taskId: String(taskId),
    state: state.state,
    sinceMs: state.sinceMs,
    ...stands(plan, state, String(taskId), nowMs),
    startedBy: state.startedBy,
    approvals: state.approvals,
    dynamic: plan.dynamic,
    leftOut,
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    rings: state.rings.map((ring, at): RolloutRingRow => {
      const rules = ringRules(plan.rings[at]!);
      const { timeoutMs, errors: _errors, ...thresholds } = rules;
      const { excused: _excused, ...row } = ring;
      return {
        plan: plan.rings[at]!,
        thresholds: {
          ...thresholds,
          errors: errorsSaid(rules),
          ...(timeoutMs === undefined ? {} : { timeoutMs }),
        },
        ...row,
        devices: sizeOf(ring),
        needed: neededOf(ring, rules),
      };
    }),
  };
}
