import { LIMITS } from "../limits.ts";
import { type ParsedYaml, parseYaml } from "../yaml/parse-yaml.ts";
import { PlanFile } from "./plan-file.ts";

/** Reads a rollout's plan; whether its rings make sense together is for `core/rollout/check-plan.ts`. Never throws. */
export function parsePlanFile(text: string): ParsedYaml<PlanFile> {
  return parseYaml(text, {
    schema: PlanFile,
    noun: "plan",
    mostBytes: LIMITS.planFileBytes,
    tooLarge: "a plan is a list of rings and nothing else",
    page: "docs/how-to/rollouts.md",
  });
}
