import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { versionBetween } from "./between.ts";
import { compareVersions } from "./compare.ts";
import { includesInterval, intervalOf } from "./interval.ts";
import { inRange, parseRange } from "./range.ts";

const version = fc.constantFrom(
  "0",
  "1",
  "1.0-rc1",
  "1~",
  "1.0.2k",
  "1.1",
  "1.2-3",
  "2-alpha",
  "2",
  "10",
  "1:1",
  "1-0-rc1",
);
const comparison = fc.tuple(fc.constantFrom("", "=", ">", ">=", "<", "<="), version).map((each) => each.join(""));
const rangeText = fc.array(comparison, { minLength: 1, maxLength: 3 }).map((each) => each.join(" "));

function read(text: string) {
  const parsed = parseRange(text);
  assert.ok(parsed.ok);
  return parsed.range;
}

/** Every version that the ranges name, and one in each gap. */
function witnesses(...texts: string[]): string[] {
  const named = texts.flatMap((text) => read(text).comparisons.map((each) => each.version)).sort(compareVersions);
  const points = named.filter((each, at) => at === 0 || compareVersions(named[at - 1]!, each) !== 0);
  return [
    ...points,
    versionBetween(undefined, points[0]),
    ...points.map((point, at) => versionBetween(point, points[at + 1])),
  ];
}

test("between two versions there is always another", () => {
  const text = fc
    .array(fc.constantFrom("0", "1", "9", ".", "-", "~", "rc", "a", "k", ":"), { maxLength: 7 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (a, b) => {
      if (compareVersions(a, b) === 0) return;
      const [low, high] = compareVersions(a, b) < 0 ? [a, b] : [b, a];
      const middle = versionBetween(low, high);
      assert.ok(compareVersions(low, middle) < 0 && compareVersions(middle, high) < 0, `${low} < ${middle} < ${high}`);
      assert.ok(compareVersions(versionBetween(undefined, low), low) < 0);
      assert.ok(compareVersions(high, versionBetween(high, undefined)) < 0);
    }),
    { numRuns: 5000 },
  );
  assert.equal(versionBetween("10.0.17763", "11"), "10.0.17764");
  assert.throws(() => versionBetween("2", "1"), RangeError);
});

test("an interval is empty where no version is in the range", () => {
  fc.assert(
    fc.property(rangeText, (text) => {
      const range = read(text);
      const inhabited = witnesses(text).some((each) => inRange(each, range));
      assert.equal(intervalOf(range) !== undefined, inhabited);
    }),
    { numRuns: 2000 },
  );
});

test("inclusion of intervals is inclusion of their versions", () => {
  fc.assert(
    fc.property(rangeText, rangeText, (outerText, innerText) => {
      const [outer, inner] = [intervalOf(read(outerText)), intervalOf(read(innerText))];
      if (outer === undefined || inner === undefined) return;
      const expected = witnesses(outerText, innerText).every(
        (each) => !inRange(each, read(innerText)) || inRange(each, read(outerText)),
      );
      assert.equal(includesInterval(outer, inner), expected);
    }),
    { numRuns: 5000 },
  );
});
