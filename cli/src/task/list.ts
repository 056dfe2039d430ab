import { LIMITS } from "@shoal/protocol/limits";
import type { TaskState } from "@shoal/protocol/task/task";
import { answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { readLimit } from "../command/read-limit.ts";
import { managedColumn } from "../fleet/managed.ts";
import { formatAgo } from "../terminal/moment.ts";
import { describeCounts } from "./tally.ts";

export async function listTasks(
  invocation: Invocation,
  options: { state?: TaskState; package?: string; limit: string },
): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const query = {
    ...(options.state && { state: options.state }),
    ...(options.package && { package: options.package }),
  };
  const { items, more } = await collectPages(readLimit(options.limit), LIMITS.pageRows, (cursor, limit) =>
    answerOf(api.GET("/api/v1/tasks", { params: { query: { ...query, limit, ...(cursor && { cursor }) } } })),
  );
  if (terminal.json) return terminal.answerJson({ items, more });
  if (items.length === 0)
    return terminal.note("There is no such task. Make one: shoal task create --package NAME@VERSION --all");
  terminal.table(items, [
    { title: "task", cell: (task) => task.id, whole: true },
    { title: "kind", cell: (task) => task.kind, whole: true },
    { title: "release", cell: (task) => `${task.package}@${task.version}` },
    { title: "by", cell: (task) => task.delivery, whole: true },
    { title: "state", cell: (task) => task.state, whole: true },
    { title: "devices", cell: (task) => describeCounts(task.counts) },
    ...managedColumn(items),
    { title: "made", cell: (task) => formatAgo(task.createdMs, shell.nowMs()), whole: true },
    { title: "name", cell: (task) => task.name },
  ]);
  if (more) terminal.note(`There are more: --limit ${Number(options.limit) * 10}`);
}
