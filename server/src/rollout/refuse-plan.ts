import { checkPlan } from "@shoal/core/rollout/check-plan";
import type { DocumentProblem } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { Refusal } from "../http/refusal.ts";

/** More at once help nobody. */
const TOLD = 5;

/** @throws Refusal with what is wrong and what would be right, where anything is */
export function refusePlan(problems: readonly DocumentProblem[]): void {
  if (problems.length === 0) return;
  const told = problems.slice(0, TOLD).map(({ message, hint }) => [message, hint].filter(Boolean).join(": "));
  throw new Refusal("plan-invalid", told.join("; "));
}

/**
 * For routes that validate by themselves: says what is wrong with a plan in its own words, before the schema does.
 * @throws Refusal where its rings do not hold together
 */
export function refuseBadPlan(body: unknown): void {
  const { rings, dynamic } = (body ?? {}) as { rings?: unknown; dynamic?: unknown };
  if (rings === undefined) {
    if (dynamic === true)
      throw new Refusal("plan-invalid", say("plan-dynamic-needs", { example: '{ name: "all", rest: true }' }));
    return;
  }
  const checked = checkPlan(rings, dynamic === true);
  if (!checked.ok) refusePlan(checked.problems);
}
