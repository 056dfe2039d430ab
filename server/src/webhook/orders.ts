import { whyNoFilter } from "@shoal/core/webhook/filter";
import type { WebhookChange, WebhookCreate } from "@shoal/protocol/api/webhook";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import type { Static } from "typebox";
import { actorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { type Told, tellBoth } from "../event/tell-both.ts";
import { Refusal } from "../http/refusal.ts";
import { type Services, whoOf } from "../http/services.ts";
import { type Reach, whyNoUrl } from "./address.ts";
import type { Courier } from "./courier.ts";
import { bodyOf } from "./fan-out.ts";
import { disable } from "./record.ts";
import { newMessageId, newSecret } from "./sign.ts";
import { type StoredDelivery, type StoredWebhook, webhookStore } from "./store.ts";

const DAY = 86_400_000;

/** Everything that an operator's order to a webhook needs. */
export interface WebhookOrders extends Services {
  request: FastifyRequest;
  courier: Courier;
  reach: Reach;
}

/** It has what happens from now on. @returns its secret, which is told this once */
export async function makeWebhook(orders: WebhookOrders, spec: Static<typeof WebhookCreate>): Promise<string> {
  const { db, now, outbox, request, courier } = orders;
  const { name, url, events, description = "" } = spec;
  refuseSpec(orders, spec);
  const secret = newSecret();
  const nowMs = now();
  const { id } = await db.transaction().execute(async (trx) => {
    if (await webhookStore(trx).find(name)) throw new Refusal("conflict", say("webhook-exists", { name }));
    if ((await webhookStore(trx).list()).length >= LIMITS.webhooks)
      throw new Refusal("conflict", say("no-more", { count: LIMITS.webhooks, what: "webhooks" }));
    const last = await trx
      .selectFrom("events")
      .select((eb) => eb.fn.max("id").as("id"))
      .executeTakeFirst();
    const made = await trx
      .insertInto("webhooks")
      .values({
        ...{ name, url, events: JSON.stringify(events), description, secret, cursor: last?.id ?? 0 },
        ...{ created_ms: nowMs, created_by: actorOf(request.caller) },
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    await tellBoth(trx, outbox, { kind: "webhook.made", name, detail: detailOf(spec), nowMs, who: whoOf(request) });
    return made;
  });
  courier.wake(id);
  await outbox.publish();
  return secret;
}

export async function changeWebhook(
  orders: WebhookOrders,
  webhook: StoredWebhook,
  change: Static<typeof WebhookChange>,
): Promise<void> {
  const { url, events, description } = change;
  if (Object.keys(change).length === 0) throw new Refusal("bad-request", say("changes-nothing"));
  refuseSpec(orders, change);
  await order(orders, webhook, async (trx, nowMs) => {
    await trx
      .updateTable("webhooks")
      .set({
        ...(url === undefined ? {} : { url }),
        ...(events === undefined ? {} : { events: JSON.stringify(events), cursor: orders.courier.cursorOf(webhook) }),
        ...(description === undefined ? {} : { description }),
      })
      .where("id", "=", webhook.id)
      .execute();
    const { url: wasUrl, description: wasCalled } = webhook;
    const before = detailOf({ url: wasUrl, events: JSON.parse(webhook.events) as string[], description: wasCalled });
    return { kind: "webhook.changed", detail: detailOf(change), before, nowMs };
  });
}

/** With its deliveries. */
export async function deleteWebhook(orders: WebhookOrders, webhook: StoredWebhook): Promise<void> {
  await order(orders, webhook, async (trx, nowMs) => {
    await trx.deleteFrom("webhooks").where("id", "=", webhook.id).execute();
    const events = JSON.parse(webhook.events) as string[];
    return { kind: "webhook.deleted", detail: detailOf({ url: webhook.url, events }), nowMs };
  });
}

/** What waits is due at once, and has its three days before it. */
export async function enableWebhook(orders: WebhookOrders, webhook: StoredWebhook): Promise<void> {
  if (webhook.disabled_ms === null) throw new Refusal("conflict", say("webhook-enabled", { name: webhook.name }));
  await order(orders, webhook, async (trx, nowMs) => {
    await trx.updateTable("webhooks").set({ disabled_ms: null, why: null }).where("id", "=", webhook.id).execute();
    await trx
      .updateTable("webhook_deliveries")
      .set({ due_ms: nowMs, next_ms: nowMs })
      .where("webhook_id", "=", webhook.id)
      .where("next_ms", "is not", null)
      .execute();
    return { kind: "webhook.enabled", detail: { why: webhook.why }, nowMs };
  });
}

export async function disableWebhook(orders: WebhookOrders, webhook: StoredWebhook): Promise<void> {
  if (webhook.disabled_ms !== null)
    throw new Refusal("conflict", say("webhook-disabled", { name: webhook.name, detail: webhook.why ?? "" }));
  const { db, now, outbox, request } = orders;
  const why = say("by-whom", { whom: actorOf(request.caller) });
  await db.transaction().execute((trx) => disable(trx, outbox, webhook, why, now(), whoOf(request)));
  await outbox.publish();
}

/** @returns the new secret; the one before it signs as well until the overlap is over */
export async function rotateSecret(
  { db, now, request, audit }: WebhookOrders,
  webhook: StoredWebhook,
  overlapMs = DAY,
): Promise<string> {
  const secret = newSecret();
  const untilMs = now() + overlapMs;
  const previous =
    overlapMs === 0
      ? { previous_secret: null, previous_until_ms: null }
      : { previous_secret: webhook.secret, previous_until_ms: untilMs };
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable("webhooks")
      .set({ secret, ...previous })
      .where("id", "=", webhook.id)
      .execute();
    await audit(trx, request, "webhook.secret-rotated", `webhook:${webhook.name}`, { untilMs });
  });
  return secret;
}

/** Sends a message of its own, once and now. @returns what came of it */
export async function testWebhook(orders: WebhookOrders, webhook: StoredWebhook): Promise<StoredDelivery> {
  const { db, now, request, audit, courier } = orders;
  const { name } = webhook;
  const nowMs = now();
  const [kind, subject] = ["webhook.test", `webhook:${name}`] as const;
  const { id } = await db
    .insertInto("webhook_deliveries")
    .values({
      ...{ webhook_id: webhook.id, message_id: newMessageId(), event_id: null, kind, subject },
      body: bodyOf({ kind, atMs: nowMs, subject, data: { name, by: actorOf(request.caller) } }),
      ...{ state: "pending", created_ms: nowMs, due_ms: nowMs, next_ms: null },
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const made = (await webhookStore(db).delivery(webhook, id))!;
  await courier.sendNow(webhook, made);
  const ended = (await webhookStore(db).delivery(webhook, id)) ?? made;
  await audit(db, request, "webhook.tested", subject, { delivered: ended.state === "delivered" });
  return ended;
}

/** The same message once more, with the same id, whatever became of it before. */
export async function redeliver(
  orders: WebhookOrders,
  webhook: StoredWebhook,
  delivery: StoredDelivery,
): Promise<void> {
  const { db, now, request, audit, courier } = orders;
  if (webhook.disabled_ms !== null)
    throw new Refusal("conflict", say("webhook-first-enable", { name: webhook.name, why: webhook.why ?? "" }));
  const nowMs = now();
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable("webhook_deliveries")
      .set({ state: "pending", due_ms: nowMs, next_ms: nowMs, ended_ms: null })
      .where("id", "=", delivery.id)
      .execute();
    const detail = { delivery: String(delivery.id), kind: delivery.kind };
    await audit(trx, request, "webhook.redelivered", `webhook:${webhook.name}`, detail);
  });
  courier.wake(webhook.id);
}

async function order(
  { db, now, outbox, request, courier }: WebhookOrders,
  webhook: StoredWebhook,
  carryOut: (trx: Db, nowMs: number) => Promise<Pick<Told, "kind" | "detail" | "before" | "nowMs">>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const told = await carryOut(trx, now());
    await tellBoth(trx, outbox, { ...told, name: webhook.name, who: whoOf(request) });
  });
  courier.wake(webhook.id);
  await outbox.publish();
}

function refuseSpec({ reach }: WebhookOrders, { url, events = [] }: Static<typeof WebhookChange>): void {
  const why = url === undefined ? undefined : whyNoUrl(url, reach);
  if (why !== undefined) throw new Refusal("webhook-invalid", say("of-variant", { variant: "body/url", why }));
  for (const filter of events) {
    const whyNot = whyNoFilter(filter);
    if (whyNot !== undefined)
      throw new Refusal("webhook-invalid", say("of-variant", { variant: "body/events", why: whyNot }));
  }
}

/** For the trail, without the path: many receivers take a path that nobody knows for a secret. */
function detailOf({ url, events, description }: Static<typeof WebhookChange>): Record<string, unknown> {
  return {
    ...(url === undefined ? {} : { host: new URL(url).host }),
    ...(events === undefined ? {} : { events }),
    ...(description ? { description } : {}),
  };
}
