import type { Kysely } from "kysely";

const text = "text" as const;
const number = "bigint" as const;

/** What each device did in each session, as it last said. */
export async function up(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable("session_parts")
    .addColumn("id", "integer", (column) => column.primaryKey().autoIncrement().notNull())
    .addColumn("site", text);
  for (const name of ["device_id", "session", "digest", "subnet", "role"])
    table = table.addColumn(name, text, (column) => column.notNull());
  for (const name of [
    "task_id",
    "action_id",
    "led",
    "late",
    "symbols_sent",
    "parity_sent",
    "symbols_received",
    "parity_received",
    "datagrams_heard",
    "datagrams_lost",
    "bytes_cache",
    "bytes_multicast",
    "bytes_repair",
    "bytes_peer",
    "bytes_site",
    "bytes_origin",
    "bytes_push",
    "started_ms",
    "ended_ms",
    "received_ms",
  ])
    table = table.addColumn(name, number, (column) => column.notNull());
  await table.execute();
  await db.schema
    .createIndex("session_parts_identity")
    .unique()
    .on("session_parts")
    .columns(["action_id", "session", "started_ms"])
    .execute();
  await db.schema.createIndex("session_parts_task").on("session_parts").columns(["task_id", "id"]).execute();
}
