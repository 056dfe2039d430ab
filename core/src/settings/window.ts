import { NTHS, type Nth, type TimeWindow } from "@shoal/protocol/settings/window";
import { DAY_MS, dayOf, MINUTE_MS, momentsOf, weekdayOf, type ZoneOffset } from "./local-time.ts";

/** How far ahead it is looked for a window: every pattern comes again within a year. */
const AHEAD_MS = 366 * DAY_MS;

/** From a moment to another, which is outside. */
interface Span {
  beginMs: number;
  endMs: number;
}

/** Does a window hold at a moment? */
export function holdsAt(window: TimeWindow, nowMs: number, offsetMs: ZoneOffset): boolean {
  const today = dayOf(nowMs + offsetMs(nowMs));
  for (let day = today - daysBack(window); day <= today; day++) {
    if (!beginsOn(window, day)) continue;
    const { beginMs, endMs } = occurrence(window, day, offsetMs);
    if (beginMs <= nowMs && nowMs < endMs) return true;
  }
  return false;
}

/**
 * When something that takes so long may begin, so that it ends inside: `nowMs` itself where there are no windows or enough is
 * left of one, else when one opens that is long enough. Windows that touch are one.
 * @returns the length of the longest where none is long enough
 */
export function firstFit(
  windows: readonly TimeWindow[],
  takesMs: number,
  nowMs: number,
  offsetMs: ZoneOffset,
): { atMs: number } | { longestMs: number } {
  if (windows.length === 0) return { atMs: nowMs };
  let longestMs = 0;
  for (const { beginMs, endMs } of openSpans(windows, nowMs, offsetMs)) {
    const atMs = Math.max(beginMs, nowMs);
    if (endMs - atMs >= takesMs) return { atMs };
    longestMs = Math.max(longestMs, endMs - beginMs);
  }
  return { longestMs };
}

/** When what is open now closes; undefined where nothing is, or where it stays open for a year. */
export function closesMs(windows: readonly TimeWindow[], nowMs: number, offsetMs: ZoneOffset): number | undefined {
  let closes: number | undefined;
  for (const { beginMs, endMs } of openSpans(windows, nowMs, offsetMs)) {
    if (beginMs > nowMs) return closes;
    closes = endMs;
  }
  return closes !== undefined && closes < nowMs + AHEAD_MS ? closes : undefined;
}

/** When windows are open, from a moment on, in order. A span comes again each time that what touches it has made it longer. */
function* openSpans(windows: readonly TimeWindow[], nowMs: number, offsetMs: ZoneOffset): Generator<Span> {
  const first = dayOf(nowMs + offsetMs(nowMs)) - Math.max(0, ...windows.map(daysBack));
  const last = dayOf(nowMs + AHEAD_MS + offsetMs(nowMs + AHEAD_MS));
  let open: Span | undefined;
  for (let day = first; day <= last; day++) {
    const begun = windows
      .filter((window) => beginsOn(window, day))
      .map((window) => occurrence(window, day, offsetMs))
      .sort((a, b) => a.beginMs - b.beginMs);
    for (const { beginMs, endMs } of begun) {
      open =
        open && beginMs <= open.endMs
          ? { beginMs: open.beginMs, endMs: Math.max(open.endMs, endMs) }
          : { beginMs, endMs };
      if (open.endMs > nowMs) yield open;
    }
  }
}

/** What began before so many days has ended; a day more, because clocks have skipped a whole one. */
function daysBack({ forMinutes = 0 }: TimeWindow): number {
  return Math.ceil((forMinutes * MINUTE_MS) / DAY_MS) + 2;
}

function beginsOn({ days, nth, plusDays = 0 }: TimeWindow, day: number): boolean {
  const named = day - plusDays;
  return days.includes(weekdayOf(named)) && (nth === undefined || isNth(nth, named));
}

function isNth(nth: Nth, day: number): boolean {
  const date = new Date(day * DAY_MS);
  if (nth === "last") return new Date((day + 7) * DAY_MS).getUTCMonth() !== date.getUTCMonth();
  return Math.ceil(date.getUTCDate() / 7) === NTHS.indexOf(nth) + 1;
}

/** A begin that comes twice is the first, an end that comes twice the last; what is skipped is the moment after the gap. */
function occurrence({ from, to, forMinutes }: TimeWindow, day: number, offsetMs: ZoneOffset): Span {
  const local = (of: number, time: string) => momentsOf(of * DAY_MS + minuteOf(time) * MINUTE_MS, offsetMs);
  const beginMs = local(day, from).firstMs;
  if (to === undefined) return { beginMs, endMs: beginMs + (forMinutes ?? 0) * MINUTE_MS };
  return { beginMs, endMs: local(to > from ? day : day + 1, to).lastMs };
}

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}
