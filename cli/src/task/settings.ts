import { nearest } from "@shoal/protocol/schema/nearest";
import { SETTINGS, type SettingKey, type SettingRow } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { usageFailure } from "../exit/failure.ts";
import { parseBytes } from "../terminal/bytes.ts";
import { parseDuration } from "../terminal/duration.ts";

/** `fetchRateBytesPerSecond=2MB`, `pollIntervalMs=5m`, `patches=false` as a partial set of agent settings. */
export function parseSettings(pairs: readonly string[]): SettingsOverride {
  const settings: Record<string, number | boolean> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const key = at === -1 ? pair : pair.slice(0, at);
    const row: SettingRow | undefined = Object.hasOwn(SETTINGS, key) ? SETTINGS[key as SettingKey] : undefined;
    if (!row) {
      const meant = nearest(key, Object.keys(SETTINGS));
      throw usageFailure(
        `There is no agent setting "${key}"`,
        meant ? `Did you mean ${meant}?` : `There are: ${Object.keys(SETTINGS).join(", ")}.`,
      );
    }
    if (at === -1) throw usageFailure(`${key} has no value`, `Write --set ${key}=${String(row.default)}`);
    settings[key] = parseValue(key, row, pair.slice(at + 1));
  }
  return settings as SettingsOverride;
}

function parseValue(key: string, row: SettingRow, text: string): number | boolean {
  if (row.type === "boolean") {
    if (/^(true|yes|on)$/i.test(text)) return true;
    if (/^(false|no|off)$/i.test(text)) return false;
    throw usageFailure(`${key} is true or false, not "${text}"`, row.help);
  }
  const value = /^\d+$/.test(text) ? Number(text) : withUnit(row.unit, text);
  if (value === undefined) throw usageFailure(`${key} cannot be "${text}"`, `${row.help} ${EXAMPLES[row.unit]}`);
  if (value < (row.minimum ?? 0) || value > (row.maximum ?? Number.MAX_SAFE_INTEGER))
    throw usageFailure(
      `${key} cannot be ${text}`,
      `It is from ${row.minimum ?? 0} to ${row.maximum} ${row.unit}. ${row.help}`,
    );
  return value;
}

function withUnit(unit: SettingRow["unit"], text: string): number | undefined {
  switch (unit) {
    case "ms":
      return parseDuration(text);
    case "bytes":
      return parseBytes(text);
    case "bytes/s":
      return parseBytes(text.replace(/\/s$/, ""));
    case "percent":
      return /^\d+%$/.test(text) ? Number(text.slice(0, -1)) : undefined;
    case "count":
    case "":
      return undefined;
  }
}

const EXAMPLES: Record<SettingRow["unit"], string> = {
  ms: "Write milliseconds, or 30s, 15m, 2h.",
  bytes: "Write bytes, or 500MB, 10GiB.",
  "bytes/s": "Write bytes a second, or 2MB, 500kB.",
  percent: "Write a number of percent.",
  count: "Write a number.",
  "": "",
};
