import { windowProblem } from "@shoal/core/settings/window-problem";
import { NTHS, type RateWindow, type TimeWindow, WEEKDAYS, type Weekday } from "@shoal/protocol/settings/window";
import { parseDuration } from "../terminal/duration.ts";
import { formatRate, parseRate } from "./rate.ts";

const DAY_WORDS: Record<string, readonly Weekday[]> = {
  daily: WEEKDAYS,
  weekdays: WEEKDAYS.slice(0, 5),
  weekend: WEEKDAYS.slice(5),
};
const MINUTE_MS = 60_000;

/**
 * `weekdays 22:00-06:00; second tue +3d 20:00 for 4h`; days may be left out. Undefined where it is none; nothing is no
 * windows.
 */
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

/** The first that cannot be, and why. */
export function whyNoWindows(windows: readonly TimeWindow[]): string | undefined {
  for (const window of windows) {
    const problem = windowProblem(window, "bytesPerSecond" in window);
    if (problem) return `"${formatWindow(window)}": ${problem}`;
  }
  return undefined;
}

function each<T>(text: string, parse: (words: string[]) => T | undefined): T[] | undefined {
  if (/^(|always|none)$/i.test(text.trim())) return [];
  const windows = text.split(";").map((part) => parse(part.trim().toLowerCase().split(/\s+/)));
  return windows.every((window) => window !== undefined) ? windows : undefined;
}

function parseWindow(words: string[]): TimeWindow | undefined {
  const long = words.at(-2) === "for" ? words.splice(-2)[1] : undefined;
  const time = words.pop() ?? "";
  const span = long === undefined ? parseSpan(time) : parseLength(time, long);
  const nth = NTHS.find((each) => each === words[0]);
  if (nth) words.shift();
  const plusDays = /^\+(\d{1,3})d$/.exec(words.at(-1) ?? "")?.[1];
  if (plusDays !== undefined) words.pop();
  const [daysText = nth ? "" : "daily", ...more] = words;
  const days = parseDays(daysText);
  if (more.length > 0 || !days || !span) return undefined;
  return { days, ...(nth ? { nth } : {}), ...(plusDays === undefined ? {} : { plusDays: Number(plusDays) }), ...span };
}

/** `22:00-06:00`; what ends at 24:00 ends when the next day begins. */
function parseSpan(text: string): Pick<TimeWindow, "from" | "to"> | undefined {
  const [fromText, toText, ...more] = text.split("-");
  const from = timeOf(fromText);
  const to = toText === "24:00" ? "00:00" : timeOf(toText);
  return from && to && more.length === 0 ? { from, to } : undefined;
}

function parseLength(text: string, long: string): Pick<TimeWindow, "from" | "forMinutes"> | undefined {
  const from = timeOf(text);
  const forMinutes = (parseDuration(long) ?? Number.NaN) / MINUTE_MS;
  return from && Number.isInteger(forMinutes) ? { from, forMinutes } : undefined;
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

function timeOf(text = ""): string | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  return hour !== undefined && Number(hour) < 24 && Number(minute) < 60
    ? `${hour.padStart(2, "0")}:${minute}`
    : undefined;
}

function formatWindow({ days, nth, plusDays, from, to, forMinutes }: TimeWindow): string {
  const word = nth ? undefined : Object.entries(DAY_WORDS).find(([, all]) => all.join() === [...days].join())?.[0];
  return [
    ...(nth ? [nth] : []),
    word ?? days.join(","),
    ...(plusDays === undefined ? [] : [`+${plusDays}d`]),
    ...(to === undefined ? [from, "for", formatLength(forMinutes ?? 0)] : [`${from}-${to}`]),
  ].join(" ");
}

/** As it can be typed: `90m`, `4h`, `1h30m`, `2d`. */
function formatLength(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  return [days && `${days}d`, hours && `${hours}h`, rest && `${rest}m`].filter(Boolean).join("") || "0m";
}
