import assert from "node:assert/strict";
import { test } from "node:test";
import type { TimeWindow } from "@shoal/protocol/settings/window";
import { formatLocal, momentsOf, type ZoneOffset } from "./local-time.ts";
import { closesMs, firstFit, holdsAt } from "./window.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday. */
const MONDAY = Date.UTC(2026, 10, 23);
const utc = () => 0;
const night: TimeWindow = { days: ["mon", "fri"], from: "22:00", to: "06:00" };

/** When one of the windows is open, from a moment on. */
const opens = (windows: TimeWindow[], nowMs: number, offsetMs: ZoneOffset) => {
  const fit = firstFit(windows, 1, nowMs, offsetMs);
  return "atMs" in fit ? fit.atMs : assert.fail("never");
};
const said = (window: TimeWindow, nowMs: number, offsetMs: ZoneOffset = utc) =>
  [opens([window], nowMs, offsetMs), closesMs([window], opens([window], nowMs, offsetMs), offsetMs)!].map((atMs) =>
    new Date(atMs).toISOString().slice(0, 16),
  );

test("a window past midnight belongs to the day on which it begins", () => {
  const at = (day: number, hour: number) => holdsAt(night, MONDAY + day * DAY + hour * HOUR, utc);
  assert.deepEqual([at(0, 21.99), at(0, 22), at(1, 0), at(1, 5.99), at(1, 6)], [false, true, true, true, false]);
  assert.deepEqual([at(0, 3), at(1, 22), at(4, 23), at(5, 3), at(6, 3)], [false, false, true, true, false]);
  const whole: TimeWindow = { days: ["mon"], from: "00:00", to: "00:00" };
  assert.deepEqual(
    [holdsAt(whole, MONDAY - 1, utc), holdsAt(whole, MONDAY, utc), holdsAt(whole, MONDAY + DAY, utc)],
    [false, true, false],
  );
});

test("the next one is said in the device's own time, which may change in between", () => {
  assert.equal(opens([], MONDAY, utc), MONDAY, "none is always");
  assert.equal(opens([night], MONDAY, utc), MONDAY + 22 * HOUR);
  assert.equal(
    opens([night], MONDAY + 7 * HOUR, () => 5.5 * HOUR),
    MONDAY + 16.5 * HOUR,
  );
  assert.equal(opens([night], MONDAY + 30 * HOUR, utc), MONDAY + (4 * 24 + 22) * HOUR, "friday");
  // On the Wednesday in between, the clocks go back by an hour.
  const change = MONDAY + 50 * HOUR;
  assert.equal(
    opens([night], MONDAY + 30 * HOUR, (ms) => (ms < change ? 2 : 1) * HOUR),
    MONDAY + (4 * 24 + 21) * HOUR,
  );
  assert.equal(formatLocal(MONDAY + 22 * HOUR + 5 * MINUTE), "mon 22:05");
  assert.equal(formatLocal(MONDAY + 8 * DAY, MONDAY + 3 * DAY), "tue 00:00");
  assert.equal(formatLocal(MONDAY + 8 * DAY, MONDAY), "tue 2026-12-01 00:00", "another tuesday than the next one");
});

test("the n-th of the month, and days after it", () => {
  const patch: TimeWindow = { days: ["tue"], nth: "second", plusDays: 3, from: "20:00", forMinutes: 240 };
  assert.deepEqual(said(patch, MONDAY), ["2026-12-11T20:00", "2026-12-12T00:00"]);
  assert.deepEqual(said(patch, MONDAY + 19 * DAY), ["2027-01-15T20:00", "2027-01-16T00:00"]);
  const last: TimeWindow = { days: ["sat", "sun"], nth: "last", from: "22:00", to: "02:00" };
  assert.deepEqual(said(last, MONDAY), ["2026-11-28T22:00", "2026-11-29T02:00"]);
  assert.deepEqual(said(last, MONDAY + 6.5 * DAY), ["2026-11-29T22:00", "2026-11-30T02:00"]);
  const fifth: TimeWindow = { days: ["mon"], nth: "fifth", from: "00:00", to: "01:00" };
  assert.deepEqual(said(fifth, MONDAY), ["2026-11-30T00:00", "2026-11-30T01:00"]);
  assert.deepEqual(said(fifth, MONDAY + 8 * DAY), ["2027-03-29T00:00", "2027-03-29T01:00"]);
  const over: TimeWindow = { days: ["fri"], nth: "fifth", plusDays: 5, from: "12:00", forMinutes: 60 };
  assert.deepEqual(said(over, Date.UTC(2027, 0, 30)), ["2027-02-03T12:00", "2027-02-03T13:00"], "of the month before");
});

test("begin and end where the clocks change", () => {
  // Berlin, 2026: from 02:00 to 03:00 on March 29, from 03:00 back to 02:00 on October 25.
  const spring = Date.UTC(2026, 2, 29, 1);
  const autumn = Date.UTC(2026, 9, 25, 1);
  const berlin: ZoneOffset = (ms) => (ms >= spring && ms < autumn ? 2 : 1) * HOUR;
  const sunday = (more: Omit<TimeWindow, "days">): TimeWindow => ({ days: ["sun"], ...more });
  const [march, october] = [spring - 12 * HOUR, autumn - 12 * HOUR];
  const skipped = sunday({ from: "02:30", forMinutes: 60 });
  assert.deepEqual(said(skipped, march, berlin), ["2026-03-29T01:00", "2026-03-29T02:00"], "the moment after the gap");
  assert.deepEqual(
    said(sunday({ from: "02:10", to: "02:50" }), march, berlin),
    ["2026-04-05T00:10", "2026-04-05T00:50"],
    "what is skipped as a whole comes a week later",
  );
  assert.deepEqual(said(sunday({ from: "01:00", to: "04:00" }), march, berlin), [
    "2026-03-29T00:00",
    "2026-03-29T02:00",
  ]);
  assert.deepEqual(said(sunday({ from: "02:30", forMinutes: 60 }), october, berlin), [
    "2026-10-25T00:30",
    "2026-10-25T01:30",
  ]);
  assert.deepEqual(
    said(sunday({ from: "02:30", to: "02:45" }), october, berlin),
    ["2026-10-25T00:30", "2026-10-25T01:45"],
    "from the first half past two to the last quarter to three",
  );
  assert.deepEqual(momentsOf(Date.UTC(2026, 9, 25, 2), berlin), { firstMs: autumn - HOUR, lastMs: autumn });
  assert.deepEqual(momentsOf(Date.UTC(2026, 9, 25, 3), berlin), { firstMs: autumn + HOUR, lastMs: autumn + HOUR });
});

test("what takes long begins where it ends inside; windows that touch are one", () => {
  const windows: TimeWindow[] = [
    { days: ["mon"], from: "22:00", to: "00:00" },
    { days: ["sat"], from: "20:00", to: "00:00" },
    { days: ["sun"], from: "00:00", forMinutes: 90 },
  ];
  const at = (takesMs: number, nowMs = MONDAY) => firstFit(windows, takesMs, nowMs, utc);
  assert.deepEqual(at(2 * HOUR), { atMs: MONDAY + 22 * HOUR });
  assert.deepEqual(
    at(2 * HOUR, MONDAY + 22 * HOUR + 1),
    { atMs: MONDAY + 5 * DAY + 20 * HOUR },
    "it just does not fit",
  );
  assert.deepEqual(at(HOUR, MONDAY + 23 * HOUR), { atMs: MONDAY + 23 * HOUR }, "it just fits");
  assert.deepEqual(at(5.5 * HOUR), { atMs: MONDAY + 5 * DAY + 20 * HOUR });
  assert.deepEqual(at(5.5 * HOUR + 1), { longestMs: 5.5 * HOUR });
  assert.equal(closesMs(windows, MONDAY + 5 * DAY + 21 * HOUR, utc), MONDAY + 6 * DAY + 1.5 * HOUR);
  assert.equal(closesMs(windows, MONDAY, utc), undefined);
  const always: TimeWindow[] = [
    { days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], from: "04:00", to: "04:00" },
  ];
  assert.deepEqual(firstFit(always, 100 * DAY, MONDAY, utc), { atMs: MONDAY });
  assert.equal(closesMs(always, MONDAY, utc), undefined, "it never does");
});
