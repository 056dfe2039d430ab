import { LIMITS } from "@shoal/protocol/limits";
import { answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { readLimit } from "../command/read-limit.ts";
import { formatMoment } from "../terminal/moment.ts";

export async function taskEvents(invocation: Invocation, options: { limit: string }, id: string): Promise<void> {
  const { terminal } = invocation;
  const most = readLimit(options.limit);
  const api = await invocation.api();
  const { items, more } = await collectPages(most, LIMITS.pageRows, (cursor, limit) =>
    answerOf(
      api.GET("/api/v1/tasks/{id}/events", { params: { path: { id }, query: { limit, ...(cursor && { cursor }) } } }),
    ),
  );
  if (terminal.json) return terminal.answerJson({ items, more });
  if (items.length === 0) return terminal.note("Nothing has happened in it yet.");
  terminal.table(items, [
    { title: "when", cell: (event) => formatMoment(event.atMs), whole: true },
    { title: "what", cell: (event) => event.what, whole: true },
    { title: "by", cell: (event) => event.device ?? event.actor ?? "" },
    { title: "", cell: (event) => event.text },
  ]);
  if (more) terminal.note(`There is more: --limit ${most * 10}`);
}
