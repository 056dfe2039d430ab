import type { SettingKey } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { explainSettings } from "./merge.ts";

export interface SettingChange {
  key: SettingKey;
  before: { value: unknown; from: string };
  after: { value: unknown; from: string };
  /** Whether a device with the set behaves in another way; else only who says so is another. */
  effective: boolean;
}

/** What changes between two states of a set called `from`, key by key. */
export function diffSettings(from: string, before: SettingsOverride, after: SettingsOverride): SettingChange[] {
  const old = explainSettings({ from, values: before });
  return explainSettings({ from, values: after }).flatMap(({ key, ...now }, at) => {
    const { value, from } = old[at]!;
    const effective = canonical(value) !== canonical(now.value);
    return effective || from !== now.from ? [{ key, before: { value, from }, after: now, effective }] : [];
  });
}

/** Windows come with their keys in any order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, ["days", "nth", "plusDays", "from", "to", "forMinutes", "bytesPerSecond"]);
}
