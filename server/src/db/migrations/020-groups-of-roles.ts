import type { Kysely } from "kysely";

/** Over which groups of devices a role was given, and what a token may do; null: over all devices. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["operator_roles", "api_tokens"])
    await db.schema.alterTable(table).addColumn("groups", "text").execute();
}
