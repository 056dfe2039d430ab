export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** HH:MM */
export const TIME_OF_DAY = "^([01][0-9]|2[0-3]):[0-5][0-9]$";

/** A span of time that comes again every week, in the device's local time; `to` itself is outside. */
export interface TimeWindow {
  /** On which it begins; each once. */
  days: Weekday[];
  from: string;
  /** Not later than `from`: on the following day. */
  to: string;
}

/** The same with a ceiling that holds inside of it; 0 is none. */
export interface RateWindow extends TimeWindow {
  bytesPerSecond: number;
}

export const RATE_MAXIMUM = 10_000_000_000;
