import { LIMITS } from "@shoal/protocol/limits";
import { nearest } from "@shoal/protocol/schema/nearest";
import { quoted } from "@shoal/protocol/schema/words";
import { say } from "@shoal/protocol/sentence/say";
import { NTHS, RATE_MAXIMUM, TIME_OF_DAY, type TimeWindow, WEEKDAYS } from "@shoal/protocol/settings/window";
import { durationInWords } from "./duration-words.ts";
import { MINUTE_MS } from "./local-time.ts";

const TIME = new RegExp(TIME_OF_DAY);
const KEYS = ["days", "nth", "plusDays", "from", "to", "forMinutes"];
const DAY_MINUTES = 24 * 60;
const MONTH_DAYS = 28;

/** Why a value is no window that can be, in words; undefined where it is one. Whether one fits beside others is no matter. */
export function windowProblem(value: unknown, withRate: boolean): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return say("no-window");
  const known = withRate ? [...KEYS, "bytesPerSecond"] : KEYS;
  const other = Object.keys(value).find((key) => !known.includes(key));
  if (other !== undefined) return `a window has no ${quoted(other)}${meant(other, known)}`;
  const { bytesPerSecond } = value as { bytesPerSecond?: unknown };
  if (withRate && !isWhole(bytesPerSecond, 0, RATE_MAXIMUM)) return say("rate-whole", { maximum: RATE_MAXIMUM });
  return daysProblem(value) ?? timeProblem(value) ?? lengthProblem(value as TimeWindow);
}

function daysProblem({ days, nth, plusDays }: { days?: unknown; nth?: unknown; plusDays?: unknown }) {
  if (!Array.isArray(days)) return say("days-list", { days: WEEKDAYS.join(", ") });
  if (days.length === 0) return say("days-none");
  const wrong = days.find((day, at) => !WEEKDAYS.includes(day) || days.indexOf(day) < at);
  if (WEEKDAYS.includes(wrong)) return say("day-twice", { day: wrong });
  if (wrong !== undefined) return `days is a list of ${WEEKDAYS.join(", ")}, and not ${quoted(String(wrong))}`;
  if (nth !== undefined && !NTHS.includes(nth as "last")) return say("nth-one-of", { choices: NTHS.join(", ") });
  if (plusDays === undefined) return undefined;
  if (!isWhole(plusDays, 1, LIMITS.windowPlusDays)) return say("plus-days-whole", { maximum: LIMITS.windowPlusDays });
  return nth === undefined ? say("plus-days-need-nth") : undefined;
}

function timeProblem({ from, to, forMinutes }: { from?: unknown; to?: unknown; forMinutes?: unknown }) {
  if (typeof from !== "string" || !TIME.test(from)) return say("from-time");
  if (to === undefined && forMinutes === undefined) return say("window-no-end");
  if (to !== undefined && forMinutes !== undefined) return say("window-two-ends");
  if (forMinutes === undefined) return typeof to === "string" && TIME.test(to) ? undefined : say("to-time");
  if (forMinutes === 0) return say("window-zero");
  return isWhole(forMinutes, 1, LIMITS.windowMinutes)
    ? undefined
    : say("window-minutes", { maximum: LIMITS.windowMinutes });
}

/** One with an end by the clock is a day long at most, so it cannot reach its own next begin. */
function lengthProblem(window: TimeWindow): string | undefined {
  const periodMinutes = leastGapDays(window) * DAY_MINUTES;
  const { forMinutes = 0 } = window;
  if (forMinutes <= periodMinutes) return undefined;
  const long = durationInWords(forMinutes * MINUTE_MS);
  const period = durationInWords(periodMinutes * MINUTE_MS);
  return say("window-overlaps", { long, period });
}

/** How many days are between two begins, at the least. */
function leastGapDays({ days, nth }: TimeWindow): number {
  const at = WEEKDAYS.flatMap((day, index) => (days.includes(day) ? [index] : []));
  const gap = Math.min(...at.map((day, index) => ((at[(index + 1) % at.length]! - day + 6) % 7) + 1));
  if (nth === undefined) return gap;
  // The n-th ones of a month are within a week of each other, the fifth ones within its last three days.
  return gap <= (nth === "fifth" ? 2 : 6) ? gap : MONTH_DAYS;
}

function isWhole(value: unknown, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum;
}

function meant(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near === undefined ? `: it has ${known.join(", ")}` : `: did you mean ${near}?`;
}
