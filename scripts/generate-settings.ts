/** Writes `docs/settings.md`, the page of agent settings, from the table that forms, CLI and merging follow from. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SettingRow } from "@shoal/protocol/settings/row";
import { SETTINGS, type SettingKey } from "@shoal/protocol/settings/rows";
import { formatRange, formatSetting } from "../cli/src/settings/format.ts";

const page = new URL("../docs/settings.md", import.meta.url);

const HEAD = `# Agent settings

How agents work. A value is the task's own (\`shoal task create --set key=value\`), else that of the set that the device has, else the built-in one.
[Named sets](how-to/settings.md) are made, given to devices and watched with \`shoal setting\`; \`shoal setting explain DEVICE\` says where each value
of a device comes from. This page follows from the table in the code: \`npm run settings\`.

| setting | built-in | can be | what it does |
|---|---|---|---|
`;

export function settingsPage(): string {
  const rows = (Object.entries(SETTINGS) as [SettingKey, SettingRow][]).map(
    ([key, row]) =>
      `| \`${key}\` | ${formatSetting(key, row.default as never)} | ${formatRange(row)} | **${row.title}.** ${row.help} |`,
  );
  return `${HEAD}${rows.join("\n")}\n`;
}

export function writtenSettingsPage(): string {
  return readFileSync(page, "utf8");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(page, settingsPage());
