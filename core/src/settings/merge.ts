import { DEFAULT_SETTINGS, type SettingKey, type Settings } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { acceptSettings } from "./accept.ts";

/** Defaults < the device's set < the task's override. Values outside a row's range are pulled to its nearest end. */
export function mergeSettings(...layers: SettingsOverride[]): Settings {
  return Object.assign({ ...DEFAULT_SETTINGS }, ...layers.map(acceptSettings)) as Settings;
}

/** Values and who says so: `set tills`, `task 7`. */
export interface SettingLayer {
  from: string;
  values: SettingsOverride;
}

export interface ExplainedSetting<Key extends SettingKey = SettingKey> {
  key: Key;
  value: Settings[Key];
  /** `built-in`, or the `from` of the layer whose value it is. */
  from: string;
}

export const BUILT_IN = "built-in";

/** The same merge, with where every value came from. */
export function explainSettings(...layers: SettingLayer[]): ExplainedSetting[] {
  const settings = mergeSettings(...layers.map((layer) => layer.values));
  const accepted = layers.map(({ from, values }) => ({ from, values: acceptSettings(values) }));
  return (Object.keys(settings) as SettingKey[]).map((key) => ({
    key,
    value: settings[key],
    from: accepted.findLast(({ values }) => Object.hasOwn(values, key))?.from ?? BUILT_IN,
  }));
}
