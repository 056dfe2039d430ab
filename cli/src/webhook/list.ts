import type { WebhookRow } from "@shoal/protocol/api/webhook";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatAgo } from "../terminal/moment.ts";
import type { Style } from "../terminal/style.ts";
import type { Cell } from "../terminal/table.ts";

export async function listWebhooks({ terminal, shell, api }: Invocation): Promise<void> {
  const { items } = await answerOf((await api()).GET("/api/v1/webhooks"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0)
    return terminal.note(
      "There is no webhook yet. Make one: shoal webhook add chat https://chat.example/hook --event rollout.*",
    );
  const ago = (atMs: number | undefined) => (atMs === undefined ? "-" : formatAgo(atMs, shell.nowMs()));
  terminal.table(items, [
    { title: "webhook", cell: (row) => row.name, whole: true },
    { title: "state", cell: (row) => stateOf(row, terminal.out), whole: true },
    { title: "waiting", align: "right", cell: (row) => String(row.pending), whole: true },
    { title: "delivered", cell: (row) => ago(row.deliveredMs), whole: true },
    { title: "failed", cell: (row) => ago(row.failedMs), whole: true },
    { title: "events", cell: (row) => row.events.join(" ") },
    { title: "url", cell: (row) => row.url },
  ]);
}

/** `failing`: the last try was in vain. */
export function stateOf(row: WebhookRow, { red, yellow, green }: Style): Cell {
  if (row.state === "disabled") return { text: "disabled", style: red };
  return (row.failedMs ?? 0) > (row.deliveredMs ?? 0)
    ? { text: "failing", style: yellow }
    : { text: "ok", style: green };
}
