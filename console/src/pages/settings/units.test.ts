import assert from "node:assert/strict";
import { test } from "node:test";
import { unitFor } from "./units.ts";

test("an amount is said in the largest unit that says all of it", () => {
  assert.deepEqual(unitFor("ms", 900_000), ["min", 60_000]);
  assert.deepEqual(unitFor("ms", 90_500), ["ms", 1]);
  assert.deepEqual(unitFor("bytes", 3 * 1024 ** 3), ["GiB", 1024 ** 3]);
  assert.deepEqual(unitFor("bytes/s", 6_250_000), ["Mbit/s", 125_000]);
  assert.deepEqual(unitFor("percent", 10), ["%", 1]);
  assert.deepEqual(unitFor("ms", 0), ["min", 60_000]);
});
