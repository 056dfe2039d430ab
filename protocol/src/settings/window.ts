export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Which of a month's Mondays, Tuesdays …; not every month has a fifth. */
export const NTHS = ["first", "second", "third", "fourth", "fifth", "last"] as const;
export type Nth = (typeof NTHS)[number];

/** HH:MM */
export const TIME_OF_DAY = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

/** A span of time that comes again every week, or on some days of every month, in the device's local time. */
export interface TimeWindow {
  /** On which it begins; each once. */
  days: Weekday[];
  /** Only the n-th such day of the month. */
  nth?: Nth;
  /** So many days after that: the second Tuesday and three days. */
  plusDays?: number;
  from: string;
  /** When it ends, outside of it; not later than `from`: on the following day. Either this or `forMinutes`. */
  to?: string;
  /** How long it is, whatever the clocks do meanwhile. */
  forMinutes?: number;
}

/** The same with a ceiling that holds inside of it; 0 is none. */
export interface RateWindow extends TimeWindow {
  bytesPerSecond: number;
}

export const RATE_MAXIMUM = 10_000_000_000;
