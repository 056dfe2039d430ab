import type { SettingRow } from "@shoal/protocol/settings/row";
import { SETTING_KEYS, SETTINGS, type Settings } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { valueProblem } from "./check.ts";

/**
 * What of a set an agent can use: known keys with values of their type, numbers pulled to the nearest end of their range. A
 * newer server may send more; the digest of what is left says what is in force.
 */
export function acceptSettings(raw: unknown): SettingsOverride {
  if (typeof raw !== "object" || raw === null) return {};
  const accepted: Record<string, unknown> = {};
  for (const key of SETTING_KEYS) {
    if (!Object.hasOwn(raw, key)) continue;
    const value = acceptValue(SETTINGS[key], (raw as Record<string, unknown>)[key]);
    if (value !== undefined) accepted[key] = value;
  }
  return accepted as Partial<Settings>;
}

function acceptValue(row: SettingRow, value: unknown): unknown {
  if (row.type === "integer")
    return typeof value === "number" && !Number.isNaN(value)
      ? Math.min(Math.max(Math.round(value), row.minimum), row.maximum)
      : undefined;
  return valueProblem("", row, value) === undefined ? value : undefined;
}
