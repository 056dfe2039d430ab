import type { SettingKey, Settings } from "@shoal/protocol/settings/rows";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { devices } from "../terminal/counted.ts";
import { findSet, readChange, withChange } from "./changed-values.ts";
import { formatSetting } from "./format.ts";

/** Judged by the server as the change itself would be; nothing is stored. */
export async function diffSet(
  invocation: Invocation,
  { unset }: { unset?: string[] },
  name: string,
  ...pairs: string[]
): Promise<void> {
  const { terminal } = invocation;
  const change = readChange(pairs, unset ?? []);
  const api = await invocation.api();
  const before = await findSet(api, name);
  // Without a change: what the set does to a device that has none.
  const isWhole = pairs.length === 0 && (unset ?? []).length === 0;
  const diff = await answerOf(
    api.POST("/api/v1/setting-sets/{name}/diff", {
      params: { path: { name } },
      body: { values: withChange(before?.values ?? {}, change) },
    }),
  );
  if (terminal.json) return terminal.answerJson(diff);
  if (diff.changes.length === 0)
    return terminal.note(
      isWhole ? "Name what would change: shoal setting diff SET key=value" : `Set ${name} would stay as it is.`,
    );
  const shown = (key: SettingKey, { value, from }: { value?: unknown; from: string }) =>
    `${formatSetting(key, value as Settings[SettingKey])}${from === "built-in" ? " (built-in)" : ""}`;
  terminal.table(diff.changes, [
    { title: "setting", cell: ({ key }) => key, whole: true },
    { title: "now", cell: ({ key, before }) => shown(key, before) },
    { title: "then", cell: ({ key, after }) => ({ text: shown(key, after), style: terminal.out.bold }) },
    { title: "devices", align: "right", whole: true, cell: (row) => String(row.devices) },
  ]);
  const reach = diff.devices === 0 ? "no device has it" : `${devices(diff.devices)} would get it`;
  terminal.note(
    diff.version === undefined ? `Set ${name} would be made.` : `Set ${name} is at version ${diff.version}; ${reach}.`,
  );
}
