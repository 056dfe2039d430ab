import assert from "node:assert/strict";
import { test } from "node:test";
import { ARCHITECTURES, FORM_FACTORS, OS_NAMES } from "@shoal/protocol/device/kinds";
import type { Platform } from "@shoal/protocol/device/platform";
import type { Match } from "@shoal/protocol/package/match";
import fc from "fast-check";
import { ARCHITECTURES_32, type Candidate, conditionsOf } from "./conditions.ts";
import { holds } from "./holds.ts";
import { resolveVariant } from "./resolve.ts";
import { isMoreSpecific } from "./specific.ts";
import { findTies } from "./ties.ts";

const DISTRIBUTIONS = ["debian", "ubuntu", "rhel"];
/** In rising order; the odd ones lie between the even ones, which the ranges below name. */
const VERSIONS = ["9.9", "10", "10.5", "11", "11.0.1", "12", "12.2~rc1", "12.2", "13"];
const NAMED = ["10", "11", "12", "12.2"];

const some = <T>(values: readonly T[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined, freq: 2 });
const comparison = fc
  .tuple(fc.constantFrom("", ">", ">=", "<", "<="), fc.constantFrom(...NAMED))
  .map((each) => each.join(""));
const match: fc.Arbitrary<Match> = fc
  .record({
    os: some(OS_NAMES),
    osVersion: fc.option(
      fc.array(comparison, { minLength: 1, maxLength: 2 }).map((each) => each.join(" ")),
      { nil: undefined },
    ),
    distribution: some(DISTRIBUTIONS),
    arch: some(ARCHITECTURES),
    bitness: some([32, 64] as const),
    formFactor: some(FORM_FACTORS),
  })
  .chain((full) => fc.subarray(Object.entries(full), { maxLength: 3 }))
  .map((entries) => Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Match);
const candidates = fc
  .array(match, { minLength: 1, maxLength: 7 })
  .map((matches): Candidate[] => matches.map((each, at) => ({ id: `v${at}`, match: each })));
const platform: fc.Arbitrary<Platform> = fc
  .record({
    os: fc.constantFrom(...OS_NAMES),
    osVersion: fc.constantFrom("", ...VERSIONS),
    distribution: fc.constantFrom("", "alpine", ...DISTRIBUTIONS),
    arch: fc.constantFrom(...ARCHITECTURES),
    bitness: fc.constantFrom(32 as const, 64 as const),
    formFactor: fc.constantFrom(...FORM_FACTORS),
  })
  // Only what a machine can be: no distribution outside Linux, no 64-bit system on a 32-bit processor.
  .map((each) => ({
    ...each,
    distribution: each.os === "linux" ? each.distribution : "",
    bitness: ARCHITECTURES_32.has(each.arch) ? 32 : each.bitness,
  }));

function ties(variants: readonly Candidate[]) {
  const check = findTies(variants);
  assert.ok(check.ok);
  return check.ties;
}

test("no tie found means that no device meets one, and a found tie is one", () => {
  let found = 0;
  fc.assert(
    fc.property(candidates, fc.array(platform, { minLength: 30, maxLength: 30 }), (variants, platforms) => {
      const list = ties(variants);
      for (const tie of list) {
        found++;
        const resolved = resolveVariant(variants, tie.platform);
        assert.ok(!resolved.ok && resolved.reason === "tie", JSON.stringify(tie));
        assert.deepEqual(
          resolved.why.slice(0, 2).map((each) => each.variant),
          tie.variants,
        );
      }
      if (list.length > 0) return;
      for (const each of platforms) {
        const resolved = resolveVariant(variants, each);
        assert.ok(resolved.ok || resolved.reason === "none", JSON.stringify(each));
      }
    }),
    { numRuns: 3000 },
  );
  assert.ok(found > 100, "the generator makes ties");
});

test("the order of variants never matters", () => {
  const shuffled = candidates.chain((variants) =>
    fc.tuple(fc.constant(variants), fc.shuffledSubarray(variants, { minLength: variants.length })),
  );
  fc.assert(
    fc.property(shuffled, platform, ([variants, others], device) => {
      assert.deepEqual(resolveVariant(variants, device), resolveVariant(others, device));
      assert.deepEqual(findTies(variants), findTies(others));
    }),
    { numRuns: 1000 },
  );
});

test("what is chosen matches, and nothing that matches is more specific", () => {
  let chosen = 0;
  fc.assert(
    fc.property(candidates, platform, (variants, device) => {
      const resolved = resolveVariant(variants, device);
      const matching = variants.filter((each) => holds(each.match, device));
      if (!resolved.ok) return assert.equal(resolved.reason === "none", matching.length === 0);
      chosen++;
      assert.ok(matching.includes(resolved.variant));
      const best = conditionsOf(resolved.variant.match)!;
      for (const other of matching)
        if (other !== resolved.variant) assert.ok(isMoreSpecific(best, conditionsOf(other.match)!), other.id);
    }),
    { numRuns: 3000 },
  );
  assert.ok(chosen > 100);
});

test("the example says which device", () => {
  const laptop: Match = { os: ["windows"], formFactor: ["laptop"] };
  assert.deepEqual(
    ties([
      { id: "x64", match: { os: ["windows"], arch: ["x64"] } },
      { id: "laptop", match: laptop },
    ]),
    [
      {
        variants: ["laptop", "x64"],
        platform: { os: "windows", osVersion: "", distribution: "", arch: "x64", bitness: 64, formFactor: "laptop" },
        example: "Windows, x64, 64-bit, laptop",
      },
    ],
  );
  const [tie] = ties([
    { id: "a", match: { osVersion: ">10 <12" } },
    { id: "b", match: { osVersion: ">11 <13" } },
  ]);
  assert.equal(tie!.example, "Windows 11.1, x64, 64-bit, desktop");
});

test("devices that cannot be are no reason to complain", () => {
  assert.deepEqual(
    ties([
      { id: "win", match: { os: ["windows"] } },
      { id: "deb", match: { distribution: ["debian"] } },
    ]),
    [],
  );
  assert.deepEqual(
    ties([
      { id: "arm", match: { arch: ["armv7"] } },
      { id: "wide", match: { bitness: [64] } },
    ]),
    [],
  );
});

test("too many kinds of device to tell apart is said", () => {
  const settled: Candidate[] = FORM_FACTORS.flatMap((formFactor) => [
    { id: formFactor, match: { formFactor: [formFactor] } },
    ...NAMED.map((version) => ({
      id: `${formFactor}-${version}`,
      match: { formFactor: [formFactor], osVersion: version },
    })),
  ]);
  assert.deepEqual(findTies(settled), { ok: true, ties: [] });
  const check = findTies(settled, 20);
  assert.match(check.ok ? "" : check.error, /more than 20 kinds of device to tell apart/);
});

test("as many variants and values as a release may have are checked, and the first ties told", () => {
  const wide = Array.from({ length: 64 }, (_, at): Candidate => {
    const distribution = Array.from({ length: 32 }, (_, n) => `d${(at * 7 + n * (at + 1)) % 400}`);
    return { id: `v${at}`, match: at % 2 ? { osVersion: `>=${at} <${at + 40}` } : { distribution } };
  });
  assert.equal(ties(wide).length, 20);
});
