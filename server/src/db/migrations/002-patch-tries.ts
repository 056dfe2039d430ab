import type { Kysely } from "kysely";

/** Pairs of files for which no patch is offered, and why: so that none is tried again with every start. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("patch_tries")
    .addColumn("target_digest", "text", (column) => column.notNull())
    .addColumn("from_digest", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("detail", "text", (column) => column.notNull())
    .addColumn("tried_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("patch_tries_pk", ["target_digest", "from_digest"])
    .execute();
}
