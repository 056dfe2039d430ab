import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareVersions, inRange, OPERATORS, parseRange, type Range } from "./range.ts";

function range(text: string): Range {
  const parsed = parseRange(text);
  assert.ok(parsed.ok, text);
  return parsed.range;
}

test("all comparisons must hold, and the ends are as written", () => {
  const windows10 = range(">=10.0.17763 <10.0.22000");
  assert.deepEqual(
    ["10.0.17762", "10.0.17763", "10.0.17763.1", "10.0.19045", "10.0.21999.9", "10.0.22000", "11"].map((version) =>
      inRange(version, windows10),
    ),
    [false, true, true, true, true, false, false],
  );
  assert.ok(inRange("12.0", range("12")));
  assert.ok(!inRange("12.1", range("=12")));
  assert.ok(!inRange("1.0", range(">1")));
  assert.ok(inRange("1.0", range("<=1")));
  assert.ok(!inRange("2.0-rc1", range(">=2")));
});

test("what is no range says what a range is", () => {
  for (const text of [
    "",
    " ",
    ">=",
    ">= 1.2",
    "^1.2",
    "~1.2",
    "1.x",
    "*",
    "1.2 || 2",
    "1,2",
    ">>1",
    "==1",
    "latest",
    ">=1<2",
    "1".repeat(200),
  ]) {
    const parsed = parseRange(text);
    assert.ok(!parsed.ok, text);
    assert.ok(parsed.error.length > 10, text);
  }
});

test("another order can be brought along", () => {
  const byLength = (a: string, b: string) => a.length - b.length;
  assert.ok(inRange("111", range(">99"), byLength));
  assert.ok(!inRange("1.1", range("=1.10"), byLength));
});

test("never throws, and what it reads means what it says", () => {
  const comparison = fc
    .tuple(fc.constantFrom("", ...OPERATORS), fc.stringMatching(/^[0-9][0-9.]{0,6}(-rc[0-9])?$/))
    .map((each) => each.join(""));
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => void parseRange(text)));
  fc.assert(
    fc.property(
      fc.array(comparison, { minLength: 1, maxLength: 4 }),
      fc.stringMatching(/^[0-9][0-9.]{0,6}$/),
      (words, version) => {
        const expected = words.every((word) => {
          const order = compareVersions(version, word.replace(/^[<>=]+/, ""));
          if (word.startsWith(">=")) return order >= 0;
          if (word.startsWith("<=")) return order <= 0;
          if (word.startsWith(">")) return order > 0;
          if (word.startsWith("<")) return order < 0;
          return order === 0;
        });
        assert.equal(inRange(version, range(words.join(" "))), expected);
      },
    ),
  );
});
