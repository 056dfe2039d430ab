import { LIMITS } from "@shoal/protocol/limits";
import { answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatAgo } from "../terminal/moment.ts";

export async function listPackages(invocation: Invocation): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const { items } = await collectPages(Number.POSITIVE_INFINITY, LIMITS.pageRows, (cursor, limit) =>
    answerOf(api.GET("/api/v1/packages", { params: { query: { limit, ...(cursor && { cursor }) } } })),
  );
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("Nothing is published yet: shoal package publish DIR");
  terminal.table(items, [
    { title: "package", cell: (row) => row.name, whole: true },
    { title: "newest", cell: (row) => row.latestVersion, whole: true },
    { title: "releases", cell: (row) => String(row.releases), align: "right", whole: true },
    { title: "published", cell: (row) => formatAgo(row.updatedMs, shell.nowMs()), whole: true },
    { title: "publisher", cell: (row) => row.publisher },
    { title: "description", cell: (row) => row.description },
  ]);
}
