import type { Kysely } from "kysely";

/** What the WAN carried for pieces that were there by then. Parts of before have none that is known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("session_parts")
    .addColumn("bytes_again", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
}
