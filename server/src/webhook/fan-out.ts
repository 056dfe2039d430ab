import { takesEvent } from "@shoal/core/webhook/filter";
import { LIMITS } from "@shoal/protocol/limits";
import type { Db } from "../db/schema.ts";
import type { Outbox, OutboxEvent } from "../event/outbox.ts";
import { tellBoth } from "../event/tell-both.ts";
import { newMessageId } from "./sign.ts";
import type { StoredWebhook } from "./store.ts";

const BATCH = 500;

/** Where a webhook is in the outbox. */
export interface Place {
  cursor: number;
  /** There was more than could be dealt with at once, and room for it. */
  more: boolean;
}

/**
 * Makes deliveries of the events behind a webhook's cursor, and moves the cursor with them in one transaction: however the server ends, each
 * event becomes one delivery. Where the outbox no longer has them, that is told.
 * @param from the stored cursor, or a later one from where nothing was wanted so far
 */
export async function fanOut(
  db: Db,
  outbox: Outbox,
  webhook: StoredWebhook,
  from: number,
  nowMs: number,
): Promise<Place> {
  const events = await outbox.after(from, BATCH);
  if (events === undefined) return await skip(db, outbox, webhook, from, nowMs);
  let last = events.at(-1)?.id;
  if (last === undefined) return { cursor: from, more: false };
  const filters = JSON.parse(webhook.events) as string[];
  const wanted = events.filter((event) => takesEvent(filters, event));
  // A filter that wants little would else cost a commit for each event that it does not want.
  if (wanted.length === 0 && last - webhook.cursor < BATCH) return { cursor: last, more: events.length === BATCH };
  if (wanted.length > 0) {
    const room = LIMITS.webhookPending - (await pendingOf(db, webhook.id));
    if (room <= 0) return { cursor: from, more: false };
    if (wanted.length > room) last = wanted.splice(room)[0]!.id - 1;
  }
  const cursor = last;
  const rows = wanted.map((event) => ({
    ...{ webhook_id: webhook.id, message_id: newMessageId(), event_id: event.id, kind: event.kind },
    ...{ subject: event.subject, body: bodyOf(event), state: "pending" as const },
    ...{ created_ms: nowMs, due_ms: nowMs, next_ms: nowMs },
  }));
  const moved = await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("webhooks")
      .set({ cursor })
      .where("id", "=", webhook.id)
      .where("cursor", "=", webhook.cursor)
      .executeTakeFirst();
    if (numUpdatedRows > 0n && rows.length > 0) await trx.insertInto("webhook_deliveries").values(rows).execute();
    return numUpdatedRows > 0n;
  });
  // Where a person changed it meanwhile, it is looked at anew.
  return { cursor: moved ? cursor : from, more: true };
}

/** What a receiver gets, as Standard Webhooks proposes it: type, timestamp, data; and what the stream has besides. */
export function bodyOf(event: Omit<OutboxEvent, "id"> & { id?: number }): string {
  return JSON.stringify({
    type: event.kind,
    timestamp: new Date(event.atMs).toISOString(),
    ...(event.id === undefined ? {} : { id: event.id }),
    subject: event.subject,
    data: event.data,
  });
}

async function skip(db: Db, outbox: Outbox, webhook: StoredWebhook, from: number, nowMs: number): Promise<Place> {
  const cursor = (await outbox.firstId()) - 1;
  const detail = { missed: cursor - from };
  await db.transaction().execute(async (trx) => {
    await trx.updateTable("webhooks").set({ cursor }).where("id", "=", webhook.id).execute();
    await tellBoth(trx, outbox, { kind: "webhook.missed", name: webhook.name, detail, nowMs });
  });
  await outbox.publish();
  return { cursor, more: true };
}

async function pendingOf(db: Db, webhookId: number): Promise<number> {
  const row = await db
    .selectFrom("webhook_deliveries")
    .select((eb) => eb.fn.countAll().as("count"))
    .where("webhook_id", "=", webhookId)
    .where("next_ms", "is not", null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
