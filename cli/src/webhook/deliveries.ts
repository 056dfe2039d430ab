import type { DeliveryRow } from "@shoal/protocol/api/webhook";
import { LIMITS } from "@shoal/protocol/limits";
import type { DeliveryState } from "@shoal/protocol/webhook/delivery-state";
import { answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { readLimit } from "../command/read-limit.ts";
import { formatAgo, formatMoment } from "../terminal/moment.ts";
import type { Style } from "../terminal/style.ts";
import type { Column } from "../terminal/table.ts";

export async function listDeliveries(
  invocation: Invocation,
  options: { state?: DeliveryState; limit: string },
  name: string,
): Promise<void> {
  const { terminal, shell } = invocation;
  const most = readLimit(options.limit);
  const api = await invocation.api();
  const { items, more } = await collectPages(most, LIMITS.pageRows, (cursor, limit) => {
    const query = { limit, ...(cursor && { cursor }), ...(options.state && { state: options.state }) };
    return answerOf(api.GET("/api/v1/webhooks/{name}/deliveries", { params: { path: { name }, query } }));
  });
  if (terminal.json) return terminal.answerJson({ items, more });
  if (items.length === 0) return terminal.note("There is none.");
  terminal.table(items, deliveryColumns(terminal.out, shell.nowMs()));
  if (more) terminal.note(`There are more: --limit ${most * 10}`);
}

export async function redeliver(invocation: Invocation, _options: object, name: string, id: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const path = { name, id };
  const row = await answerOf(api.POST("/api/v1/webhooks/{name}/deliveries/{id}/redeliver", { params: { path } }));
  if (terminal.json) return terminal.answerJson(row);
  terminal.answer(row.id);
  terminal.note(`Delivery ${id} is sent again. What came of it: shoal webhook deliveries ${name}`);
}

export function deliveryColumns(style: Style, nowMs: number): Column<DeliveryRow>[] {
  const styles = { pending: style.yellow, delivered: style.green, "given-up": style.red };
  return [
    { title: "delivery", cell: (row) => row.id, whole: true },
    { title: "when", cell: (row) => formatMoment(row.createdMs), whole: true },
    { title: "kind", cell: (row) => row.kind, whole: true },
    { title: "subject", cell: (row) => row.subject },
    { title: "state", cell: (row) => ({ text: row.state, style: styles[row.state] }), whole: true },
    { title: "tries", align: "right", cell: (row) => String(row.attempts), whole: true },
    { title: "last", cell: (row) => describeTry(row.tries.at(-1)) },
    { title: "next", cell: (row) => (row.nextMs === undefined ? "" : nextOf(row.nextMs, nowMs)), whole: true },
  ];
}

/** `200 in 31 ms`; `no answer within 15 s`. */
export function describeTry(tried: DeliveryRow["tries"][number] | undefined): string {
  if (!tried) return "";
  return tried.status === undefined ? (tried.error ?? "") : `${tried.status} in ${tried.durationMs} ms`;
}

function nextOf(nextMs: number, nowMs: number): string {
  return nextMs <= nowMs ? "now" : formatAgo(nextMs, nowMs);
}
