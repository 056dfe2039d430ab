import { LIMITS } from "@shoal/protocol/limits";
import type { RingText } from "@shoal/protocol/rollout/plan-file";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { problem } from "@shoal/protocol/schema/check";
import type { DocumentProblem, Path } from "@shoal/protocol/schema/json-schema";
import { formatDuration, parseDuration } from "../terminal/duration.ts";

/** In the words of the file: the API counts them in milliseconds. */
export function longTimes(ring: RingText, at: number): DocumentProblem[] {
  return (["soak", "timeout"] as const).flatMap((key) => {
    const ms = parseDuration(ring[key] ?? "") ?? 0;
    const most = formatDuration(LIMITS.ringMs);
    return ms > LIMITS.ringMs
      ? problem([at, key], `ring "${ring.name}": ${key} is ${ring[key]}, at most ${most} is allowed`)
      : [];
  });
}

/** A ring as the API has it. */
export function ringOf({ soak, timeout, ...ring }: RingText): RolloutRing {
  return {
    ...ring,
    ...(soak === undefined ? {} : { soakMs: parseDuration(soak)! }),
    ...(timeout === undefined ? {} : { timeoutMs: parseDuration(timeout)! }),
  };
}

/** A path of the API's form as the file has it. */
export function pathInFile(path: Path): Path {
  return path.map((step) => (step === "soakMs" ? "soak" : step === "timeoutMs" ? "timeout" : step));
}
