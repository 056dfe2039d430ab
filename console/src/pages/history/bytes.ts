import type { DayRow } from "@shoal/protocol/api/history";

export interface Carried {
  /** What devices have had in all. */
  allBytes: number;
  /** Of that, what crossed the WAN. */
  wanBytes: number;
}

/** Where bytes come from, the farthest first. What a patch brought is in the others; what it saved came from what was there before. */
export const SOURCES = ["origin", "push", "site", "peer", "multicast", "cache", "patchSaved"] as const;
export type Source = (typeof SOURCES)[number];
const ACROSS: readonly Source[] = ["origin", "push"];

/** What devices had on these days from each source. */
export function bySource(days: readonly DayRow[]): Record<Source, number> {
  const sum = (source: Source) => days.reduce((total, { bytes }) => total + bytes[source], 0);
  return Object.fromEntries(SOURCES.map((source) => [source, sum(source)])) as Record<Source, number>;
}

/** What devices had on these days, and how much of it had to come from afar: a patch crosses too, and what it saved did not. */
export function carried(days: readonly DayRow[]): Carried {
  const bytes = bySource(days);
  const sum = (sources: readonly Source[]) => sources.reduce((total, source) => total + bytes[source], 0);
  return { allBytes: sum(SOURCES), wanBytes: sum(ACROSS) };
}
