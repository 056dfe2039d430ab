import type { Match } from "@shoal/protocol/package/match";
import type { Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { ARCHITECTURES_32, conditionsOf, rangeOf } from "../variant/conditions.ts";
import { type PackageProblem, problemAt } from "./problem.ts";

/** Conditions that no device can ever meet are a mistake, not a variant. */
export function checkMatch(match: Match, path: Path): PackageProblem[] {
  const range = rangeOf(match);
  if (range !== undefined && "error" in range)
    return problemAt([...path, "osVersion"], say("of-variant", { variant: "osVersion", why: range.error }));
  if (conditionsOf(match) !== undefined) return [];
  if (match.distribution !== undefined && match.os !== undefined && !match.os.includes("linux"))
    return problemAt(
      [...path, "distribution"],
      say("pkg-no-distributions", { others: match.os.join(" and ") }),
      say("pkg-only-linux"),
    );
  const narrow = match.arch?.filter((arch) => ARCHITECTURES_32.has(arch)) ?? [];
  return problemAt([...path, "bitness"], say("pkg-narrow", { others: narrow.join(" and ") }), say("pkg-narrow-hint"));
}
