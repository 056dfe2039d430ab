import type { DayRow } from "@shoal/protocol/api/history";

export interface Carried {
  /** What devices have had in all. */
  allBytes: number;
  /** Of that, what crossed the WAN. */
  wanBytes: number;
}

/** What devices had on these days, and how much of it had to come from afar: a patch crosses too, and what it saved did not. */
export function carried(days: readonly DayRow[]): Carried {
  const sum = (source: keyof DayRow["bytes"]) => days.reduce((total, { bytes }) => total + bytes[source], 0);
  const wanBytes = sum("origin") + sum("push");
  const local = sum("cache") + sum("multicast") + sum("peer") + sum("site") + sum("patchSaved");
  return { allBytes: wanBytes + local, wanBytes };
}
