import { NTHS, type TimeWindow, WEEKDAYS } from "@shoal/protocol/settings/window";
import type { ZoneClock } from "./zone.ts";

const MINUTE_MS = 60_000;
const DAY = 1440;

/**
 * When windows are open, found the way that a person with a calendar and a clock on the wall would: minute by minute. It shares
 * nothing with `core/settings/window.ts`.
 */
export class WalkedWindows {
  readonly #fromMs: number;
  /** For each minute: how many minutes it stays open from then on; 0: it is closed. */
  readonly #left: Int32Array;
  /** There are none, so it is always open. */
  readonly always: boolean;

  constructor(windows: readonly TimeWindow[], { fromMs, shows }: ZoneClock) {
    this.#fromMs = fromMs;
    this.#left = new Int32Array(shows.length);
    this.always = windows.length === 0;
    for (const window of windows) open(window, shows, this.#left);
    for (let at = shows.length - 2; at >= 0; at--) if (this.#left[at]! > 0) this.#left[at] = this.#left[at + 1]! + 1;
  }

  /** How much longer it is open; 0 where it is closed. */
  leftMs(atMs: number): number {
    if (this.always) return Number.POSITIVE_INFINITY;
    const exact = (atMs - this.#fromMs) / MINUTE_MS;
    const at = Math.floor(exact);
    const left = this.#left[at] ?? 0;
    return left === 0 ? 0 : (left - (exact - at)) * MINUTE_MS;
  }

  /** The first moment from `fromMs` to `untilMs` from which on it is open for so long. */
  firstFit(takesMs: number, fromMs: number, untilMs: number): number | undefined {
    if (this.always) return fromMs <= untilMs ? fromMs : undefined;
    for (let atMs = fromMs; atMs <= untilMs; atMs = (Math.floor(atMs / MINUTE_MS) + 1) * MINUTE_MS)
      if (this.leftMs(atMs) >= takesMs) return atMs;
    return undefined;
  }
}

/** Looks at the clock each minute: has the window's time come, is it over? */
function open(window: TimeWindow, shows: Int32Array, left: Int32Array): void {
  const begin = timeOf(window.from);
  for (let at = 1; at < shows.length; at++) {
    // The clock has come to the window's time of this day, or has jumped over it.
    const day = dayIn(shows[at - 1]!, shows[at]!, begin);
    if (day === undefined || !isOn(window, day)) continue;
    const shown = day * DAY + begin;
    if (hasShown(shows, at, shown)) continue;
    const end = window.to === undefined ? at + window.forMinutes! : lastAt(shows, at, endOf(window, day));
    for (let minute = at; minute < Math.min(end, left.length); minute++) left[minute] = 1;
  }
}

/** Did the clock show this before? Clocks that are set back come to a time twice. */
function hasShown(shows: Int32Array, at: number, shown: number): boolean {
  for (let before = at - 1; before >= Math.max(1, at - 240); before--)
    if (shows[before]! >= shown && shows[before - 1]! < shown) return true;
  return false;
}

function dayIn(before: number, now: number, begin: number): number | undefined {
  for (let day = Math.floor(before / DAY); day <= Math.floor(now / DAY); day++)
    if (before < day * DAY + begin && now >= day * DAY + begin) return day;
  return undefined;
}

function endOf({ from, to }: TimeWindow, day: number): number {
  return (timeOf(to!) > timeOf(from) ? day : day + 1) * DAY + timeOf(to!);
}

/** The last minute at which the clock comes to this time. */
function lastAt(shows: Int32Array, from: number, shown: number): number {
  let last = shows.length;
  let isFound = false;
  for (let at = from; at < shows.length; at++) {
    if (shows[at] === shown || (shows[at - 1]! < shown && shows[at]! > shown)) {
      last = at;
      isFound = true;
    }
    if (isFound && shows[at]! > shown + 240) break;
  }
  return last;
}

function timeOf(text: string): number {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return hour * 60 + minute;
}

/** Does it begin on this day? The days of the month are counted one by one. */
function isOn({ days, nth, plusDays = 0 }: TimeWindow, day: number): boolean {
  const named = new Date((day - plusDays) * 86_400_000);
  const weekday = WEEKDAYS[(named.getUTCDay() + 6) % 7]!;
  if (!days.includes(weekday)) return false;
  if (nth === undefined) return true;
  const same: number[] = [];
  for (let date = 1; date <= 31; date++) {
    const each = new Date(Date.UTC(named.getUTCFullYear(), named.getUTCMonth(), date));
    if (each.getUTCMonth() === named.getUTCMonth() && each.getUTCDay() === named.getUTCDay()) same.push(date);
  }
  return (nth === "last" ? same.at(-1) : same[NTHS.indexOf(nth)]) === named.getUTCDate();
}
