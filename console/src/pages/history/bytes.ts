import type { DayRow } from "@shoal/protocol/api/history";

export interface Carried {
  /** What devices have had in all. */
  allBytes: number;
  /** Of that, what crossed the WAN. */
  wanBytes: number;
}

/** Where bytes come from, the farthest first; what a patch saved came from what was there before. */
export const SOURCES = ["origin", "push", "patch", "site", "peer", "multicast", "cache", "patchSaved"] as const;
export type Source = (typeof SOURCES)[number];
/** Devices say how much came as a patch, and not which way: it counts as from afar, so that no more is called saved than was. */
export const ACROSS: readonly Source[] = ["origin", "push", "patch"];

const sumOf = (bytes: Readonly<Record<string, number>>, sources: readonly Source[]) =>
  sources.reduce((total, source) => total + (bytes[source] ?? 0), 0);

/** What devices had, and how much of it had to come from afar. */
export const carriedBy = (bytes: Readonly<Record<string, number>>): Carried => ({
  allBytes: sumOf(bytes, SOURCES),
  wanBytes: sumOf(bytes, ACROSS),
});

/** What devices had on these days from each source. */
export function bySource(days: readonly DayRow[]): Record<Source, number> {
  const sum = (source: Source) => days.reduce((total, { bytes }) => total + bytes[source], 0);
  return Object.fromEntries(SOURCES.map((source) => [source, sum(source)])) as Record<Source, number>;
}

/** The same of days. */
export const carried = (days: readonly DayRow[]): Carried => carriedBy(bySource(days));
