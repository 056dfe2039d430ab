import { urgencyProblem } from "@shoal/core/task/urgency";
import { LIMITS } from "@shoal/protocol/limits";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { Refusal } from "../http/refusal.ts";

/** @throws Refusal where urgency and deadline of a task cannot be so, if it were started now */
export function refuseUrgency(
  spec: Pick<TaskSpec, "kind" | "delivery" | "urgency" | "deadlineMs">,
  nowMs: number,
  lifeMs: number = LIMITS.taskLifeMs,
): void {
  const problem = urgencyProblem(spec, nowMs, nowMs + lifeMs);
  if (problem) throw new Refusal("urgency-invalid", problem);
}
