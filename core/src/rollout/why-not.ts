import { isOver } from "@shoal/protocol/rollout/state";
import { say } from "@shoal/protocol/sentence/say";
import type { RolloutPlan } from "./machine.ts";
import type { RolloutOrder } from "./messages.ts";
import { ringRules } from "./ring-rules.ts";
import type { RolloutState } from "./state.ts";

/** Why an order cannot be carried out now and what is possible instead; undefined where it can. */
export function whyNot(plan: RolloutPlan, state: RolloutState, order: RolloutOrder, by: string): string | undefined {
  if (isOver(state.state)) return say("rollout-over", { rollout: state.state, detail: state.why });
  const ring = plan.rings[state.at];
  if (!ring) return say("rollout-not-begun");
  const paused = state.state === "paused";
  switch (order) {
    case "pause":
      return paused ? say("rollout-paused-already", { detail: state.why }) : undefined;
    case "resume":
      return paused ? undefined : say("rollout-not-paused", { rollout: state.state });
    case "abort":
      return undefined;
    case "next": {
      if (paused) return say("rollout-resume-first", { detail: state.why });
      if (state.at === plan.rings.length - 1 && plan.dynamic) return say("rollout-last-dynamic", { ring: ring.name });
      const missing = missingApprovals(plan, state);
      if (missing === 0) return undefined;
      return missing === 1
        ? say("rollout-asks-one", { ring: ring.name })
        : say("rollout-asks-more", { ring: ring.name, count: missing });
    }
    case "approve": {
      if (missingApprovals(plan, state) === 0)
        return ringRules(ring).approvals === 0
          ? say("rollout-asks-nobody", { ring: ring.name })
          : say("rollout-enough", { ring: ring.name });
      if (paused) return say("rollout-agree-later", { detail: state.why });
      if (by === state.startedBy) return say("started-it", { actor: by });
      return state.approvals.includes(by) ? say("agreed-before", { actor: by }) : undefined;
    }
  }
}

function missingApprovals(plan: RolloutPlan, state: RolloutState): number {
  const ring = plan.rings[state.at];
  return ring === undefined ? 0 : Math.max(0, ringRules(ring).approvals - state.approvals.length);
}
