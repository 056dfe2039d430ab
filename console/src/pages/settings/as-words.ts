import { type SettingKey, type Settings, settingRow } from "@shoal/protocol/settings/rows";
import type { RateWindow, TimeWindow } from "@shoal/protocol/settings/window";

/** A change of a set as the command line reads it: exact, and without units. */
export function asWord<Key extends SettingKey>(key: Key, value: Settings[Key]): string {
  return `${key}=${words(key, value)}`;
}

function words(key: SettingKey, value: unknown): string {
  const { type } = settingRow(key)!;
  if (type === "windows" || type === "rates")
    return (value as TimeWindow[]).map(windowWords).join("; ") || (type === "windows" ? "always" : "none");
  return Array.isArray(value) ? value.join(",") : String(value);
}

function windowWords(window: TimeWindow | RateWindow): string {
  const { days, nth, plusDays, from, to, forMinutes = 0 } = window;
  return [
    ...(nth === undefined ? [] : [nth]),
    days.join(","),
    ...(plusDays === undefined ? [] : [`+${plusDays}d`]),
    to === undefined ? `${from} for ${forMinutes}m` : `${from}-${to}`,
    ...("bytesPerSecond" in window ? [window.bytesPerSecond === 0 ? "unlimited" : `${window.bytesPerSecond}B/s`] : []),
  ].join(" ");
}
