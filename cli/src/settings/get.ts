import { DEFAULT_SETTINGS, type SettingKey } from "@shoal/protocol/settings/rows";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { describeManaged } from "../fleet/managed.ts";
import { formatMoment } from "../terminal/moment.ts";
import { printable } from "../terminal/printable.ts";
import { formatSetting } from "./format.ts";

export async function getSet(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const set = await answerOf(api.GET("/api/v1/setting-sets/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson(set);
  const lines: [string, string][] = [
    ["set", set.name],
    ...(set.description === "" ? [] : [["for", set.description] as [string, string]]),
    ["version", `${set.version}, ${formatMoment(set.updatedMs)} by ${set.updatedBy}`],
    ["devices", `${set.devices}, in force on ${set.inForce}`],
    ...(set.managed ? [["managed", describeManaged(set.managed, formatMoment)!] as [string, string]] : []),
  ];
  for (const [label, text] of lines) terminal.answer(`${label.padEnd(8)}  ${printable(text)}`);
  const keys = Object.keys(set.values) as SettingKey[];
  if (keys.length === 0) return terminal.note("It changes nothing: every value is the built-in one.");
  terminal.answer("");
  terminal.table(keys, [
    { title: "setting", cell: (key) => key, whole: true },
    { title: "value", cell: (key) => formatSetting(key, set.values[key]!) },
    {
      title: "built-in",
      cell: (key) => ({ text: formatSetting(key, DEFAULT_SETTINGS[key]), style: terminal.out.dim }),
    },
  ]);
}
