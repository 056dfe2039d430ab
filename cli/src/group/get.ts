import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { describeManaged } from "../fleet/managed.ts";
import { formatMoment } from "../terminal/moment.ts";
import { printable } from "../terminal/printable.ts";
import { describeMembers } from "./create.ts";

export async function getGroup(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const group = await answerOf(api.GET("/api/v1/groups/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson(group);
  const lines: [string, string | undefined][] = [
    ["group", group.name],
    ["for", group.description || undefined],
    ["query", group.query],
    ["devices", describeMembers(group)],
    ["version", `${group.version}, ${formatMoment(group.updatedMs)} by ${group.updatedBy}`],
    ["made", `${formatMoment(group.createdMs)} by ${group.createdBy}`],
    ["managed", describeManaged(group.managed, formatMoment)],
    ["used by", group.usedBy.join(", ") || "nothing"],
  ];
  for (const [label, text] of lines) if (text !== undefined) terminal.answer(`${label.padEnd(8)}  ${printable(text)}`);
}
