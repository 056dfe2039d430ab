import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { problem } from "@shoal/protocol/schema/check";
import type { DocumentProblem } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { shareOf } from "./divide.ts";
import { ringRules } from "./ring-rules.ts";
import { devices } from "./words.ts";

/** What is wrong with a plan for these very targets: rings of nobody, and errors that nobody could ever make. */
export function checkSizes(rings: readonly RolloutRing[], sizes: readonly number[], total: number): DocumentProblem[] {
  let reached = 0;
  return rings.flatMap((ring, at) => {
    const size = sizes[at]!;
    const before = reached;
    reached += size;
    if (size === 0)
      return problem(
        [at],
        say("plan-zero-because", { ring: ring.name, why: whyEmpty(ring, total, before) }),
        remedy(ring, total, before),
      );
    const { errors, successPercent } = ringRules(ring);
    if (!("count" in errors)) return [];
    if (errors.count > size)
      return problem(
        [at, "errors"],
        say("plan-failures-never", { ring: ring.name, devices: devices(size), count: errors.count }),
        say("plan-errors-most", { errors: `{ count: ${size} }` }),
      );
    // So many may fail and it still succeeds; the next failure has to be the one that pulls the plug.
    const bearable = Math.floor((size * (100 - successPercent)) / 100);
    if (errors.count <= bearable + 1 || ring.timeoutMs !== undefined) return [];
    return problem(
      [at, "errors"],
      say("plan-count-never", {
        ring: ring.name,
        bearable: bearable + 1,
        size,
        success: successPercent,
        count: errors.count,
      }),
      say("plan-count-never-hint", { errors: `{ count: ${bearable + 1} }` }),
    );
  });
}

function whyEmpty(ring: RolloutRing, total: number, before: number): string {
  if (ring.percent !== undefined)
    return say("plan-empty-percent", {
      share: `${ring.percent} %`,
      devices: devices(total),
      count: shareOf(ring.percent, total),
      before,
    });
  if (before >= total) return say("plan-empty-before", { devices: devices(total) });
  return ring.group === undefined
    ? say("plan-empty-query", { query: ring.query ?? "" })
    : say("plan-empty-group", { name: ring.group });
}

function remedy(ring: RolloutRing, total: number, before: number): string {
  if (ring.percent !== undefined && before < total)
    return say("plan-more-percent", { percent: `${Math.floor((before * 100_000) / total) / 1000} %` });
  return say("plan-change-before");
}
