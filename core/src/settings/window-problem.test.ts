import assert from "node:assert/strict";
import { test } from "node:test";
import { NTHS, type TimeWindow, WEEKDAYS } from "@shoal/protocol/settings/window";
import fc from "fast-check";
import { checkSettings } from "./check.ts";
import { firstFit } from "./window.ts";
import { windowProblem } from "./window-problem.ts";

const monday = { days: ["mon"], from: "22:00" };

test("what is no window is told in words, and what it would do", () => {
  const why = (value: unknown, withRate = false) => windowProblem(value, withRate) ?? "is one";
  assert.equal(why({ ...monday, to: "06:00" }), "is one");
  assert.equal(why({ ...monday, forMinutes: 7 * 1440 }), "is one");
  assert.equal(why({ ...monday, nth: "fifth", forMinutes: 28 * 1440 }), "is one");
  assert.equal(why({ ...monday, to: "22:00" }), "is one", "a whole day");
  assert.equal(why({ ...monday, to: "06:00", bytesPerSecond: 0 }, true), "is one");
  assert.equal(why("mon"), "it is no window");
  assert.equal(why({ ...monday, days: [], to: "06:00" }), "it would never open: it names no day");
  assert.equal(why({ ...monday, forMinutes: 0 }), "it would never open: it is 0 minutes long");
  assert.match(why(monday), /does not say when it ends: say to or forMinutes/);
  assert.match(why({ ...monday, to: "06:00", forMinutes: 5 }), /says twice when it ends/);
  assert.match(why({ ...monday, days: ["mon", "mon"], to: "06:00" }), /names mon twice/);
  assert.match(why({ ...monday, days: ["moon"], to: "06:00" }), /mon, tue, .*and not "moon"/);
  assert.match(why({ ...monday, nth: "sixth", to: "06:00" }), /nth is one of first, second/);
  assert.match(why({ ...monday, plusDays: 3, to: "06:00" }), /say nth too, or name the day itself/);
  assert.match(why({ ...monday, nth: "last", plusDays: 28, to: "06:00" }), /plusDays is a whole number from 1 to 27/);
  assert.match(why({ ...monday, to: "24:00" }), /to is a time/);
  assert.match(why({ ...monday, from: "9:00", to: "10:00" }), /from is a time/);
  assert.match(why({ ...monday, forMinutes: 1.5 }), /forMinutes is a whole number/);
  assert.match(why({ ...monday, untill: "06:00" }), /a window has no "untill": /);
  assert.match(why({ ...monday, plusdays: 3, to: "06:00" }), /did you mean plusDays\?/);
  assert.match(why({ ...monday, to: "06:00" }, true), /bytesPerSecond is a whole number from 0/);
  assert.match(why({ ...monday, to: "06:00", bytesPerSecond: 1 }), /a window has no "bytesPerSecond"/);
  assert.equal(
    why({ ...monday, days: ["mon", "tue"], forMinutes: 1470 }),
    "it would still be open when it opens the next time: it is 24 h 30 min long and can begin again after a day",
  );
  assert.match(why({ ...monday, forMinutes: 8 * 1440 }), /it is 8 days long and can begin again after 7 days/);
  assert.deepEqual(
    checkSettings({
      maintenanceWindows: [
        { ...monday, to: "06:00" },
        { ...monday, forMinutes: 0 },
      ],
    }),
    [
      {
        code: "setting-invalid",
        detail:
          'maintenanceWindows cannot have {"days":["mon"],"from":"22:00","forMinutes":0}: it would never open: it is 0 minutes long',
      },
    ],
  );
});

const DAY = 86_400_000;
/** After so many days the calendar comes again: 400 years. */
const CALENDAR = 400 * 365 + 97;

test("one that reaches its own next begin is refused, in a calendar of 400 years, and one that does not is not", () => {
  const isOne = (window: TimeWindow) => windowProblem(window, false) === undefined;
  const calendar = Array.from({ length: CALENDAR }, (_, at) => {
    const date = new Date(at * DAY);
    const isLast = new Date((at + 7) * DAY).getUTCMonth() !== date.getUTCMonth();
    return {
      weekday: WEEKDAYS[(date.getUTCDay() + 6) % 7]!,
      nth: NTHS[Math.floor((date.getUTCDate() - 1) / 7)],
      isLast,
    };
  });
  // One day and every pair: more days only bring them nearer to each other.
  const pairs = WEEKDAYS.flatMap((one, at) => [[one], ...WEEKDAYS.slice(at + 1).map((other) => [one, other])]);
  for (const days of pairs)
    for (const nth of [undefined, ...NTHS]) {
      let [before, gap] = [-Infinity, Number.POSITIVE_INFINITY];
      for (const [at, each] of calendar.entries()) {
        if (!days.includes(each.weekday)) continue;
        if (nth !== undefined && !(nth === "last" ? each.isLast : each.nth === nth)) continue;
        gap = Math.min(gap, at - before);
        before = at;
      }
      const window = (forMinutes: number): TimeWindow => ({ days, ...(nth ? { nth } : {}), from: "12:00", forMinutes });
      const said = `${days} ${nth}: ${gap} days`;
      // Longer than four weeks is none in any case.
      const least = Math.min(gap, 28);
      assert.ok(isOne(window(least * 1440)), said);
      assert.ok(!isOne(window(least * 1440 + 1)), said);
    }
});

test("every window that is one opens within a year", () => {
  const time = fc.constantFrom("00:00", "02:30", "23:59");
  const end = fc.oneof(
    time.map((to) => ({ to })),
    fc.integer({ min: 1, max: 40320 }).map((forMinutes) => ({ forMinutes })),
  );
  const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
  const nth = fc.constantFrom({}, ...NTHS.map((each) => ({ nth: each })), { nth: "fifth" as const, plusDays: 27 });
  fc.assert(
    fc.property(days, nth, time, end, fc.integer({ min: 0, max: CALENDAR }), (days, monthly, from, long, at) => {
      const window: TimeWindow = { days, ...monthly, from, ...long };
      fc.pre(windowProblem(window, false) === undefined);
      assert.ok("atMs" in firstFit([window], 1, at * DAY, () => 0));
    }),
    { numRuns: 500 },
  );
});
