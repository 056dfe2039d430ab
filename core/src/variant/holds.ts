import type { Platform } from "@shoal/protocol/device/platform";
import type { Match } from "@shoal/protocol/package/match";
import { say } from "@shoal/protocol/sentence/say";
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
    ...oneOf("os", match.os, platform.os),
    ...version(range, platform.osVersion),
    ...oneOf("distribution", match.distribution, platform.distribution),
    ...oneOf("arch", match.arch, platform.arch),
    ...oneOf("bitness", match.bitness, platform.bitness),
    ...oneOf("form-factor", match.formFactor, platform.formFactor),
  ];
}

/** Whether a device of this platform meets every condition. */
export function holds(match: Match, platform: Platform): boolean {
  return judge(match, platform).every((each) => each.holds);
}

type Condition = "os" | "distribution" | "arch" | "bitness" | "form-factor";

function oneOf(
  what: Condition,
  wanted: readonly (string | number)[] | undefined,
  actual: string | number,
): Judgement[] {
  if (wanted === undefined) return [];
  const isMet = wanted.includes(actual);
  const words = () => {
    if (isMet) return say(`${what}-is`, { actual });
    // Only a distribution can be unknown: nobody but Linux has one.
    if (actual === "") return say("distribution-unknown", { wanted: wanted.join(" or ") });
    return say(`${what}-not`, { actual, wanted: wanted.join(" or ") });
  };
  return [{ holds: isMet, words }];
}

function version(range: ReturnType<typeof rangeOf>, actual: string): Judgement[] {
  if (range === undefined) return [];
  if ("error" in range) return [{ holds: false, words: () => say("version-range-bad", { detail: range.error }) }];
  // Rolling distributions have no version; a condition on one is then never met, rather than met by accident.
  if (actual === "") return [{ holds: false, words: () => say("version-unknown", { range: range.text }) }];
  const isMet = inRange(actual, range);
  return [{ holds: isMet, words: () => say(isMet ? "version-in" : "version-not-in", { actual, range: range.text }) }];
}
