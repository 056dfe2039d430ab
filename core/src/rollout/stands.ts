import { isOver } from "@shoal/protocol/rollout/state";
import { endedOf, isGood, neededOf } from "./counts.ts";
import type { RolloutPlan } from "./machine.ts";
import { ringRules } from "./ring-rules.ts";
import type { RolloutState } from "./state.ts";
import { countsSaid, ringName, roughly } from "./words.ts";

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
      next: state.state === "finished" ? [] : ["Devices that have it by now keep it. To go on, make a new task."],
    };
  if (state.state === "paused") {
    const halted = state.rings.some((ring) => ring.state === "halted");
    return {
      why,
      next: halted
        ? [
            `See what failed: shoal task actions ${task} --state failed`,
            `When the cause is mended: shoal rollout retry ${task}, then shoal rollout resume ${task}`,
            `To end it: shoal rollout abort ${task}`,
          ]
        : [`To go on: shoal rollout resume ${task}`],
    };
  }
  if (state.state === "waiting") {
    const asked = agreement(plan, state, task);
    return { why, next: asked.length > 0 ? asked : [`To open it: shoal rollout next ${task}`] };
  }
  return runs(plan, state, task, nowMs);
}

function runs(plan: RolloutPlan, state: RolloutState, task: string, nowMs: number): Stand {
  const ring = state.rings[state.at]!;
  const rules = ringRules(plan.rings[state.at]!);
  const name = ringName(plan.rings[state.at]!);
  if (ring.state === "done") return { why: state.why, next: [`To end it: shoal rollout abort ${task}`] };
  const numbers = countsSaid(ring, rules);
  const sooner = [...agreement(plan, state, task), `Not to wait for that: shoal rollout next ${task}`];
  if (ring.goodSinceMs !== undefined) {
    const leftMs = Math.max(0, ring.goodSinceMs + rules.soakMs - nowMs);
    return { why: `${name} is good and must stay so for another ${roughly(leftMs)}: ${numbers}`, next: sooner };
  }
  const time =
    ring.timeoutAtMs === undefined ? "" : `; its time is over in ${roughly(Math.max(0, ring.timeoutAtMs - nowMs))}`;
  const waits = endedOf(ring) < neededOf(ring, rules) || isGood(ring, rules);
  if (waits) return { why: `${name} waits for its devices: ${numbers}${time}`, next: sooner };
  return {
    why: `${name} is not good enough, ${rules.successPercent} % must succeed: ${numbers}${time}`,
    next: [`When the cause is mended: shoal rollout retry ${task}`, ...sooner],
  };
}

/** Who has to agree before the next ring may open; nothing where nobody has to any more. */
function agreement(plan: RolloutPlan, state: RolloutState, task: string): string[] {
  const missing = ringRules(plan.rings[state.at]!).approvals - state.approvals.length;
  if (missing <= 0) return [];
  const who = missing === 1 ? "One person other" : `${missing} others`;
  return [`${who} than ${state.startedBy} must agree first: shoal rollout approve ${task}`];
}
