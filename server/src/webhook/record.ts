import { isDelivered, judgeDelivery } from "@shoal/core/webhook/judge";
import type { DeliveryTry } from "@shoal/protocol/api/webhook";
import { LIMITS } from "@shoal/protocol/limits";
import type { Db } from "../db/schema.ts";
import type { Outbox } from "../event/outbox.ts";
import { type Told, tellBoth } from "../event/tell-both.ts";
import type { Sent } from "./send.ts";
import type { StoredDelivery } from "./store.ts";

/** Stores what came of a try, with what follows from it. To be run in a transaction. @returns whether it was delivered */
export async function recordTry(
  trx: Db,
  outbox: Outbox,
  { id, webhook_id: webhookId }: Pick<StoredDelivery, "id" | "webhook_id">,
  sent: Sent,
  { nowMs, chance }: { nowMs: number; chance: number },
): Promise<boolean> {
  const webhook = await trx.selectFrom("webhooks").selectAll().where("id", "=", webhookId).executeTakeFirst();
  const delivery = await trx.selectFrom("webhook_deliveries").selectAll().where("id", "=", id).executeTakeFirst();
  const failure = sent.error ?? `status ${sent.status}`;
  // Removed while it was under way.
  if (!webhook || !delivery) return isDelivered(sent.status);
  const attempts = delivery.attempts + 1;
  const judged = judgeDelivery(
    { attempts, dueMs: delivery.due_ms },
    { status: sent.status, retryAfterMs: sent.retryAfterMs },
    webhook.delivered_ms ?? undefined,
    nowMs,
    chance,
  );
  // Somebody waits to see what comes of a test.
  const isTest = delivery.event_id === null;
  const verdict = isTest && judged.kind === "again" ? ({ kind: "given-up", silent: false } as const) : judged;
  const { durationMs, status, error } = sent;
  const tried: DeliveryTry = {
    ...{ atMs: nowMs - durationMs, durationMs },
    ...(status === undefined ? {} : { status }),
    ...(error === undefined ? {} : { error }),
  };
  const tries = [...(JSON.parse(delivery.tries) as DeliveryTry[]), tried].slice(-LIMITS.webhookTries);
  const ended = verdict.kind !== "again";
  await trx
    .updateTable("webhook_deliveries")
    .set({
      ...{ state: verdict.kind === "again" ? "pending" : verdict.kind, attempts, tries: JSON.stringify(tries) },
      ...{ next_ms: verdict.kind === "again" ? verdict.atMs : null, ended_ms: ended ? nowMs : null },
      answer: sent.answer ?? null,
    })
    .where("id", "=", id)
    .execute();
  if (verdict.kind === "delivered") {
    await trx.updateTable("webhooks").set({ delivered_ms: nowMs }).where("id", "=", webhookId).execute();
    return true;
  }
  await trx.updateTable("webhooks").set({ failed_ms: nowMs, failure }).where("id", "=", webhookId).execute();
  // That a webhook gave up is no news to give up over in turn.
  if (verdict.kind === "given-up" && !delivery.kind.startsWith("webhook."))
    await tellBoth(trx, outbox, {
      kind: "webhook.given-up",
      name: webhook.name,
      detail: { delivery: String(id), kind: delivery.kind, failure },
      nowMs,
    });
  const why = whyDisabled(verdict);
  if (why !== undefined && webhook.disabled_ms === null) await disable(trx, outbox, webhook, why, nowMs);
  return false;
}

function whyDisabled(verdict: ReturnType<typeof judgeDelivery>): string | undefined {
  if (verdict.kind === "again" && verdict.gone) return "the receiver answered 410: it wants no more";
  return verdict.kind === "given-up" && verdict.silent ? "nothing could be delivered for three days" : undefined;
}

/** Nothing is sent until it is enabled; what happens meanwhile waits in the outbox. To be run in a transaction. */
export async function disable(
  trx: Db,
  outbox: Outbox,
  { id, name }: { id: number; name: string },
  why: string,
  nowMs: number,
  who?: Told["who"],
): Promise<void> {
  await trx.updateTable("webhooks").set({ disabled_ms: nowMs, why }).where("id", "=", id).execute();
  await tellBoth(trx, outbox, { kind: "webhook.disabled", name, detail: { why }, nowMs, who });
}
