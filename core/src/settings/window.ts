import { type TimeWindow, WEEKDAYS, type Weekday } from "@shoal/protocol/settings/window";

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;
const DAY = DAY_MINUTES * MINUTE;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = WEEKDAYS.indexOf("thu");

/** How far a device's local time is ahead of UTC at a moment, in milliseconds. */
export type ZoneOffset = (atMs: number) => number;

/** Does a window hold at this local time (UTC and the zone's offset together)? One that goes past midnight belongs to the day it begins on. */
export function holdsAt(window: TimeWindow, localMs: number): boolean {
  const day = Math.floor(localMs / DAY);
  const minute = (localMs - day * DAY) / MINUTE;
  const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
  const begun = window.days.includes(weekdayOf(day)) && minute >= from;
  if (to > from) return begun && minute < to;
  return begun || (window.days.includes(weekdayOf(day - 1)) && minute < to);
}

/**
 * When something that needs a window may begin: `nowMs` itself where one is open or there are none, else when the next one
 * opens. Where the clocks change in between, that is a guess within an hour: ask again at that time.
 */
export function opensMs(windows: readonly TimeWindow[], nowMs: number, offsetMs: ZoneOffset): number {
  const localMs = nowMs + offsetMs(nowMs);
  if (windows.length === 0 || windows.some((window) => holdsAt(window, localMs))) return nowMs;
  const today = Math.floor(localMs / DAY);
  const starts = windows.flatMap((window) =>
    // A window whose begin today has passed comes again a week later at the latest.
    Array.from({ length: 8 }, (_, later) => today + later)
      .filter((day) => window.days.includes(weekdayOf(day)))
      .map((day) => day * DAY + minuteOf(window.from) * MINUTE)
      .filter((startMs) => startMs > localMs),
  );
  const startMs = Math.min(...starts);
  const aboutMs = startMs - offsetMs(nowMs);
  return Math.max(startMs - offsetMs(aboutMs), nowMs + 1);
}

/** `tue 22:00`: a local time as a window says it. */
export function formatLocal(localMs: number): string {
  const day = Math.floor(localMs / DAY);
  const minute = Math.floor((localMs - day * DAY) / MINUTE);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${weekdayOf(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function weekdayOf(day: number): Weekday {
  return WEEKDAYS[(((day + FIRST_WEEKDAY) % 7) + 7) % 7]!;
}

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}
