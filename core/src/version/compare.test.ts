import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareVersions } from "./compare.ts";
import { formatVersionKey, versionKey } from "./key.ts";

/** Each row is in rising order. */
const RISING = [
  ["1", "1.1", "1.2", "1.10", "2"],
  ["10.0.17763", "10.0.19045", "10.0.22631.4317", "11"],
  ["1.0-dev", "1.0-alpha", "1.0-alpha.2", "1.0-beta", "1.0-rc1", "1.0-rc.2", "1.0-rc10", "1.0"],
  ["1.0~beta", "1.0~rc1", "1.0"],
  ["1.0~git20230101", "1.0-alpha1"],
  ["1.0a1", "1.0b2", "1.0rc1", "1.0.0", "1.0.1"],
  ["1.0.2", "1.0.2a", "1.0.2k", "1.0.3"],
  ["9.2", "9.2p1", "9.2p2", "9.3"],
  ["1.8.0_391", "1.8.0_392", "11.0.1"],
  ["8u391", "8u392"],
  ["1.2.3", "1.2.3-4", "1.2.3-10", "1.2.4"],
  ["9.99", "1:0.1", "2:0"],
  ["20240101", "99999999999999999999999999999999999998", "99999999999999999999999999999999999999"],
  ["6, 0, 2899, 7", "6.0.2900"],
  ["1.0-insiders.5", "1.0"],
];
const SAME = [
  ["1", "1.0", "1.0.0.0", "01.00", "v1.0", "1.0+build7", "1.0-final", "1.0-0", " 1.0"],
  ["1.0rc1", "1.0.0-RC1", "1-rc.1", "1.0~rc1", "1.0_rc1"],
  ["0:1.2", "1.2"],
  ["6, 0, 2900, 1", "6.0.2900.1"],
  ["", "0"],
];

test("versions as software writes them", () => {
  for (const row of RISING)
    for (let low = 0; low < row.length; low++)
      for (let high = low + 1; high < row.length; high++) {
        assert.ok(compareVersions(row[low]!, row[high]!) < 0, `${row[low]} < ${row[high]}`);
        assert.ok(compareVersions(row[high]!, row[low]!) > 0, `${row[high]} > ${row[low]}`);
      }
  for (const row of SAME)
    for (const a of row) for (const b of row) assert.equal(compareVersions(a, b), 0, `${a} = ${b}`);
});

const part = fc.constantFrom(
  "0",
  "1",
  "2",
  "10",
  "00",
  ".",
  ".",
  "-",
  "~",
  "_",
  ":",
  "+",
  "a",
  "b",
  "k",
  "rc",
  "beta",
  "final",
  "v",
  " ",
  ",",
);
const likeVersion = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(""));
const anyVersion = fc.oneof(likeVersion, likeVersion, fc.string({ unit: "binary", maxLength: 20 }));

test("one total order over all text", () => {
  fc.assert(
    fc.property(anyVersion, anyVersion, anyVersion, (a, b, c) => {
      const ab = Math.sign(compareVersions(a, b));
      const bc = Math.sign(compareVersions(b, c));
      const ac = Math.sign(compareVersions(a, c));
      assert.equal(compareVersions(a, a), 0);
      assert.equal(ab, -Math.sign(compareVersions(b, a)) + 0, "antisymmetric");
      if (ab <= 0 && bc <= 0) assert.ok(ac <= 0, "transitive");
      if (ab === 0) assert.equal(ac, bc, "equal versions compare alike with a third");
    }),
    { numRuns: 5000 },
  );
});

test("a key's text reads back as the key", () => {
  fc.assert(
    fc.property(anyVersion, (text) => {
      const key = versionKey(text);
      assert.deepEqual(versionKey(formatVersionKey(key)), key);
      assert.equal(compareVersions(text, formatVersionKey(key)), 0);
    }),
    { numRuns: 5000 },
  );
});

test("a text of any length is compared", () => {
  const long = "1.".repeat(100_000);
  assert.ok(compareVersions(long, `${long}2`) < 0);
  assert.ok(compareVersions("~".repeat(100_000), "9".repeat(100_000)) < 0);
});
