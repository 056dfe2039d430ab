import { type Kysely, sql } from "kysely";

/** How many devices of each task are in which state, for a list of tasks: from indexes alone, and without reading each action for its retry. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("actions_task").execute();
  await db.schema.createIndex("actions_task").on("actions").columns(["task_id", "state", "role"]).execute();
  await sql`create index actions_retries on actions (task_id, retry_of) where retry_of is not null`.execute(db);
}
