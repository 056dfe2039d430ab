import assert from "node:assert/strict";
import { test } from "node:test";
import { createBuckets } from "./buckets.ts";

test("so many at once, so many a second after that, each key for itself", () => {
  let nowMs = 0;
  const buckets = createBuckets({ burst: 3, perSecond: 2 }, () => nowMs);
  const taken = (key: string, times: number) => Array.from({ length: times }, () => buckets.take(key));
  assert.deepEqual(taken("a", 4), [undefined, undefined, undefined, 1]);
  assert.deepEqual(taken("b", 1), [undefined]);
  nowMs = 500;
  assert.deepEqual(taken("a", 2), [undefined, 1]);
  buckets.give("a");
  assert.deepEqual(taken("a", 2), [undefined, 1]);
  nowMs = 60_000;
  assert.deepEqual(taken("a", 4), [undefined, undefined, undefined, 1], "it does not fill beyond its size");
  // A clock that goes back gives nothing and takes nothing.
  nowMs = 0;
  assert.deepEqual(taken("a", 1), [1]);
});
