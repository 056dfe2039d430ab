import {
  DEFAULT_SETTINGS,
  SETTINGS,
  type SettingKey,
  type SettingRow,
  type Settings,
} from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";

/** Defaults < the device's set < the task's override. Values outside a row's range are pulled to its nearest end. */
export function mergeSettings(...layers: SettingsOverride[]): Settings {
  const merged: Record<string, number | boolean> = { ...DEFAULT_SETTINGS };
  for (const layer of layers)
    for (const [key, value] of Object.entries(layer)) {
      const row: SettingRow | undefined = SETTINGS[key as SettingKey];
      if (row === undefined || value === undefined || typeof value !== typeof row.default) continue;
      merged[key] =
        typeof value === "number" ? Math.min(Math.max(value, row.minimum ?? value), row.maximum ?? value) : value;
    }
  return merged as Settings;
}
