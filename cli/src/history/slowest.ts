import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatDuration } from "../terminal/duration.ts";
import { type RankOptions, rankOf } from "./span.ts";

export async function slowestDevices(invocation: Invocation, options: RankOptions): Promise<void> {
  const { terminal, shell } = invocation;
  const query = rankOf(options, shell);
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/history/slowest", { params: { query } }));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("Nothing has ended in that time.");
  terminal.table(items, [
    { title: "device", cell: (row) => row.device },
    { title: "mean time", align: "right", whole: true, cell: (row) => formatDuration(row.meanDurationMs) },
    { title: "longest", align: "right", whole: true, cell: (row) => formatDuration(row.maxDurationMs) },
    { title: "actions", align: "right", whole: true, cell: (row) => String(row.actions) },
    { title: "id", whole: true, cell: (row) => row.deviceId },
  ]);
}
