import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { checkPlan } from "@shoal/core/rollout/check-plan";
import { LIMITS } from "@shoal/protocol/limits";
import { parsePlanFile } from "@shoal/protocol/rollout/parse";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { Failure } from "../exit/failure.ts";
import { invalidFile } from "../package/invalid.ts";
import { longTimes, pathInFile, ringOf } from "./ring-text.ts";

/**
 * The rings of a plan's file, checked as far as they can be without their devices.
 * @param dynamic it goes on to take new devices
 * @throws Failure with every problem and its place in the file
 */
export async function loadPlan(cwd: string, where: string, dynamic: boolean): Promise<RolloutRing[]> {
  const path = resolve(cwd, where);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile())
    throw new Failure({
      title: found ? `${where} is not a file` : `${where} is not there`,
      detail: path,
      hint: "Name a plan; examples/rollout/plan.yaml is one to start from.",
      code: "not-found",
    });
  // Whoever names an image by mistake should not wait until it is read.
  const text =
    found.size > LIMITS.planFileBytes * 4 ? " ".repeat(LIMITS.planFileBytes + 1) : await readFile(path, "utf8");
  const parsed = parsePlanFile(text);
  if (!parsed.ok) throw invalidPlan(where, parsed.problems);
  const tooLong = parsed.file.rings.flatMap(longTimes);
  const checked = checkPlan(parsed.file.rings.map(ringOf), dynamic);
  if (tooLong.length === 0 && checked.ok) return checked.rings;
  const problems = tooLong.length > 0 || checked.ok ? tooLong : checked.problems;
  throw invalidPlan(
    where,
    problems.map((each) => ({ ...each, ...parsed.positionOf(["rings", ...pathInFile(each.path)], each.on) })),
  );
}

function invalidPlan(where: string, problems: Parameters<typeof invalidFile>[2]): Failure {
  const hint =
    "Correct the file; shoal rollout simulate shows what it would do. docs/how-to/rollouts.md explains each key.";
  return invalidFile("plan-invalid", where, problems, hint);
}
