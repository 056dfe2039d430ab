import type { Kysely } from "kysely";

/** Tries to sign in that were in vain, so that a restart does not forget them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sign_in_failures")
    .addColumn("key", "text", (column) => column.primaryKey().notNull())
    .addColumn("known", "integer", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("last_ms", "bigint", (column) => column.notNull())
    .execute();
}
