import type { SettingSetRow } from "@shoal/protocol/api/settings";
import { SETTING_KEYS } from "@shoal/protocol/settings/rows";
import type { SettingsOverride } from "@shoal/protocol/settings/settings";
import { quoted } from "../../ui/shell-word.ts";
import { asWord } from "./as-words.ts";

/** The line that makes a set what the form says. */
export function lineOf(
  name: string,
  before: SettingSetRow | undefined,
  { description, values }: { description: string; values: SettingsOverride },
): string {
  const old = before?.values ?? {};
  const changed = SETTING_KEYS.filter((key) => JSON.stringify(values[key]) !== JSON.stringify(old[key]));
  const given = changed.filter((key) => values[key] !== undefined).map((key) => quoted(asWord(key, values[key]!)));
  const taken = changed.filter((key) => values[key] === undefined);
  if (given.length === 0 && taken.length > 0) return `shoal setting unset ${quoted(name)} ${taken.join(" ")}`;
  const said = description === (before?.description ?? "") ? [] : ["--description", quoted(description)];
  return ["shoal setting set", quoted(name), ...given, ...taken.map((key) => `--unset ${key}`), ...said].join(" ");
}
