import i18next from "i18next";

/** To make one takes a hundred times as long as to use it, and a list of devices shows thousands. */
const made = new Map<string, unknown>();

function once<Options, Format>(make: new (language: string, options: Options) => Format, options: Options): Format {
  const key = `${make.name} ${i18next.language} ${JSON.stringify(options)}`;
  const format = (made.get(key) as Format | undefined) ?? new make(i18next.language, options);
  made.set(key, format);
  return format;
}

/** Names as people order them: `till-9` before `till-10`. */
export const collator = (): Intl.Collator => once(Intl.Collator, { numeric: true });

const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** `2.15 GB`, in the numbers of the language: decimal, as disks and networks are sold, and as the command line says it. */
export function formatBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  // 999.6 would be shown as 1000: it belongs to the next unit.
  for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= 1000;
  return `${formatNumber(value, unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2)}\u00a0${UNITS[unit]}`;
}

export function formatNumber(value: number, digits = 0): string {
  return once(Intl.NumberFormat, { maximumFractionDigits: digits }).format(value);
}

export function formatTime(atMs: number): string {
  return once(Intl.DateTimeFormat, { dateStyle: "medium", timeStyle: "medium" }).format(atMs);
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

/** `3 minutes ago`. */
export function formatAgo(atMs: number, nowMs: number): string {
  const past = atMs - nowMs;
  const [unit, size] = STEPS.find(([, ms]) => Math.abs(past) >= ms) ?? ["second", 1_000];
  return once(Intl.RelativeTimeFormat, { numeric: "auto" }).format(Math.round(past / size), unit);
}

export function formatPercent(part: number, whole: number): string {
  const style = { style: "percent", maximumFractionDigits: part > 0 && part < whole ? 1 : 0 } as const;
  return once(Intl.NumberFormat, style).format(whole === 0 ? 0 : part / whole);
}

/** A day of the server's, which counts in UTC. */
export function formatDay(atMs: number): string {
  return once(Intl.DateTimeFormat, { dateStyle: "medium", timeZone: "UTC" }).format(atMs);
}

export function formatDayShort(atMs: number): string {
  return once(Intl.DateTimeFormat, { month: "numeric", day: "numeric", timeZone: "UTC" }).format(atMs);
}

/** `1 min, 30 sec`: the two largest units. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 1) return `${formatNumber(ms)}\u00a0ms`;
  const parts = [
    ["day", Math.floor(seconds / 86_400)],
    ["hour", Math.floor(seconds / 3_600) % 24],
    ["minute", Math.floor(seconds / 60) % 60],
    ["second", seconds % 60],
  ] as const;
  const first = parts.findIndex(([, value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([, value]) => value > 0)
    .map(([unit, value]) => once(Intl.NumberFormat, { style: "unit", unit, unitDisplay: "short" }).format(value))
    .join(" ");
}
