import { type Kysely, sql } from "kysely";

const text = "text" as const;
const number = "bigint" as const;

/** What leaves the server: webhooks with their deliveries, feeds of log systems; and failures by their cause. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Failures are few among what ended, and a span of them is read whole.
  await sql`create index actions_failed on actions (ended_ms) where state = 'failed'`.execute(db);

  await db.schema
    .createTable("webhooks")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("name", text, (column) => column.notNull().unique())
    .addColumn("url", text, (column) => column.notNull())
    .addColumn("events", text, (column) => column.notNull())
    .addColumn("description", text, (column) => column.notNull())
    .addColumn("secret", text, (column) => column.notNull())
    .addColumn("previous_secret", text)
    .addColumn("previous_until_ms", number)
    .addColumn("cursor", number, (column) => column.notNull())
    .addColumn("disabled_ms", number)
    .addColumn("why", text)
    .addColumn("delivered_ms", number)
    .addColumn("failed_ms", number)
    .addColumn("failure", text)
    .addColumn("created_ms", number, (column) => column.notNull())
    .addColumn("created_by", text, (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("webhook_deliveries")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("webhook_id", number, (column) => column.notNull().references("webhooks.id").onDelete("cascade"))
    .addColumn("message_id", text, (column) => column.notNull())
    .addColumn("event_id", number)
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("subject", text, (column) => column.notNull())
    .addColumn("body", text, (column) => column.notNull())
    .addColumn("state", text, (column) => column.notNull())
    .addColumn("created_ms", number, (column) => column.notNull())
    .addColumn("due_ms", number, (column) => column.notNull())
    .addColumn("next_ms", number)
    .addColumn("ended_ms", number)
    .addColumn("attempts", number, (column) => column.notNull().defaultTo(0))
    .addColumn("tries", text, (column) => column.notNull().defaultTo("[]"))
    .addColumn("answer", text)
    .execute();
  await db.schema.createIndex("webhook_deliveries_of").on("webhook_deliveries").columns(["webhook_id", "id"]).execute();
  await db.schema
    .createTable("siem_feeds")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    .addColumn("name", text, (column) => column.notNull().unique())
    .addColumn("target", text, (column) => column.notNull())
    .addColumn("format", text, (column) => column.notNull())
    .addColumn("sends", text, (column) => column.notNull())
    .addColumn("audit_cursor", number, (column) => column.notNull())
    .addColumn("event_cursor", number, (column) => column.notNull())
    .addColumn("sent_ms", number)
    .addColumn("failed_ms", number)
    .addColumn("failure", text)
    .addColumn("created_ms", number, (column) => column.notNull())
    .addColumn("created_by", text, (column) => column.notNull())
    .execute();

  // What waits, in the order in which it is tried: empty as a rule.
  await sql`create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_ms, id) where next_ms is not null`.execute(
    db,
  );
}
