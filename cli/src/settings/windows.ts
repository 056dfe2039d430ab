import { type RateWindow, type TimeWindow, WEEKDAYS, type Weekday } from "@shoal/protocol/settings/window";
import { formatRate, parseRate } from "./rate.ts";

const DAY_WORDS: Record<string, readonly Weekday[]> = {
  daily: WEEKDAYS,
  weekdays: WEEKDAYS.slice(0, 5),
  weekend: WEEKDAYS.slice(5),
};
const SPAN = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/;

/** `weekdays 22:00-06:00; sat,sun 00:00-00:00`; days may be left out. Undefined where it is none; nothing is no windows. */
export function parseWindows(text: string): TimeWindow[] | undefined {
  return each(text, parseWindow);
}

/** The same with a ceiling behind each: `weekdays 08:00-18:00 20Mbit/s; daily 22:00-06:00 unlimited`. */
export function parseRateWindows(text: string): RateWindow[] | undefined {
  return each(text, (words) => {
    const rate = words.pop();
    const bytesPerSecond = rate === undefined ? undefined : parseRate(rate);
    const window = parseWindow(words);
    return window && bytesPerSecond !== undefined ? { ...window, bytesPerSecond } : undefined;
  });
}

export function formatWindows(windows: readonly TimeWindow[]): string {
  return windows.map(formatWindow).join("; ");
}

export function formatRateWindows(windows: readonly RateWindow[]): string {
  return windows.map((window) => `${formatWindow(window)} ${formatRate(window.bytesPerSecond)}`).join("; ");
}

function each<T>(text: string, parse: (words: string[]) => T | undefined): T[] | undefined {
  if (/^(|always|none)$/i.test(text.trim())) return [];
  const windows = text.split(";").map((part) => parse(part.trim().toLowerCase().split(/\s+/)));
  return windows.every((window) => window !== undefined) ? windows : undefined;
}

function parseWindow(words: string[]): TimeWindow | undefined {
  const [span, daysText = "daily", ...more] = words.toReversed();
  const [, fromHour, fromMinute, toHour, toMinute] = SPAN.exec(span ?? "") ?? [];
  const days = parseDays(daysText);
  if (more.length > 0 || !days || fromHour === undefined) return undefined;
  const from = timeOf(fromHour, fromMinute!);
  // What ends at 24:00 ends when the next day begins.
  const to = toHour === "24" && toMinute === "00" ? "00:00" : timeOf(toHour!, toMinute!);
  return from && to ? { days, from, to } : undefined;
}

/** `mon-fri`, `mon,wed`, `daily`, `weekdays`, `weekend`, in the order of the week. */
function parseDays(text: string): Weekday[] | undefined {
  const found = new Set<Weekday>();
  for (const part of text.split(",")) {
    const [first, last = first, ...more] = part.split("-");
    const [from, to] = [WEEKDAYS.indexOf(first as Weekday), WEEKDAYS.indexOf(last as Weekday)];
    const days =
      DAY_WORDS[part] ??
      (from < 0 || to < 0 || more.length > 0
        ? undefined
        : Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, at) => WEEKDAYS[(from + at) % 7]!));
    if (!days) return undefined;
    for (const day of days) found.add(day);
  }
  return WEEKDAYS.filter((day) => found.has(day));
}

function timeOf(hour: string, minute: string): string | undefined {
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, "0")}:${minute}` : undefined;
}

function formatWindow({ days, from, to }: TimeWindow): string {
  const word = Object.entries(DAY_WORDS).find(([, all]) => all.join() === [...days].join())?.[0];
  return `${word ?? days.join(",")} ${from}-${to}`;
}
