import type { DeliveryState } from "@shoal/protocol/webhook/delivery-state";
import type { Generated } from "kysely";

/** Tables of `011-monitoring`. */
export interface WebhookTables {
  webhooks: {
    id: Generated<number>;
    name: string;
    url: string;
    /** Filters, as JSON. */
    events: string;
    description: string;
    /** It signs, so it is kept as it is; the database is readable by the server's user only. */
    secret: string;
    previous_secret: string | null;
    previous_until_ms: number | null;
    /** The last event of the outbox of which deliveries were made. */
    cursor: number;
    disabled_ms: number | null;
    why: string | null;
    delivered_ms: number | null;
    failed_ms: number | null;
    failure: string | null;
    created_ms: number;
    created_by: string;
  };
  webhook_deliveries: {
    id: Generated<number>;
    webhook_id: number;
    message_id: string;
    event_id: number | null;
    kind: string;
    subject: string;
    /** What is sent, to the byte: each try signs the same. */
    body: string;
    state: DeliveryState;
    created_ms: number;
    /** Since when it is due, and when it is tried next; null: it has ended. */
    due_ms: number;
    next_ms: number | null;
    ended_ms: number | null;
    attempts: Generated<number>;
    /** The last tries, as JSON. */
    tries: Generated<string>;
    answer: string | null;
  };
}
