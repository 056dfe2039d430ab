import type { Platform } from "@shoal/protocol/device/platform";
import type { Match } from "@shoal/protocol/package/match";
import { inRange } from "../version/range.ts";
import { rangeOf } from "./conditions.ts";

/** One condition of a match, as it turned out. */
export interface Judgement {
  holds: boolean;
  words: () => string;
}

/** Every condition that the match has, in a fixed order. No condition at all holds everywhere. */
export function judge(match: Match, platform: Platform, range = rangeOf(match)): Judgement[] {
  return [
    ...oneOf("the system", match.os, platform.os),
    ...version(range, platform.osVersion),
    ...oneOf("the distribution", match.distribution, platform.distribution),
    ...oneOf("the architecture", match.arch, platform.arch),
    ...oneOf("the bitness", match.bitness, platform.bitness),
    ...oneOf("the form factor", match.formFactor, platform.formFactor),
  ];
}

/** Whether a device of this platform meets every condition. */
export function holds(match: Match, platform: Platform): boolean {
  return judge(match, platform).every((each) => each.holds);
}

function oneOf(what: string, wanted: readonly (string | number)[] | undefined, actual: string | number): Judgement[] {
  if (wanted === undefined) return [];
  const isMet = wanted.includes(actual);
  const has = () => (actual === "" ? `${what} is not known` : `${what} is ${actual}`);
  return [{ holds: isMet, words: () => (isMet ? has() : `${has()}, not ${wanted.join(" or ")}`) }];
}

function version(range: ReturnType<typeof rangeOf>, actual: string): Judgement[] {
  if (range === undefined) return [];
  if ("error" in range) return [{ holds: false, words: () => `its version range cannot be met: ${range.error}` }];
  // Rolling distributions have no version; a condition on one is then never met, rather than met by accident.
  if (actual === "")
    return [{ holds: false, words: () => `the system's version is not known, but must be ${range.text}` }];
  const isMet = inRange(actual, range);
  return [{ holds: isMet, words: () => `version ${actual} is ${isMet ? "in" : "not in"} ${range.text}` }];
}
