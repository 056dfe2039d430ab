import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeSettings } from "./merge.ts";
import { rateAt } from "./rate.ts";

const NOON = 12 * 3_600_000;
const utc = () => 0;

test("the first window that holds gives the ceiling, and the lower of two ceilings counts", () => {
  const day = { days: ["thu" as const], from: "08:00", to: "18:00" };
  const settings = mergeSettings({
    wanRateBytesPerSecond: 5000,
    wanRateWindows: [
      { ...day, bytesPerSecond: 1000 },
      { ...day, from: "00:00", bytesPerSecond: 0 },
    ],
    lanRateBytesPerSecond: 9000,
  });
  assert.deepEqual(
    [rateAt(settings, "wan", NOON, utc), rateAt(settings, "wan", 0, utc), rateAt(settings, "wan", 2 * NOON, utc)],
    [1000, 0, 5000],
  );
  assert.equal(rateAt(settings, "lan", NOON, utc), 9000);
  const all = { ...settings, fetchRateBytesPerSecond: 2000 };
  assert.deepEqual(
    [rateAt(all, "wan", NOON, utc), rateAt(all, "wan", 0, utc), rateAt(all, "lan", NOON, utc)],
    [1000, 2000, 2000],
  );
  assert.equal(rateAt(mergeSettings(), "wan", NOON, utc), 0);
});
