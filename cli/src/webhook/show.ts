import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatMoment } from "../terminal/moment.ts";
import { printable } from "../terminal/printable.ts";
import { deliveryColumns } from "./deliveries.ts";
import { stateOf } from "./list.ts";

const LAST = 5;

export async function showWebhook(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const path = { name };
  const webhook = await answerOf(api.GET("/api/v1/webhooks/{name}", { params: { path } }));
  if (terminal.json) return terminal.answerJson(webhook);
  const { items } = await answerOf(
    api.GET("/api/v1/webhooks/{name}/deliveries", { params: { path, query: { limit: LAST } } }),
  );
  const at = (atMs: number | undefined) => (atMs === undefined ? undefined : formatMoment(atMs));
  const state = stateOf(webhook, terminal.out);
  const lines: [string, string | undefined][] = [
    ["webhook", webhook.name],
    ["for", webhook.description || undefined],
    ["url", webhook.url],
    ["events", webhook.events.join(" ")],
    ["state", webhook.why === undefined ? state.text : `${state.text}: ${webhook.why}, ${at(webhook.disabledMs)}`],
    [
      "waiting",
      webhook.nextMs === undefined ? String(webhook.pending) : `${webhook.pending}, next ${at(webhook.nextMs)}`,
    ],
    ["delivered", at(webhook.deliveredMs) ?? "nothing yet"],
    ["failed", webhook.failedMs === undefined ? undefined : `${at(webhook.failedMs)}: ${webhook.failure}`],
    ["secrets", webhook.rotatingUntilMs === undefined ? undefined : `two, until ${at(webhook.rotatingUntilMs)}`],
    ["made", `${at(webhook.createdMs)} by ${webhook.createdBy}`],
  ];
  for (const [label, text] of lines) if (text !== undefined) terminal.answer(`${label.padEnd(9)}  ${printable(text)}`);
  if (items.length > 0) {
    terminal.answer("");
    terminal.table(items, deliveryColumns(terminal.out, shell.nowMs()));
  }
  if (webhook.state === "disabled") terminal.note(`When the receiver is well: shoal webhook enable ${name}`);
}
