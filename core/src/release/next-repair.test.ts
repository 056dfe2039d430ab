import assert from "node:assert/strict";
import { test } from "node:test";
import { nextRepair } from "./next-repair.ts";

const HOUR_MS = 3_600_000;

test("what is missing is put back at once, then later and later, at least once a day", () => {
  const waits: number[] = [];
  let last = { repairs: 0, endedMs: -5 };
  for (let count = 0; count < 8; count++) {
    const { repairs, notBeforeMs } = nextRepair(last, last.endedMs);
    waits.push((notBeforeMs - last.endedMs) / HOUR_MS);
    last = { repairs, endedMs: notBeforeMs };
  }
  assert.deepEqual(waits, [0, 1, 2, 4, 8, 16, 24, 24]);
  assert.equal(last.repairs, 8);
});

test("the wait counts from its end, and after a week it is another matter", () => {
  const last = { repairs: 3, endedMs: 1000 };
  assert.deepEqual(nextRepair(last, 1000 + HOUR_MS), { repairs: 4, notBeforeMs: 1000 + 4 * HOUR_MS });
  assert.deepEqual(nextRepair(last, 1000 + 5 * HOUR_MS), { repairs: 4, notBeforeMs: 1000 + 5 * HOUR_MS });
  const laterMs = 1000 + 7 * 24 * HOUR_MS;
  assert.equal(nextRepair(last, laterMs).repairs, 4);
  assert.deepEqual(nextRepair(last, laterMs + 1), { repairs: 1, notBeforeMs: laterMs + 1 });
});
