import { WEEKDAYS, type Weekday } from "@shoal/protocol/settings/window";

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = WEEKDAYS.indexOf("thu");

/** How far a device's local time is ahead of UTC at a moment, in milliseconds. */
export type ZoneOffset = (atMs: number) => number;

/** The day of a local time, counted from 1970-01-01. */
export function dayOf(localMs: number): number {
  return Math.floor(localMs / DAY_MS);
}

export function weekdayOf(day: number): Weekday {
  return WEEKDAYS[(((day + FIRST_WEEKDAY) % 7) + 7) % 7]!;
}

/**
 * The moments at which clocks show a local time: the same twice, but where they are set back and show it two times. What they
 * skip is the moment after the gap.
 */
export function momentsOf(localMs: number, offsetMs: ZoneOffset): { firstMs: number; lastMs: number } {
  // No zone is as far as a day from UTC, and none has changed twice within two days.
  let [earlyMs, lateMs] = [localMs - DAY_MS, localMs + DAY_MS];
  const shown = [offsetMs(earlyMs), offsetMs(lateMs)]
    .map((offset) => localMs - offset)
    .filter((atMs) => atMs + offsetMs(atMs) === localMs);
  if (shown.length > 0) return { firstMs: Math.min(...shown), lastMs: Math.max(...shown) };
  while (lateMs - earlyMs > 1) {
    const atMs = Math.floor((earlyMs + lateMs) / 2);
    if (atMs + offsetMs(atMs) > localMs) lateMs = atMs;
    else earlyMs = atMs;
  }
  return { firstMs: lateMs, lastMs: lateMs };
}

/** `tue 22:00`, and from six days on with its date: `tue 2026-12-08 22:00`. Both are local times. */
export function formatLocal(localMs: number, nowLocalMs = localMs): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const date = new Date(localMs);
  const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  const words = [weekdayOf(dayOf(localMs)), time];
  if (Math.abs(localMs - nowLocalMs) >= 6 * DAY_MS) words.splice(1, 0, date.toISOString().slice(0, 10));
  return words.join(" ");
}
