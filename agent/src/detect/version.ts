import { inRange, parseRange } from "@shoal/core/version/range";
import { say } from "@shoal/protocol/sentence/say";
import type { LeafResult } from "../host/host.ts";

/** Judges a version that was found against a range; the words say both. */
export function judgeVersion(
  what: string,
  version: string,
  rangeText: string | undefined,
  compare?: (a: string, b: string) => number,
): LeafResult {
  if (rangeText === undefined) return { found: true, detail: say("found-installed", { what, version }) };
  const parsed = parseRange(rangeText);
  if (!parsed.ok) return { found: "unknown", detail: parsed.error };
  const inside = inRange(version, parsed.range, compare);
  return {
    found: inside,
    detail: say(inside ? "found-meets" : "found-not-meets", { what, version, range: rangeText }),
  };
}
