import type { DetectRule } from "@shoal/protocol/package/detect";
import type { Variant } from "@shoal/protocol/package/release";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { leavesOf } from "../detect/evaluate.ts";
import { conditionsOf } from "../variant/conditions.ts";
import { type PackageProblem, problemAt } from "./problem.ts";

/** Whose rights a variant's scripts and programs have must be possible wherever the variant goes. */
export function checkRunAs(variant: Variant, path: Path): PackageProblem[] {
  const { installer, before, after, remove, match } = variant;
  const systems = conditionsOf(match)?.os;
  const onWindows = systems === undefined || systems.has("windows");
  const named: [Path, string | undefined][] = [
    [[...path, "installer", "runAs"], "runAs" in installer ? installer.runAs : undefined],
    [[...path, "before", "runAs"], before?.runAs],
    [[...path, "after", "runAs"], after?.runAs],
    [[...path, "remove", "runAs"], remove?.runAs],
    ...leavesWith(variant.detect).map((runAs): [Path, string] => [[...path, "detect"], runAs]),
  ];
  const others = named.flatMap(([where, runAs]) =>
    runAs === undefined || runAs === "system" || !onWindows
      ? []
      : problemAt(where, say("pkg-run-as", { account: runAs }), say("pkg-run-as-hint")),
  );
  if (remove?.runAs === undefined || remove.command !== undefined || remove.run !== undefined) return others;
  return [...others, ...problemAt([...path, "remove", "runAs"], say("pkg-run-as-remove"))];
}

function leavesWith(rule: DetectRule): string[] {
  return leavesOf(rule).flatMap((leaf) => {
    const runAs = "script" in leaf ? leaf.script.runAs : "version" in leaf ? leaf.version.runAs : undefined;
    return runAs === undefined ? [] : [runAs];
  });
}
