import { REASONS, type ReasonCode } from "@shoal/protocol/action/reason";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatAgo } from "../terminal/moment.ts";
import { type RankOptions, rankOf } from "./span.ts";

export async function failingDevices(invocation: Invocation, options: RankOptions): Promise<void> {
  const { terminal, shell } = invocation;
  const query = rankOf(options, shell);
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/history/failing", { params: { query } }));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("No device has failed in that time.");
  terminal.table(items, [
    { title: "device", cell: (row) => row.device },
    { title: "failed", align: "right", whole: true, cell: (row) => `${row.failed} of ${row.ended}` },
    { title: "last", whole: true, cell: (row) => formatAgo(row.lastFailedMs, shell.nowMs()) },
    { title: "last reason", cell: ({ lastReason = "" }) => REASONS[lastReason as ReasonCode] ?? lastReason },
    { title: "id", whole: true, cell: (row) => row.deviceId },
  ]);
}
