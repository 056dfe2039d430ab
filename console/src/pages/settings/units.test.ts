import assert from "node:assert/strict";
import { test } from "node:test";
import { amountOf, unitFor } from "./units.ts";

test("an amount is said in the largest unit that says all of it", () => {
  assert.deepEqual(unitFor("ms", 900_000), ["min", 60_000]);
  assert.deepEqual(unitFor("ms", 90_500), ["ms", 1]);
  assert.deepEqual(unitFor("bytes", 3 * 1024 ** 3), ["GiB", 1024 ** 3]);
  assert.deepEqual(unitFor("bytes/s", 6_250_000), ["Mbit/s", 125_000]);
  assert.deepEqual(unitFor("percent", 10), ["%", 1]);
  assert.deepEqual(unitFor("ms", 0), ["min", 60_000]);
});

test("what was typed is that amount, or stays what it is", () => {
  assert.deepEqual(
    [amountOf(1.1, 1000), amountOf(0.7, 3_600_000), amountOf("1.", 60_000), amountOf("2.50", 1000), amountOf(0, 1)],
    [1100, 2_520_000, 60_000, 2500, 0],
  );
  assert.equal(amountOf(1.5, 1), 1.5, "no other number");
  for (const typed of ["", "-", "."]) assert.equal(amountOf(typed, 1000), typed);
});
