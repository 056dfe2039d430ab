import { whyNoFilter } from "@shoal/core/webhook/filter";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { usageFailure } from "../exit/failure.ts";

interface WebhookOptions {
  event?: string[];
  url?: string;
  description?: string;
}

export async function addWebhook(
  invocation: Invocation,
  { event = [], description }: WebhookOptions,
  name: string,
  url: string,
): Promise<void> {
  const { terminal } = invocation;
  checkFilters(event);
  const api = await invocation.api();
  const body = { name, url, events: event, ...(description !== undefined && { description }) };
  const made = await answerOf(api.POST("/api/v1/webhooks", { body }));
  if (terminal.json) return terminal.answerJson(made);
  terminal.answer(made.secret);
  terminal.note(`Webhook ${name} is made. Its secret is printed this once: give it to the receiver.`);
  terminal.note(`Next: shoal webhook test ${name}`);
}

export async function changeWebhook(
  invocation: Invocation,
  { event, url, description }: WebhookOptions,
  name: string,
): Promise<void> {
  const { terminal } = invocation;
  if (event === undefined && url === undefined && description === undefined)
    throw usageFailure("What shall become another?", "Say --url, --event or --description.");
  checkFilters(event ?? []);
  const api = await invocation.api();
  const body = {
    ...(url !== undefined && { url }),
    ...(event !== undefined && { events: event }),
    ...(description !== undefined && { description }),
  };
  const changed = await answerOf(api.PATCH("/api/v1/webhooks/{name}", { params: { path: { name } }, body }));
  if (terminal.json) return terminal.answerJson(changed);
  terminal.answer(name);
  terminal.note(`Webhook ${name} is changed. Next: shoal webhook test ${name}`);
}

function checkFilters(filters: readonly string[]): void {
  for (const filter of filters) {
    const why = whyNoFilter(filter);
    if (why !== undefined)
      throw usageFailure(
        `--event ${why}`,
        "docs/events.md has them all; release.* takes every one of releases. Nothing was sent.",
      );
  }
}
