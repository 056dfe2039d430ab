import assert from "node:assert/strict";
import { test } from "node:test";
import { type TimeWindow, WEEKDAYS } from "@shoal/protocol/settings/window";
import fc from "fast-check";
import { formatLocal, holdsAt, opensMs } from "./window.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Monday. */
const MONDAY = Date.UTC(2026, 10, 23);
const utc = () => 0;
const night: TimeWindow = { days: ["mon", "fri"], from: "22:00", to: "06:00" };

test("a window past midnight belongs to the day on which it begins", () => {
  const at = (day: number, hour: number) => holdsAt(night, MONDAY + day * 24 * HOUR + hour * HOUR);
  assert.deepEqual([at(0, 21.99), at(0, 22), at(1, 0), at(1, 5.99), at(1, 6)], [false, true, true, true, false]);
  assert.deepEqual([at(0, 3), at(1, 22), at(4, 23), at(5, 3), at(6, 3)], [false, false, true, true, false]);
  const whole: TimeWindow = { days: ["mon"], from: "00:00", to: "00:00" };
  assert.deepEqual(
    [holdsAt(whole, MONDAY - 1), holdsAt(whole, MONDAY), holdsAt(whole, MONDAY + 24 * HOUR)],
    [false, true, false],
  );
});

test("the next one is said in the device's own time, which may change in between", () => {
  assert.equal(opensMs([], MONDAY, utc), MONDAY, "none is always");
  assert.equal(opensMs([night], MONDAY, utc), MONDAY + 22 * HOUR);
  assert.equal(
    opensMs([night], MONDAY + 7 * HOUR, () => 5.5 * HOUR),
    MONDAY + 16.5 * HOUR,
  );
  assert.equal(opensMs([night], MONDAY + 30 * HOUR, utc), MONDAY + (4 * 24 + 22) * HOUR, "friday");
  // On the Wednesday in between, the clocks go back by an hour.
  const change = MONDAY + 50 * HOUR;
  assert.equal(
    opensMs([night], MONDAY + 30 * HOUR, (ms) => (ms < change ? 2 : 1) * HOUR),
    MONDAY + (4 * 24 + 21) * HOUR,
  );
  assert.equal(formatLocal(MONDAY + 22 * HOUR + 5 * MINUTE), "mon 22:05");
});

test("against a walk over every minute of two weeks", () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
  const window = fc.record({
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    from: time,
    to: time,
  });
  fc.assert(
    fc.property(
      fc.array(window, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 7 * 24 * 60 }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
      (windows, minutes, offsetMinutes) => {
        const nowMs = MONDAY + minutes * MINUTE;
        const offsetMs = offsetMinutes * MINUTE;
        let walked = nowMs;
        while (!windows.some((each) => holdsAt(each, walked + offsetMs))) walked += MINUTE;
        assert.equal(
          opensMs(windows, nowMs, () => offsetMs),
          walked,
        );
      },
    ),
    { numRuns: 300 },
  );
});
