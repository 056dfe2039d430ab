import type { SettingKey, Settings } from "@shoal/protocol/settings/rows";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { resolveDevice } from "../device/resolve.ts";
import { formatOverride, formatSetting } from "./format.ts";

export async function explainDevice(invocation: Invocation, options: { task?: string }, text: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const { id } = await resolveDevice(api, text);
  const query = options.task === undefined ? {} : { task: options.task };
  const settings = await answerOf(api.GET("/api/v1/devices/{id}/settings", { params: { path: { id }, query } }));
  if (terminal.json) return terminal.answerJson(settings);
  terminal.table(settings.items, [
    { title: "setting", cell: ({ key }) => key, whole: true },
    { title: "value", cell: ({ key, value }) => formatSetting(key, value as Settings[SettingKey]) },
    {
      title: "from",
      cell: ({ from }) => ({ text: from, style: from === "built-in" ? terminal.out.dim : String }),
    },
  ]);
  terminal.note("");
  const { device, set, version, inForce } = settings;
  const what = set === undefined ? "no set: the built-in settings" : `set ${set}, version ${version}`;
  terminal.note(
    `${device} has ${what}${inForce ? ", and said that it runs with it" : "; it does not run with it yet"}.`,
  );
  for (const { taskId, name, values } of options.task === undefined ? settings.overrides : [])
    terminal.note(`Task ${taskId}${name === "" ? "" : ` (${name})`} overrides: ${formatOverride(values)}`);
}
