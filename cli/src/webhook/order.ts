import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";
import { parseDuration } from "../terminal/duration.ts";
import { formatMoment } from "../terminal/moment.ts";

export async function enableWebhook(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const row = await answerOf(api.POST("/api/v1/webhooks/{name}/enable", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson(row);
  terminal.answer(name);
  terminal.note(`Webhook ${name} sends again; ${row.pending} deliveries have waited.`);
}

export async function disableWebhook(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const row = await answerOf(api.POST("/api/v1/webhooks/{name}/disable", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson(row);
  terminal.answer(name);
  terminal.note(`Webhook ${name} sends nothing. What happens waits until: shoal webhook enable ${name}`);
}

export async function rotateSecret(
  invocation: Invocation,
  { overlap }: { overlap: string },
  name: string,
): Promise<void> {
  const { terminal } = invocation;
  const overlapMs = parseDuration(overlap);
  if (overlapMs === undefined) throw usageFailure(`--overlap cannot be "${overlap}"`, "Write a time: 1d, 12h, 0s.");
  const api = await invocation.api();
  const params = { path: { name } };
  const made = await answerOf(api.POST("/api/v1/webhooks/{name}/rotate", { params, body: { overlapMs } }));
  if (terminal.json) return terminal.answerJson(made);
  terminal.answer(made.secret);
  const { rotatingUntilMs } = made;
  terminal.note(
    rotatingUntilMs === undefined
      ? "The old secret signs no more. The new one is printed this once: give it to the receiver."
      : `The old secret signs as well until ${formatMoment(rotatingUntilMs)}. The new one is printed this once: give it to the receiver.`,
  );
}

export async function removeWebhook(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.DELETE("/api/v1/webhooks/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson({ name, deleted: true });
  terminal.answer(name);
  terminal.note(`Webhook ${name} is deleted, with its deliveries.`);
}
