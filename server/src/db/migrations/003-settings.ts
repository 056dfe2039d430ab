import type { Kysely } from "kysely";

const text = "text" as const;
const number = "bigint" as const;

/** Named sets of agent settings, which device has which, and what each device said that it runs with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("setting_sets")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("description", text, (column) => column.notNull())
    .addColumn("body", text, (column) => column.notNull())
    .addColumn("digest", text, (column) => column.notNull())
    .addColumn("version", number, (column) => column.notNull())
    .addColumn("created_ms", number, (column) => column.notNull())
    .addColumn("created_by", text, (column) => column.notNull())
    .addColumn("updated_ms", number, (column) => column.notNull())
    .addColumn("updated_by", text, (column) => column.notNull())
    .execute();
  // SQLite adds one column a statement.
  await db.schema.alterTable("devices").addColumn("setting_set", text).execute();
  await db.schema.alterTable("devices").addColumn("settings_digest", text).execute();
  await db.schema.alterTable("devices").addColumn("settings_ms", number).execute();
  await db.schema
    .createIndex("devices_setting_set")
    .on("devices")
    .columns(["setting_set", "settings_digest"])
    .execute();
}
