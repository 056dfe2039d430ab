import { type RolloutRing, RolloutRings, WHO } from "@shoal/protocol/rollout/ring";
import { checkSchema, problem } from "@shoal/protocol/schema/check";
import type { DocumentProblem, JsonSchema, Path } from "@shoal/protocol/schema/json-schema";
import { say } from "@shoal/protocol/sentence/say";
import { ringRules, without } from "./ring-rules.ts";
import { duration, percent } from "./words.ts";

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
  const why = each.message;
  const message =
    typeof ring?.name === "string" && each.path[1] !== "name"
      ? say("plan-of-ring", { ring: ring.name, why })
      : say("plan-of-number", { number: at + 1, why });
  return { ...each, message };
}

function checkWho(rings: readonly RolloutRing[], at: number): DocumentProblem[] {
  const ring = rings[at]!;
  const name = { ring: ring.name };
  const said = WHO.filter((key) => ring[key] !== undefined && !(key === "rest" && ring.rest === false));
  if (said.length !== 1) {
    const [one, other] = said;
    const what =
      one === undefined || other === undefined
        ? say("plan-takes-none", name)
        : say("plan-takes-both", { ...name, one, other });
    return problem([at, other ?? "name"], what, say("plan-exactly", { choices: WHO.join(", ") }), "key");
  }
  const before = rings.slice(0, at);
  const taker = before.find((each) => each.rest === true || each.percent === 100);
  if (taker) return problem([at], say("plan-no-devices", name), say("plan-takes-all", { ring: taker.name }));
  if (ring.count === 0 || ring.percent === 0) {
    const key = ring.count === 0 ? "count" : "percent";
    return problem([at, key], say("plan-zero", { ...name, label: key }), say("plan-one-device"));
  }
  const lower = before.findLast((each) => each.percent !== undefined);
  if (ring.percent !== undefined && lower && lower.percent! >= ring.percent)
    return problem(
      [at, "percent"],
      say("plan-reached", { ...name, value: ring.percent, other: lower.name, reached: lower.percent! }),
      say("plan-adds-up", { value: lower.percent! }),
    );
  return [];
}

function checkNames(rings: readonly RolloutRing[], at: number): DocumentProblem[] {
  const { name } = rings[at]!;
  const first = rings.findIndex((each) => each.name.toLowerCase() === name.toLowerCase());
  if (first === at) return [];
  return problem([at, "name"], say("plan-twice", { ring: name }), say("plan-own-name"));
}

function checkThresholds(ring: RolloutRing, path: Path): DocumentProblem[] {
  const { successPercent, errors, timeoutMs } = ringRules(ring);
  if (!("percent" in errors)) return [];
  const sum = Math.round((successPercent + errors.percent) * 1000) / 1000;
  const line = {
    ...{ ring: ring.name, success: successPercent, errors: errors.percent },
    percent: percent((errors.percent + 100 - successPercent) / 2),
  };
  const right = say("plan-right", {
    errors: `{ percent: ${without(successPercent)} }`,
    success: without(errors.percent),
  });
  if (sum < 100) return problem([...path, "errors"], say("plan-both-reached", line), right);
  if (sum > 100 && timeoutMs === undefined)
    return problem([...path, "errors"], say("plan-none-reached", line), say("plan-or-timeout", { said: right }));
  return [];
}

function checkTimes(ring: RolloutRing, path: Path): DocumentProblem[] {
  const { soakMs, timeoutMs, endedPercent } = ringRules(ring);
  if (endedPercent === 0 && soakMs === 0)
    return problem([...path, "ended"], say("plan-at-once", { ring: ring.name }), say("plan-how-many"));
  if (timeoutMs === undefined)
    return ring.onTimeout === undefined
      ? []
      : problem([...path, "onTimeout"], say("plan-no-timeout", { ring: ring.name }), say("plan-after"));
  if (timeoutMs === 0)
    return problem(
      [...path, "timeoutMs"],
      say("plan-of-ring", { ring: ring.name, why: say("plan-timeout-zero") }),
      say("plan-give-time"),
    );
  if (soakMs < timeoutMs) return [];
  return problem(
    [...path, "soakMs"],
    say("plan-soak-long", { ring: ring.name, soak: duration(soakMs), timeout: duration(timeoutMs) }),
    say("plan-soak-hint"),
  );
}

function checkNotLast(ring: RolloutRing, path: Path): DocumentProblem[] {
  if (ring.rest !== false) return [];
  return problem([...path, "rest"], say("plan-rest-false", { ring: ring.name }), say("plan-only-last"));
}

function checkLast(ring: RolloutRing, path: Path, dynamic: boolean): DocumentProblem[] {
  const name = { ring: ring.name };
  if ((ring.approvals ?? 0) > 0 || ring.next === "wait") {
    const key = ring.next === "wait" ? "next" : "approvals";
    return problem([...path, key], say("plan-last", name), say("plan-put-before", { label: key }));
  }
  if (ring.rest === false && dynamic)
    return problem([...path, "rest"], say("plan-dynamic", name), say("plan-end-rest"));
  if (ring.rest !== undefined || ring.percent === 100) return [];
  return problem(path, say("plan-leaves-out", name), say("plan-end-how"));
}
