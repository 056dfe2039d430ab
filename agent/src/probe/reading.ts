/** Something read of a machine: the value with its source, or why it could not be read. */
export type Reading<T> = { known: true; value: T; source: string } | { known: false; why: string };

export function known<T>(value: T, source: string): Reading<T> {
  return { known: true, value, source };
}

export function absent(why: string): { known: false; why: string } {
  return { known: false, why };
}

/** The first that is known; else all the reasons. */
export function firstOf<T>(...readings: readonly Reading<T>[]): Reading<T> {
  return readings.find((each) => each.known) ?? absent(readings.map((each) => (each.known ? "" : each.why)).join("; "));
}

/** The value turned into another; undefined says that it tells nothing. */
export function mapped<T, U>(reading: Reading<T>, turn: (value: T) => U | undefined): Reading<U> {
  if (!reading.known) return reading;
  const value = turn(reading.value);
  return value === undefined ? absent(`${reading.source} says ${String(reading.value)}`) : known(value, reading.source);
}

export function valueIfKnown<T>(reading: Reading<T>): T | undefined {
  return reading.known ? reading.value : undefined;
}
