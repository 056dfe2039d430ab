import type { Page } from "@shoal/protocol/api/page";
import type { DeliveryRow, DeliveryTry, WebhookRow } from "@shoal/protocol/api/webhook";
import type { DeliveryState } from "@shoal/protocol/webhook/delivery-state";
import type { Selectable } from "kysely";
import type { Db } from "../db/schema.ts";
import { pageOf } from "../http/cursor.ts";
import type { WebhookTables } from "./tables.ts";

export type StoredWebhook = Selectable<WebhookTables["webhooks"]>;
export type StoredDelivery = Selectable<WebhookTables["webhook_deliveries"]>;

export interface WebhookStore {
  /** By name. */
  list(): Promise<WebhookRow[]>;
  find(name: string): Promise<StoredWebhook | undefined>;
  row(name: string): Promise<WebhookRow | undefined>;
  /** Newest first. */
  deliveries(
    webhook: Pick<StoredWebhook, "id">,
    state: DeliveryState | undefined,
    page: { limit: number; cursor?: string },
  ): Promise<Page<DeliveryRow>>;
  delivery(webhook: Pick<StoredWebhook, "id">, id: number): Promise<StoredDelivery | undefined>;
}

export function webhookStore(db: Db): WebhookStore {
  const rows = async (name?: string): Promise<WebhookRow[]> => {
    let query = db.selectFrom("webhooks").selectAll().orderBy("name");
    if (name !== undefined) query = query.where("name", "=", name);
    const found = await query.execute();
    const waiting = await db
      .selectFrom("webhook_deliveries")
      .where("next_ms", "is not", null)
      .groupBy("webhook_id")
      .select((eb) => ["webhook_id", eb.fn.countAll().as("count"), eb.fn.min("next_ms").as("next")])
      .execute();
    return found.map((webhook) => {
      const mine = waiting.find((each) => each.webhook_id === webhook.id);
      return toRow(webhook, Number(mine?.count ?? 0), mine?.next ?? undefined);
    });
  };
  return {
    list: () => rows(),
    async find(name) {
      return await db.selectFrom("webhooks").selectAll().where("name", "=", name).executeTakeFirst();
    },
    row: async (name) => (await rows(name))[0],
    async deliveries({ id }, state, { limit, cursor }) {
      let query = db.selectFrom("webhook_deliveries").selectAll().where("webhook_id", "=", id).orderBy("id", "desc");
      if (state) query = query.where("state", "=", state);
      return await pageOf(
        limit,
        cursor,
        "webhook-deliveries",
        (after, take) => (after === undefined ? query : query.where("id", "<", after)).limit(take).execute(),
        (row) => row.id,
        toDelivery,
      );
    },
    async delivery(webhook, id) {
      return await db
        .selectFrom("webhook_deliveries")
        .selectAll()
        .where("webhook_id", "=", webhook.id)
        .where("id", "=", id)
        .executeTakeFirst();
    },
  };
}

function toRow(row: StoredWebhook, pending: number, nextMs: number | undefined): WebhookRow {
  return {
    name: row.name,
    url: row.url,
    events: JSON.parse(row.events) as string[],
    description: row.description,
    state: row.disabled_ms === null ? "enabled" : "disabled",
    ...(row.why === null ? {} : { why: row.why }),
    ...(row.disabled_ms === null ? {} : { disabledMs: row.disabled_ms }),
    pending,
    ...(nextMs === undefined || row.disabled_ms !== null ? {} : { nextMs }),
    ...(row.delivered_ms === null ? {} : { deliveredMs: row.delivered_ms }),
    ...(row.failed_ms === null ? {} : { failedMs: row.failed_ms }),
    ...(row.failure === null ? {} : { failure: row.failure }),
    ...(row.previous_until_ms === null ? {} : { rotatingUntilMs: row.previous_until_ms }),
    createdMs: row.created_ms,
    createdBy: row.created_by,
  };
}

export function toDelivery(row: StoredDelivery): DeliveryRow {
  return {
    id: String(row.id),
    messageId: row.message_id,
    kind: row.kind,
    subject: row.subject,
    ...(row.event_id === null ? {} : { eventId: row.event_id }),
    state: row.state,
    createdMs: row.created_ms,
    ...(row.next_ms === null ? {} : { nextMs: row.next_ms }),
    ...(row.ended_ms === null ? {} : { endedMs: row.ended_ms }),
    attempts: row.attempts,
    tries: JSON.parse(row.tries) as DeliveryTry[],
    ...(row.answer === null ? {} : { answer: row.answer }),
  };
}
