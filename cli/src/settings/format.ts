import type { SettingKey, Settings } from "@shoal/protocol/settings/rows";
import { settingRow } from "@shoal/protocol/settings/rows";
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
      return formatNumber(row.unit, value as number);
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

function formatNumber(unit: string, value: number): string {
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
