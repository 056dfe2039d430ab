import { isOver } from "@shoal/protocol/rollout/state";
import type { RolloutPlan } from "./machine.ts";
import type { RolloutOrder } from "./messages.ts";
import { ringRules } from "./ring-rules.ts";
import type { RolloutState } from "./state.ts";
import { ringName } from "./words.ts";

/** Why an order cannot be carried out now and what is possible instead; undefined where it can. */
export function whyNot(plan: RolloutPlan, state: RolloutState, order: RolloutOrder, by: string): string | undefined {
  if (isOver(state.state)) return `the rollout is ${state.state} (${state.why}); nothing follows that`;
  const ring = plan.rings[state.at];
  if (!ring) return "the rollout has not begun";
  const paused = state.state === "paused";
  switch (order) {
    case "pause":
      return paused ? `the rollout is paused already (${state.why})` : undefined;
    case "resume":
      return paused ? undefined : `the rollout is ${state.state}, not paused: there is nothing to resume`;
    case "abort":
      return undefined;
    case "next": {
      if (paused) return `the rollout is paused (${state.why}); resume it first`;
      if (state.at === plan.rings.length - 1 && plan.dynamic)
        return `${ringName(ring)} is the last one, and takes new devices until the rollout is aborted`;
      const missing = missingApprovals(plan, state);
      return missing === 0 ? undefined : `${ringName(ring)} asks for ${agreements(missing)} before the next may open`;
    }
    case "approve": {
      if (missingApprovals(plan, state) === 0)
        return ringRules(ring).approvals === 0
          ? `${ringName(ring)} asks nobody to agree`
          : `enough have agreed to what follows ${ringName(ring)}`;
      if (paused) return `the rollout is paused (${state.why}); it can be agreed to once it is resumed`;
      if (by === state.startedBy) return `${by} started the rollout; others have to agree`;
      return state.approvals.includes(by) ? `${by} has agreed before; each counts once` : undefined;
    }
  }
}

function missingApprovals(plan: RolloutPlan, state: RolloutState): number {
  const ring = plan.rings[state.at];
  return ring === undefined ? 0 : Math.max(0, ringRules(ring).approvals - state.approvals.length);
}

function agreements(count: number): string {
  return count === 1 ? "one more person to agree" : `${count} more persons to agree`;
}
