import { formatDuration, parseDuration } from "./duration.ts";

/** Local time to the second, sortable: `2026-11-23 14:05:09`. */
export function formatMoment(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** `now`, `12 s ago`, `3 h ago`, and from two days on the date. */
export function formatAgo(atMs: number, nowMs: number): string {
  const ago = nowMs - atMs;
  if (ago < 2000 && ago > -60_000) return "now";
  if (ago < 0 || ago >= 48 * 3_600_000) return formatMoment(atMs);
  const [amount, unit] = formatDuration(ago).split(" ");
  return `${Math.floor(Number(amount))} ${unit} ago`;
}

/**
 * A moment as people write one: `2h` and `14d` (that long ago), `2026-11-01`, `2026-11-01 08:00` (local time), or ISO 8601
 * with its zone.
 * @returns milliseconds since 1970, or undefined
 */
export function parseMoment(text: string, nowMs: number): number | undefined {
  const ago = parseDuration(text.replace(/ ago$/, ""));
  if (ago !== undefined) return nowMs - ago;
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text.trim(),
  );
  if (!match) return undefined;
  // Without a time, ECMAScript would read the date as UTC; people mean their own midnight.
  const at = Date.parse(`${match[1]}T${match[2] ?? "00:00"}${match[3] ?? ""}`);
  return Number.isNaN(at) ? undefined : at;
}
