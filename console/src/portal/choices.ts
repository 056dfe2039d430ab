import type { PortalWait } from "@shoal/protocol/portal/view";

export interface Choice {
  key: "usual" | "hours" | "tonight" | "tomorrow" | "latest";
  atMs: number;
  /** Within the rule. */
  may: boolean;
}

const HOUR_MS = 3_600_000;
const [EVENING, MORNING] = [20, 8];

/** Until when something can be put off, soonest first: what the rule does not allow is there too, and says so. */
export function choicesOf({ usualMs, latestMs }: NonNullable<PortalWait["later"]>, nowMs: number): Choice[] {
  const at = (hour: number, plusDays: number) => {
    const day = new Date(nowMs);
    day.setDate(day.getDate() + plusDays);
    return day.setHours(hour, 0, 0, 0);
  };
  const wanted: [Choice["key"], number][] = [
    ["usual", usualMs],
    ["hours", nowMs + 4 * HOUR_MS],
    ["tonight", at(EVENING, 0)],
    ["tomorrow", at(MORNING, 1)],
    ["latest", latestMs],
  ];
  return wanted
    .filter(([key, atMs]) => atMs > nowMs && (key !== "latest" || latestMs > usualMs))
    .map(([key, atMs]) => ({ key, atMs, may: atMs <= latestMs }))
    .sort((a, b) => a.atMs - b.atMs);
}
