import { type Kysely, sql } from "kysely";

/** Lists of devices by their names, page by page. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index devices_by_name on devices (lower(name), number)`.execute(db);
}
