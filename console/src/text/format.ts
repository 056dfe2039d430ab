import i18next from "i18next";

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** `2.1 GiB`, in the numbers of the language. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${formatNumber(value, power === 0 || value >= 100 ? 0 : 1)}\u00a0${UNITS[power]}`;
}

export function formatNumber(value: number, digits = 0): string {
  return new Intl.NumberFormat(i18next.language, { maximumFractionDigits: digits }).format(value);
}

export function formatTime(atMs: number): string {
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: "medium", timeStyle: "medium" }).format(atMs);
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
  return new Intl.RelativeTimeFormat(i18next.language, { numeric: "auto" }).format(Math.round(past / size), unit);
}
