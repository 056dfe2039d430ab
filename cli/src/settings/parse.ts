import { checkSettings } from "@shoal/core/settings/check";
import { nearest } from "@shoal/protocol/schema/nearest";
import type { IntegerRow, SettingRow } from "@shoal/protocol/settings/row";
import { SETTING_KEYS, type SettingKey, settingRow } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import type { TimeWindow } from "@shoal/protocol/settings/window";
import { usageFailure } from "../exit/failure.ts";
import { parseBytes } from "../terminal/bytes.ts";
import { parseDuration } from "../terminal/duration.ts";
import { formatRange } from "./format.ts";
import { parseRate } from "./rate.ts";
import { parseRateWindows, parseWindows, whyNoWindows } from "./windows.ts";

/** `pollIntervalMs=5m`, `wanRateBytesPerSecond=50Mbit/s`, `sources=cache,origin` as a partial set of agent settings. */
export function parseSettings(pairs: readonly string[]): SettingsOverride {
  const settings: Record<string, unknown> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const key = readKey(at === -1 ? pair : pair.slice(0, at));
    const row = settingRow(key)!;
    const example = EXAMPLES[row.type === "integer" ? row.unit : row.type];
    if (at === -1) throw usageFailure(`${key} has no value`, `Write ${key}=${example.value}`);
    const text = pair.slice(at + 1);
    const value = readValue(row, text);
    if (value === undefined) throw usageFailure(`${key} cannot be "${text}"`, `${row.help} ${example.say}`);
    const why = row.type === "windows" || row.type === "rates" ? whyNoWindows(value as TimeWindow[]) : undefined;
    if (why) throw usageFailure(`${key} cannot be "${text}"`, example.say, why);
    if (checkSettings({ [key]: value }).length > 0)
      throw usageFailure(`${key} cannot be "${text}"`, `It can be ${formatRange(row)}. ${row.help}`);
    settings[key] = value;
  }
  return settings as SettingsOverride;
}

/** @throws Failure with the key that was likely meant */
export function readKey(key: string): SettingKey {
  if (settingRow(key)) return key as SettingKey;
  const meant = nearest(key, SETTING_KEYS);
  throw usageFailure(
    `There is no agent setting "${key}"`,
    meant ? `Did you mean ${meant}?` : `There are: ${SETTING_KEYS.join(", ")}.`,
  );
}

function readValue(row: SettingRow, text: string): unknown {
  switch (row.type) {
    case "integer":
      if (/^(unlimited|none|automatic|off)$/i.test(text))
        return text.toLowerCase().replace("none", "unlimited") === row.zero ? 0 : undefined;
      return /^\d+$/.test(text) ? Number(text) : withUnit(row.unit, text);
    case "boolean":
      if (/^(true|yes|on)$/i.test(text)) return true;
      return /^(false|no|off)$/i.test(text) ? false : undefined;
    case "choice":
    case "text":
      return text;
    case "order":
      return listOf(text);
    case "texts":
      return /^all$/i.test(text) ? ["*"] : listOf(text);
    case "windows":
      return parseWindows(text);
    case "rates":
      return parseRateWindows(text);
  }
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

function withUnit(unit: IntegerRow["unit"], text: string): number | undefined {
  switch (unit) {
    case "ms":
      return parseDuration(text);
    case "bytes":
      return parseBytes(text);
    case "bytes/s":
      return parseRate(text);
    case "percent":
      return /^\d+%$/.test(text) ? Number(text.slice(0, -1)) : undefined;
    case "count":
      return undefined;
  }
}

const EXAMPLES: Record<IntegerRow["unit"] | Exclude<SettingRow["type"], "integer">, { value: string; say: string }> = {
  ms: { value: "15m", say: "Write milliseconds, or 30s, 15m, 2h." },
  bytes: { value: "10GiB", say: "Write bytes, or 500MB, 10GiB." },
  "bytes/s": { value: "50Mbit/s", say: "Write bytes a second, or 2MB/s, 50Mbit/s." },
  percent: { value: "10%", say: "Write a number of percent." },
  count: { value: "4", say: "Write a number." },
  boolean: { value: "true", say: "Write true or false." },
  choice: { value: "never", say: "Write one of the words." },
  order: { value: "cache,peer,origin", say: "Write them with commas in between, the first one first." },
  text: { value: "Berlin", say: "Write text." },
  texts: { value: "eth*,!eth9", say: "Write them with commas in between, or all." },
  windows: {
    value: '"weekdays 22:00-06:00; weekend 00:00-00:00"',
    say: "Write days and times: weekdays 22:00-06:00; second tue +3d 20:00 for 4h; or always.",
  },
  rates: {
    value: '"weekdays 08:00-18:00 20Mbit/s"',
    say: "Write days, times and a ceiling: weekdays 08:00-18:00 20Mbit/s; daily 22:00-06:00 unlimited; or none.",
  },
};
