import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "@shoal/protocol/device/kinds";
import type { Architecture, FormFactor, OsName } from "@shoal/protocol/device/platform";
import type { Match } from "@shoal/protocol/package/match";
import { say } from "@shoal/protocol/sentence/say";
import { type Interval, intervalOf } from "../version/interval.ts";
import { parseRange, type Range } from "../version/range.ts";

/** What is ordered and chosen here: any record with an id and its conditions. */
export interface Candidate {
  id: string;
  match: Match;
}

/**
 * A match with everything that follows from it written out, for comparing two of them. Sets are of all values that may
 * occur; undefined is "anything" where the values cannot be listed.
 */
export interface Conditions {
  os: ReadonlySet<OsName>;
  osVersion: Interval | undefined;
  distribution: ReadonlySet<string> | undefined;
  arch: ReadonlySet<Architecture>;
  bitness: ReadonlySet<number>;
  formFactor: ReadonlySet<FormFactor>;
}

export const BITNESSES = [32, 64] as const;
/** Processors that cannot carry a 64-bit system. */
export const ARCHITECTURES_32: ReadonlySet<Architecture> = new Set(["x86", "armv7"]);

/** The range of a match: undefined where it has none, an error in words where it cannot be read or no version is in it. */
export function rangeOf(match: Match): Range | { error: string } | undefined {
  if (match.osVersion === undefined) return undefined;
  const parsed = parseRange(match.osVersion);
  if (!parsed.ok) return { error: parsed.error };
  return intervalOf(parsed.range) === undefined
    ? { error: say("range-none", { range: match.osVersion }) }
    : parsed.range;
}

/** Undefined where no device can ever match: an empty version range, a distribution on Windows, 64 bit on armv7. */
export function conditionsOf(match: Match): Conditions | undefined {
  const range = rangeOf(match);
  if (range !== undefined && "error" in range) return undefined;
  // Only Linux has distributions, so a condition on one is a condition on the system too.
  const os = new Set(match.os ?? OS_NAMES);
  if (match.distribution !== undefined) for (const each of OS_NAMES) if (each !== "linux") os.delete(each);
  const arch = new Set(match.arch ?? ARCHITECTURES);
  const bitness = new Set<number>(match.bitness ?? BITNESSES);
  if (!bitness.has(32)) for (const each of ARCHITECTURES_32) arch.delete(each);
  if ([...arch].every((each) => ARCHITECTURES_32.has(each))) bitness.delete(64);
  if (os.size === 0 || arch.size === 0 || bitness.size === 0) return undefined;
  return {
    os,
    osVersion: range && intervalOf(range),
    distribution: match.distribution && new Set(match.distribution),
    arch,
    bitness,
    formFactor: new Set(match.formFactor ?? FORM_FACTORS),
  };
}
