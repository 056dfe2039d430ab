import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { managedColumn } from "../fleet/managed.ts";
import { formatAgo } from "../terminal/moment.ts";

export async function listChannels(invocation: Invocation): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/channels"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0)
    return terminal.note("There is no channel yet. Make one: shoal channel set pilot NAME VERSION");
  terminal.table(items, [
    { title: "channel", cell: (row) => row.name, whole: true },
    { title: "release", cell: (row) => `${row.package}@${row.version}`, whole: true },
    { title: "before", cell: (row) => row.previousVersion ?? "-", whole: true },
    { title: "tasks", cell: (row) => row.followers.join(", ") || "-" },
    ...managedColumn(items),
    { title: "changed", cell: (row) => `${formatAgo(row.updatedMs, shell.nowMs())} by ${row.updatedBy}` },
    {
      title: "",
      cell: ({ recalled }) =>
        recalled === undefined ? "" : { text: `recalled: ${recalled}`, style: terminal.out.red },
    },
  ]);
}
