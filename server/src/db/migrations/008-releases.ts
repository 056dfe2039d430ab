import type { Kysely } from "kysely";

const text = "text" as const;
const number = "bigint" as const;

/** Releases over time: recalls, and channels. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // SQLite adds one column a statement.
  await db.schema.alterTable("releases").addColumn("recalled_ms", number).execute();
  await db.schema.alterTable("releases").addColumn("recalled_by", text).execute();
  await db.schema.alterTable("releases").addColumn("recall_reason", text).execute();

  await db.schema
    .createTable("channels")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("package", text, (column) => column.notNull())
    .addColumn("release_id", number, (column) => column.notNull())
    .addColumn("previous_release_id", number)
    .addColumn("created_ms", number, (column) => column.notNull())
    .addColumn("created_by", text, (column) => column.notNull())
    .addColumn("updated_ms", number, (column) => column.notNull())
    .addColumn("updated_by", text, (column) => column.notNull())
    .execute();
}
