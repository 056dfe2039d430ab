import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { problem } from "@shoal/protocol/schema/check";
import type { DocumentProblem } from "@shoal/protocol/schema/json-schema";
import { shareOf } from "./divide.ts";
import { ringRules } from "./ring-rules.ts";
import { devices, ringName } from "./words.ts";

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
        `${ringName(ring)} has no devices: ${whyEmpty(ring, total, before)}`,
        remedy(ring, total, before),
      );
    const { errors, successPercent } = ringRules(ring);
    if (!("count" in errors)) return [];
    if (errors.count > size)
      return problem(
        [at, "errors"],
        `${ringName(ring)} has ${devices(size)}, so ${errors.count} failures never come together`,
        `errors { count: ${size} } at most, or a percentage`,
      );
    // So many may fail and it still succeeds; the next failure has to be the one that pulls the plug.
    const bearable = Math.floor((size * (100 - successPercent)) / 100);
    if (errors.count <= bearable + 1 || ring.timeoutMs !== undefined) return [];
    return problem(
      [at, "errors"],
      `${ringName(ring)}: with ${bearable + 1} of ${size} failed neither success ${successPercent} nor ${errors.count} errors is ever reached, and it would stand for ever`,
      `errors { count: ${bearable + 1} }, or leave success out; or give it a timeout`,
    );
  });
}

function whyEmpty(ring: RolloutRing, total: number, before: number): string {
  if (ring.percent !== undefined)
    return `${ring.percent} % of ${devices(total)} are ${shareOf(ring.percent, total)}, and the rings before it have ${before}`;
  if (before >= total) return `the rings before it have all that there are (${devices(total)})`;
  const what = ring.group === undefined ? `query "${ring.query}"` : `group "${ring.group}"`;
  return `none of the targets that are left is in ${what}`;
}

function remedy(ring: RolloutRing, total: number, before: number): string {
  if (ring.percent !== undefined && before < total)
    return `leave it out, or make it more than ${Math.floor((before * 100_000) / total) / 1000} %`;
  return "leave it out, or change the rings before it";
}
