import { rangeOf } from "@shoal/core/settings/check";
import { LIMITS } from "@shoal/protocol/limits";
import type { IntegerRow, SettingRow } from "@shoal/protocol/settings/row";
import type { SettingKey, Settings } from "@shoal/protocol/settings/rows";
import { settingRow } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { formatRate } from "./rate.ts";
import { formatRateWindows, formatWindows } from "./windows.ts";

const BINARY = ["B", "KiB", "MiB", "GiB", "TiB"] as const;
const TIMES = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

/** A value as `shoal setting set` reads it: `15m`, `10GiB`, `cache,origin`. What has no round unit stays exact. */
export function formatSetting<Key extends SettingKey>(key: Key, value: Settings[Key]): string {
  const row = settingRow(key)!;
  switch (row.type) {
    case "integer":
      return formatNumber(row, value as number);
    case "boolean":
    case "choice":
      return String(value);
    case "text":
      return value === "" ? '""' : String(value);
    case "order":
      return (value as string[]).join(",");
    case "texts":
      return (value as string[]).join(",") === "*" ? "all" : (value as string[]).join(",");
    case "windows":
      return formatWindows(value as Settings["maintenanceWindows"]) || "always";
    case "rates":
      return formatRateWindows(value as Settings["wanRateWindows"]) || "none";
  }
}

function formatNumber({ unit, zero }: IntegerRow, value: number): string {
  if (value === 0 && zero) return zero;
  if (unit === "ms") {
    const [word, size] = TIMES.find(([, size]) => value >= size && value % size === 0) ?? TIMES.at(-1)!;
    return `${value / size}${word}`;
  }
  if (unit === "bytes") {
    let [amount, at] = [value, 0];
    while (amount >= 1024 && amount % 1024 === 0 && at < BINARY.length - 1) [amount, at] = [amount / 1024, at + 1];
    return at === 0 ? `${amount}` : `${amount}${BINARY[at]}`;
  }
  if (unit === "bytes/s") return formatRate(value);
  return unit === "percent" ? `${value}%` : String(value);
}

/** `pollIntervalMs=5m sources=origin`: what a set or a task says, in one line. */
export function formatOverride(values: SettingsOverride): string {
  return (Object.keys(values) as SettingKey[]).map((key) => `${key}=${formatSetting(key, values[key]!)}`).join(" ");
}

/** What a row's value can be, as it is typed: `1s to 1d`, `true or false`. */
export function formatRange(row: SettingRow): string {
  switch (row.type) {
    case "integer":
      return row.zero
        ? `up to ${formatNumber(row, row.maximum)}, or ${row.zero}`
        : `${formatNumber(row, row.minimum)} to ${formatNumber(row, row.maximum)}`;
    case "boolean":
    case "choice":
      return rangeOf(row);
    case "order":
      return `${row.choices.join(", ")}: at least one, in any order`;
    case "text":
      return `at most ${LIMITS.settingTextChars} characters`;
    case "texts":
      return "patterns with commas in between, or all";
    case "windows":
      return "weekdays 22:00-06:00; second tue +3d 20:00 for 4h; or always";
    case "rates":
      return "weekdays 08:00-18:00 20Mbit/s; daily 22:00-06:00 unlimited; or none";
  }
}
