import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { managedColumn } from "../fleet/managed.ts";
import { formatAgo } from "../terminal/moment.ts";
import { formatOverride } from "./format.ts";

export async function listSets(invocation: Invocation): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/setting-sets"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0)
    return terminal.note("There is no set yet. Make one: shoal setting set branches wanRateBytesPerSecond=20Mbit/s");
  terminal.table(items, [
    { title: "set", cell: (set) => set.name, whole: true },
    { title: "version", align: "right", cell: (set) => String(set.version), whole: true },
    { title: "devices", align: "right", cell: (set) => String(set.devices), whole: true },
    {
      title: "in force",
      align: "right",
      whole: true,
      cell: ({ devices, inForce }) => ({
        text: String(inForce),
        style: inForce < devices ? terminal.out.yellow : String,
      }),
    },
    ...managedColumn(items),
    { title: "changed", cell: (set) => `${formatAgo(set.updatedMs, shell.nowMs())} by ${set.updatedBy}` },
    { title: "values", cell: (set) => formatOverride(set.values) },
  ]);
}
