import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatAgo } from "../terminal/moment.ts";

export async function listFeeds({ terminal, shell, api }: Invocation): Promise<void> {
  const { items } = await answerOf((await api()).GET("/api/v1/siem"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0)
    return terminal.note("Nothing is sent to a log system yet. Begin: shoal siem add logs tls://logs.example");
  const { red, green } = terminal.out;
  const ago = (atMs: number | undefined) => (atMs === undefined ? "-" : formatAgo(atMs, shell.nowMs()));
  terminal.table(items, [
    { title: "feed", cell: (row) => row.name, whole: true },
    { title: "target", cell: (row) => row.target },
    { title: "format", cell: (row) => row.format, whole: true },
    { title: "sends", cell: (row) => row.sends, whole: true },
    { title: "behind", align: "right", cell: (row) => String(row.behind), whole: true },
    { title: "sent", cell: (row) => ago(row.sentMs), whole: true },
    {
      title: "state",
      cell: ({ failedMs = 0, sentMs = 0, failure }) =>
        failedMs > sentMs ? { text: `${failure}, ${ago(failedMs)}`, style: red } : { text: "ok", style: green },
    },
  ]);
}
