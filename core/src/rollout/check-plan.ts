import { type RolloutRing, RolloutRings, WHO } from "@shoal/protocol/rollout/ring";
import { checkSchema, problem } from "@shoal/protocol/schema/check";
import type { DocumentProblem, JsonSchema, Path } from "@shoal/protocol/schema/json-schema";
import { ringRules, without } from "./ring-rules.ts";
import { duration, percent, ringName } from "./words.ts";

/** Rings that fit the schema, or what is wrong with them: each problem names the ring, the key, and what would be right. */
export type CheckedPlan = { ok: true; rings: RolloutRing[] } | { ok: false; problems: DocumentProblem[] };

/**
 * Everything that can be wrong with a plan before it is known whom it is for; `check-sizes.ts` has the rest.
 * @param dynamic it goes on to take new devices
 */
export function checkPlan(value: unknown, dynamic = false): CheckedPlan {
  const shape = checkSchema(RolloutRings as unknown as JsonSchema, value).map((each) => named(value, each));
  if (shape.length > 0) return { ok: false, problems: shape };
  const rings = value as RolloutRing[];
  const problems = rings.flatMap((ring, at) => [
    ...checkWho(rings, at),
    ...checkNames(rings, at),
    ...checkThresholds(ring, [at]),
    ...checkTimes(ring, [at]),
    ...(at === rings.length - 1 ? checkLast(ring, [at], dynamic) : checkNotLast(ring, [at])),
  ]);
  return problems.length === 0 ? { ok: true, rings } : { ok: false, problems };
}

/** A problem of the schema, which does not know rings by their name. */
function named(value: unknown, each: DocumentProblem): DocumentProblem {
  const [at] = each.path;
  const ring = Array.isArray(value) && typeof at === "number" ? (value[at] as { name?: unknown } | null) : undefined;
  if (typeof at !== "number") return each;
  const name =
    typeof ring?.name === "string" && each.path[1] !== "name" ? ringName({ name: ring.name }) : `ring ${at + 1}`;
  return { ...each, message: `${name}: ${each.message}` };
}

function checkWho(rings: readonly RolloutRing[], at: number): DocumentProblem[] {
  const ring = rings[at]!;
  const name = ringName(ring);
  const said = WHO.filter((key) => ring[key] !== undefined && !(key === "rest" && ring.rest === false));
  if (said.length !== 1) {
    const what = said.length === 0 ? "takes no devices" : `has both ${said[0]} and ${said[1]}`;
    return problem([at, said[1] ?? "name"], `${name} ${what}`, `give it exactly one of ${WHO.join(", ")}`, "key");
  }
  const before = rings.slice(0, at);
  const taker = before.find((each) => each.rest === true || each.percent === 100);
  if (taker)
    return problem([at], `${name} has no devices`, `${ringName(taker)} takes all that are left; make it the last ring`);
  if (ring.count === 0 || ring.percent === 0) {
    const key = ring.count === 0 ? "count" : "percent";
    return problem([at, key], `${name} has no devices: ${key} is 0`, "give it at least one device, or leave it out");
  }
  const lower = before.findLast((each) => each.percent !== undefined);
  if (ring.percent !== undefined && lower && lower.percent! >= ring.percent)
    return problem(
      [at, "percent"],
      `${name} has no devices: its percent is ${ring.percent}, and ${ringName(lower)} has reached ${lower.percent}`,
      `percentages add up to what was reached by then: it must be more than ${lower.percent}`,
    );
  return [];
}

function checkNames(rings: readonly RolloutRing[], at: number): DocumentProblem[] {
  const { name } = rings[at]!;
  const first = rings.findIndex((each) => each.name.toLowerCase() === name.toLowerCase());
  if (first === at) return [];
  return problem([at, "name"], `two rings have the name "${name}"`, "give each a name of its own");
}

function checkThresholds(ring: RolloutRing, path: Path): DocumentProblem[] {
  const { successPercent, errors, timeoutMs } = ringRules(ring);
  if (!("percent" in errors)) return [];
  const sum = Math.round((successPercent + errors.percent) * 1000) / 1000;
  const line = `${ringName(ring)} has success ${successPercent} and errors ${errors.percent} %`;
  const right = `errors { percent: ${without(successPercent)} } or success ${without(errors.percent)}; leave one of them out and it follows from the other`;
  if (sum < 100)
    return problem(
      [...path, "errors"],
      `${line}: with ${percent((errors.percent + 100 - successPercent) / 2)} failed both are reached at once`,
      right,
    );
  if (sum > 100 && timeoutMs === undefined)
    return problem(
      [...path, "errors"],
      `${line}: with ${percent((errors.percent + 100 - successPercent) / 2)} failed neither is ever reached, and it would stand for ever`,
      `${right}; or give it a timeout`,
    );
  return [];
}

function checkTimes(ring: RolloutRing, path: Path): DocumentProblem[] {
  const { soakMs, timeoutMs, endedPercent } = ringRules(ring);
  if (endedPercent === 0 && soakMs === 0)
    return problem(
      [...path, "ended"],
      `${ringName(ring)} is done as soon as it opens: ended is 0, and there is no soak`,
      "say how many percent must have ended, or for how long it must stay good",
    );
  if (timeoutMs === undefined)
    return ring.onTimeout === undefined
      ? []
      : problem([...path, "onTimeout"], `${ringName(ring)} has onTimeout and no timeout`, "say after how long");
  if (timeoutMs === 0)
    return problem([...path, "timeoutMs"], `${ringName(ring)}: timeout is 0`, "leave it out, or give it time");
  if (soakMs < timeoutMs) return [];
  return problem(
    [...path, "soakMs"],
    `${ringName(ring)}: soak (${duration(soakMs)}) is not shorter than timeout (${duration(timeoutMs)}), so its time is over before it can be done`,
    "both count from when the ring opens: make the timeout longer than the soak and the installations together",
  );
}

function checkNotLast(ring: RolloutRing, path: Path): DocumentProblem[] {
  if (ring.rest !== false) return [];
  return problem(
    [...path, "rest"],
    `${ringName(ring)} has rest: false and is not the last`,
    "only the last ring leaves devices out",
  );
}

function checkLast(ring: RolloutRing, path: Path, dynamic: boolean): DocumentProblem[] {
  const name = ringName(ring);
  if ((ring.approvals ?? 0) > 0 || ring.next === "wait") {
    const key = ring.next === "wait" ? "next" : "approvals";
    return problem([...path, key], `${name} is the last: nothing opens after it`, `put ${key} at the ring before it`);
  }
  if (ring.rest === false && dynamic)
    return problem(
      [...path, "rest"],
      `${name} leaves targets out, and the rollout takes all that come later`,
      "end with rest: true, or make it not dynamic",
    );
  if (ring.rest !== undefined || ring.percent === 100) return [];
  return problem(
    path,
    `${name} is the last and leaves targets out`,
    "end with rest: true or percent: 100; where some are to stay out, say so: rest: false",
  );
}
