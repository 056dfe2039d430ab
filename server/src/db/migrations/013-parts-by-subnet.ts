import type { Kysely } from "kysely";

/** A device may take part in one session in two subnets, from the same millisecond on: these are two parts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("session_parts_identity").execute();
  await db.schema
    .createIndex("session_parts_identity")
    .unique()
    .on("session_parts")
    .columns(["action_id", "session", "subnet", "started_ms"])
    .execute();
}
