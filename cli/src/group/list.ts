import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { managedColumn } from "../fleet/managed.ts";
import { formatAgo } from "../terminal/moment.ts";

export async function listGroups({ terminal, shell, api }: Invocation): Promise<void> {
  const { items } = await answerOf((await api()).GET("/api/v1/groups"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0)
    return terminal.note('There is no group yet. Make one: shoal group create tills --query "form:pos seen:<30d"');
  terminal.table(items, [
    { title: "group", cell: (group) => group.name, whole: true },
    { title: "devices", align: "right", cell: (group) => String(group.devices), whole: true },
    {
      title: "retired",
      align: "right",
      cell: (group) => (group.retired === 0 ? "-" : String(group.retired)),
      whole: true,
    },
    ...managedColumn(items),
    { title: "who", cell: (group) => group.query ?? "a list" },
    { title: "changed", cell: (group) => `${formatAgo(group.updatedMs, shell.nowMs())} by ${group.updatedBy}` },
    { title: "for", cell: (group) => group.description },
  ]);
}
