import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatMoment } from "../terminal/moment.ts";
import { type RankOptions, rankOf } from "./span.ts";

export async function startedTasks(invocation: Invocation, options: RankOptions): Promise<void> {
  const { terminal, shell } = invocation;
  const query = rankOf(options, shell);
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/history/tasks", { params: { query } }));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("No task was started in that time.");
  terminal.table(items, [
    { title: "task", whole: true, cell: (row) => row.taskId },
    { title: "release", cell: (row) => `${row.package}@${row.version}` },
    { title: "started", whole: true, cell: (row) => formatMoment(row.startedMs) },
    { title: "by", cell: (row) => row.startedBy },
    { title: "devices", align: "right", whole: true, cell: (row) => String(row.devices) },
    { title: "succeeded", align: "right", whole: true, cell: (row) => String(row.succeeded) },
    { title: "failed", align: "right", whole: true, cell: (row) => String(row.failed) },
    { title: "name", cell: (row) => row.name },
  ]);
}
