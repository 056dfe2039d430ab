import { LIMITS } from "@shoal/protocol/limits";
import type { DetectLeaf, DetectRule } from "@shoal/protocol/package/detect";
import { say } from "@shoal/protocol/sentence/say";

/** Yes, no, or "could not be found out"; the detail is the sentence that a person reads. */
export interface LeafAnswer {
  found: boolean | "unknown";
  detail: string;
}

/**
 * Every leaf of a rule in the order of writing, each once. A rule over the limits gives what is within them: its
 * evaluation is "unknown" anyway.
 */
export function leavesOf(rule: DetectRule): DetectLeaf[] {
  const leaves = new Set<DetectLeaf>();
  collect(rule, 1, leaves);
  return [...leaves];
}

/** False where the rule is over a limit. */
function collect(rule: DetectRule, depth: number, leaves: Set<DetectLeaf>): boolean {
  if (depth > LIMITS.detectDepth) return false;
  if ("not" in rule) return collect(rule.not, depth + 1, leaves);
  if ("all" in rule) return rule.all.every((each) => collect(each, depth + 1, leaves));
  if ("any" in rule) return rule.any.every((each) => collect(each, depth + 1, leaves));
  if (leaves.size >= LIMITS.detectLeaves && !leaves.has(rule)) return false;
  leaves.add(rule);
  return true;
}

/**
 * Evaluates a rule over the answers of its leaves (the same objects that `leavesOf` gave), with three values: what could
 * not be found out stays so unless the other answers decide without it. A leaf without an answer could not be found out.
 * @returns the answer, with what decided it
 */
export function evaluateDetect(rule: DetectRule, answers: ReadonlyMap<DetectLeaf, LeafAnswer>): LeafAnswer {
  if (!collect(rule, 1, new Set()))
    return {
      found: "unknown",
      detail: say("rule-large", { count: LIMITS.detectLeaves, deep: LIMITS.detectDepth }),
    };
  return evaluate(rule, answers);
}

function evaluate(rule: DetectRule, answers: ReadonlyMap<DetectLeaf, LeafAnswer>): LeafAnswer {
  if ("all" in rule) {
    const parts = rule.all.map((each) => evaluate(each, answers));
    return decided(parts, false) ?? decided(parts, "unknown") ?? { found: true, detail: details(parts) };
  }
  if ("any" in rule) {
    const parts = rule.any.map((each) => evaluate(each, answers));
    return decided(parts, true) ?? decided(parts, "unknown") ?? { found: false, detail: details(parts) };
  }
  if ("not" in rule) {
    const { found, detail } = evaluate(rule.not, answers);
    if (found === "unknown") return { found, detail };
    return found ? { found: false, detail: say("should-not", { why: detail }) } : { found: true, detail };
  }
  return answers.get(rule) ?? { found: "unknown", detail: say("rule-unasked") };
}

/** The first part with this answer is enough to explain the whole. */
function decided(parts: LeafAnswer[], found: LeafAnswer["found"]): LeafAnswer | undefined {
  return parts.find((part) => part.found === found);
}

function details(parts: LeafAnswer[]): string {
  return [...new Set(parts.map((part) => part.detail))].join("; ");
}
