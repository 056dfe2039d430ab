import assert from "node:assert/strict";
import { test } from "node:test";
import { NTHS, type TimeWindow, WEEKDAYS } from "@shoal/protocol/settings/window";
import fc from "fast-check";
import type { ZoneOffset } from "./local-time.ts";
import { closesMs, firstFit, holdsAt } from "./window.ts";
import { windowProblem } from "./window-problem.ts";

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
/** A month before the year and two behind it, for what goes over its ends. */
const [BEFORE, YEAR, BEHIND] = [31 * DAY_MINUTES, 366 * DAY_MINUTES, 62 * DAY_MINUTES];

/** Minutes round each change of the clocks that are looked at besides random ones. */
const ROUND = [-121, -61, -31, -1, 0, 1, 29, 31, 59, 61];

/** A year of a zone, minute by minute, as Intl says it. */
interface Year {
  startMs: number;
  /** Local minutes since 1970, of each minute from a month before the year. */
  local: Int32Array;
  offsetMs: ZoneOffset;
}

function yearOf(zone: string, startMs: number): Year {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const read = (atMs: number) => {
    const part = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
    return (
      Date.UTC(part["year"]!, part["month"]! - 1, part["day"]!, part["hour"]!, part["minute"]!) -
      Math.floor(atMs / MINUTE) * MINUTE
    );
  };
  // Clocks change at quarters of an hour.
  const known = new Map<number, number>();
  const offsetMs = (atMs: number) => {
    const quarter = Math.floor(atMs / (15 * MINUTE));
    const offset = known.get(quarter) ?? read(quarter * 15 * MINUTE);
    known.set(quarter, offset);
    return offset;
  };
  const local = Int32Array.from({ length: BEFORE + YEAR + BEHIND }, (_, at) => {
    const atMs = startMs + (at - BEFORE) * MINUTE;
    return (atMs + offsetMs(atMs)) / MINUTE;
  });
  return { startMs, local, offsetMs };
}

const ZONES: [zone: string, startMs: number][] = [
  ["Europe/Berlin", Date.UTC(2026, 0)],
  ["America/St_Johns", Date.UTC(2026, 0)],
  ["Australia/Lord_Howe", Date.UTC(2026, 0)],
  ["Asia/Kathmandu", Date.UTC(2026, 0)],
  ["America/Sao_Paulo", Date.UTC(2018, 0)],
  ["Pacific/Apia", Date.UTC(2011, 2)],
  ["Africa/Casablanca", Date.UTC(2026, 0)],
  ["UTC", Date.UTC(2027, 11)],
];

/** Is the n-th of its month, found by counting through the month. */
function isNth(day: number, nth: NonNullable<TimeWindow["nth"]>): boolean {
  const date = new Date(day * 86_400_000);
  const same: number[] = [];
  for (let each = 1; each <= 31; each++) {
    const other = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), each));
    if (other.getUTCMonth() === date.getUTCMonth() && other.getUTCDay() === date.getUTCDay()) same.push(each);
  }
  return same.at(nth === "last" ? -1 : NTHS.indexOf(nth)) === date.getUTCDate();
}

/**
 * Which minutes of the year windows are open in, by walking through it with one eye on the clock: an occurrence begins in the
 * first minute at which the clock has reached its begin, and is over from the first minute on after which the clock never
 * shows a time before its end again.
 */
function walk(windows: readonly TimeWindow[], { local }: Year): Uint8Array {
  const open = new Uint8Array(local.length);
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  for (const window of windows) {
    const { days, nth, plusDays = 0, from, to, forMinutes } = window;
    let at = 0;
    for (let day = Math.ceil(local[0]! / DAY_MINUTES); day < local.at(-1)! / DAY_MINUTES - 3; day++) {
      const named = new Date((day - plusDays) * 86_400_000);
      const word = WEEKDAYS[(named.getUTCDay() + 6) % 7]!;
      if (!days.includes(word) || (nth !== undefined && !isNth(day - plusDays, nth))) continue;
      const begin = day * DAY_MINUTES + minutes(from);
      while (local[at]! < begin) at++;
      if (forMinutes !== undefined) {
        open.fill(1, at, at + forMinutes);
        continue;
      }
      const end = (to! > from ? day : day + 1) * DAY_MINUTES + minutes(to!);
      // Two days behind it no clock shows a time before it.
      let last = at;
      for (let each = at; each < at + 3 * DAY_MINUTES && each < local.length; each++)
        if (local[each]! < end) last = each + 1;
        else if (local[each] === end) last = each;
      open.fill(1, at, last);
    }
  }
  return open;
}

const time = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 3 })),
    fc.oneof(fc.integer({ min: 0, max: 59 }), fc.constantFrom(0, 15, 30)),
  )
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
const monthly = fc.oneof(
  fc.constant({}),
  fc.record(
    { nth: fc.constantFrom(...NTHS), plusDays: fc.integer({ min: 1, max: 27 }) },
    { requiredKeys: ["nth"], noNullPrototype: true },
  ),
);
const length = fc.oneof(
  time.map((to) => ({ to })),
  fc
    .oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 28 * DAY_MINUTES }))
    .map((forMinutes) => ({ forMinutes })),
);
const window = fc
  .tuple(days, monthly, time, length)
  .map(([days, nth, from, long]): TimeWindow => ({ days, ...nth, from, ...long }))
  .filter((each) => windowProblem(each, false) === undefined);

for (const [zone, startMs] of ZONES)
  test(`open, opens and closes as a walk through every minute of a year says: ${zone}`, () => {
    const year = yearOf(zone, startMs);
    const near: number[] = [];
    for (let at = BEFORE + 1; at < BEFORE + YEAR; at++)
      if (year.local[at]! - year.local[at - 1]! !== 1) near.push(...ROUND.map((by) => at + by));
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 0, max: YEAR - 1 }), { minLength: 20, maxLength: 20 }),
        (windows, moments) => {
          const open = walk(windows, year);
          for (const at of [...moments.map((each) => each + BEFORE), ...near]) {
            const nowMs = year.startMs + (at - BEFORE) * MINUTE;
            const where = `${new Date(nowMs).toISOString()} ${JSON.stringify(windows)}`;
            const isOpen = open[at] === 1;
            assert.equal(
              windows.some((each) => holdsAt(each, nowMs, year.offsetMs)),
              isOpen,
              `open: ${where}`,
            );
            const opens = open.indexOf(1, at);
            const fit = firstFit(windows, MINUTE, nowMs, year.offsetMs);
            if (opens !== -1)
              assert.deepEqual(fit, { atMs: year.startMs + (opens - BEFORE) * MINUTE }, `opens: ${where}`);
            const closes = isOpen ? open.indexOf(0, at) : -1;
            // What is open to the end of the walk is not known.
            if (closes !== -1 && closes < BEFORE + YEAR)
              assert.equal(
                closesMs(windows, nowMs, year.offsetMs),
                year.startMs + (closes - BEFORE) * MINUTE,
                `closes: ${where}`,
              );
            if (!isOpen) assert.equal(closesMs(windows, nowMs, year.offsetMs), undefined);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
