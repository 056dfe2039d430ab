import { type Kysely, sql } from "kysely";

/** What an operator is told: failures by their cause. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Failures are few among what ended, and a span of them is read whole.
  await sql`create index actions_failed on actions (ended_ms) where state = 'failed'`.execute(db);
}
