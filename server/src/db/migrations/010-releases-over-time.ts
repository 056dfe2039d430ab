import { type Kysely, sql } from "kysely";

const number = "bigint" as const;

/** Which actions have changed what is on their device, and from what; tasks that take another one back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // SQLite adds one column a statement.
  await db.schema.alterTable("tasks").addColumn("rollback_of", number).execute();
  await db.schema
    .alterTable("actions")
    .addColumn("changed", number, (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable("actions").addColumn("had_release_id", number).execute();
  await sql`create index tasks_rollback_of on tasks (rollback_of) where rollback_of is not null`.execute(db);
  // Of each package, the last change is known: it was proved first in the moment in which its action ended.
  const changed = sql`device_releases.action_id = actions.id and device_releases.since_ms = actions.ended_ms`;
  await sql`update actions set changed = 1,
    had_release_id = (select before_release_id from device_releases where ${changed})
    where exists (select 1 from device_releases where ${changed})
    and coalesce(reason_code, '') not in ('already-installed', 'already-removed')`.execute(db);
}
