import type { IntegerRow } from "@shoal/protocol/settings/row";

type Unit = readonly [name: string, size: number];

/** In what amounts are read and written; symbols, which are the same in every language. */
const UNITS: Record<IntegerRow["unit"], readonly Unit[]> = {
  ms: [
    ["ms", 1],
    ["s", 1000],
    ["min", 60_000],
    ["h", 3_600_000],
    ["d", 86_400_000],
  ],
  bytes: ["B", "KiB", "MiB", "GiB", "TiB"].map((name, power) => [name, 1024 ** power] as const),
  // As networks are sold.
  "bytes/s": [
    ["B/s", 1],
    ["kbit/s", 125],
    ["Mbit/s", 125_000],
    ["Gbit/s", 125_000_000],
  ],
  count: [["", 1]],
  percent: [["%", 1]],
};

export const unitsOf = (unit: IntegerRow["unit"]): readonly Unit[] => UNITS[unit];

/** What was typed, in a unit of so much: a number where it says one, and otherwise as it was typed, which is no value of anything. */
export function amountOf(typed: number | string, size: number): number | string {
  if (typeof typed === "string" && !/^\d+\.?\d*$/.test(typed)) return typed;
  const amount = Number(typed) * size;
  // Of 1.1 and 1,000, so that it is not one more by the last bit of it.
  return Math.abs(amount - Math.round(amount)) < 1e-6 ? Math.round(amount) : amount;
}

/** The largest in which a value is a whole number; where nothing is said by it, one that people would choose. */
export function unitFor(unit: IntegerRow["unit"], value: number): Unit {
  const units = UNITS[unit];
  if (value === 0) return units[Math.min(2, units.length - 1)]!;
  return units.findLast(([, size]) => value % size === 0) ?? units[0]!;
}
