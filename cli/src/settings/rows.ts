import { SETTING_KEYS, SETTINGS, type SettingKey } from "@shoal/protocol/settings/rows";
import type { Invocation } from "../command/invocation.ts";
import { formatRange, formatSetting } from "./format.ts";

/** Needs no server: the table is the same on every one. */
export async function listRows({ terminal }: Invocation): Promise<void> {
  if (terminal.json) return terminal.answerJson({ items: SETTING_KEYS.map((key) => ({ key, ...SETTINGS[key] })) });
  terminal.table(SETTING_KEYS, [
    { title: "setting", cell: (key) => key, whole: true },
    { title: "built-in", cell: (key) => formatSetting(key, SETTINGS[key].default as never), whole: true },
    { title: "can be", cell: (key: SettingKey) => formatRange(SETTINGS[key]) },
    { title: "what it does", cell: (key) => SETTINGS[key].help },
  ]);
}
