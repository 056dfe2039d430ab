import { isOver } from "@shoal/protocol/rollout/state";
import { say } from "@shoal/protocol/sentence/say";
import { endedOf, isGood, neededOf } from "./counts.ts";
import type { RolloutPlan } from "./machine.ts";
import { ringRules } from "./ring-rules.ts";
import type { RolloutState } from "./state.ts";
import { countsSaid, roughly } from "./words.ts";

/** Why a rollout is where it is, and what a person can do, one line each. */
export interface Stand {
  why: string;
  next: string[];
}

/** @param task its number, for the commands */
export function stands(plan: RolloutPlan, state: RolloutState, task: string, nowMs: number): Stand {
  const { why } = state;
  if (isOver(state.state))
    return {
      why,
      next: state.state === "finished" ? [] : [say("keeps-it")],
    };
  if (state.state === "paused") {
    const halted = state.rings.some((ring) => ring.state === "halted");
    return {
      why,
      next: halted
        ? [
            say("see-failed", { task }),
            say("rollout-retry-resume", { task, same: task }),
            say("rollout-abort", { task }),
          ]
        : [say("rollout-resume", { task })],
    };
  }
  if (state.state === "waiting") {
    const asked = agreement(plan, state, task);
    return { why, next: asked.length > 0 ? asked : [say("rollout-open", { task })] };
  }
  return runs(plan, state, task, nowMs);
}

function runs(plan: RolloutPlan, state: RolloutState, task: string, nowMs: number): Stand {
  const ring = state.rings[state.at]!;
  const rules = ringRules(plan.rings[state.at]!);
  const { name } = plan.rings[state.at]!;
  if (ring.state === "done") return { why: state.why, next: [say("rollout-abort", { task })] };
  const numbers = countsSaid(ring, rules);
  const sooner = [...agreement(plan, state, task), say("rollout-not-wait", { task })];
  if (ring.goodSinceMs !== undefined) {
    const leftMs = Math.max(0, ring.goodSinceMs + rules.soakMs - nowMs);
    return { why: say("ring-soaks-still", { ring: name, span: roughly(leftMs), numbers }), next: sooner };
  }
  const inTime = (stand: string) =>
    ring.timeoutAtMs === undefined
      ? stand
      : say("and-time-over", { stand, span: roughly(Math.max(0, ring.timeoutAtMs - nowMs)) });
  const waits = endedOf(ring) < neededOf(ring, rules) || isGood(ring, rules);
  if (waits) return { why: inTime(say("ring-waits", { ring: name, numbers })), next: sooner };
  return {
    why: inTime(say("ring-not-good", { ring: name, percent: rules.successPercent, numbers })),
    next: [say("rollout-retry", { task }), ...sooner],
  };
}

/** Who has to agree before the next ring may open; nothing where nobody has to any more. */
function agreement(plan: RolloutPlan, state: RolloutState, task: string): string[] {
  const missing = ringRules(plan.rings[state.at]!).approvals - state.approvals.length;
  if (missing <= 0) return [];
  const actor = state.startedBy;
  return [
    missing === 1 ? say("one-must-agree", { actor, task }) : say("some-must-agree", { count: missing, actor, task }),
  ];
}
