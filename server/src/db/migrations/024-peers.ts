import type { Kysely } from "kysely";

/** Where a device gave its pieces in a session, and how much it had of which peers. Parts of before tell neither. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ["peer", "peers"])
    await db.schema.alterTable("session_parts").addColumn(column, "text").execute();
  await db.schema.createIndex("session_parts_peer").on("session_parts").columns(["session", "peer"]).execute();
}
