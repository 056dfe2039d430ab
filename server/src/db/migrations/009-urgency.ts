import { type Kysely, sql } from "kysely";

const number = "bigint" as const;
const text = "text" as const;

/** Urgency and deadline of tasks; who asked for an action, how often it was put off, how long it should take and took. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // SQLite adds one column a statement.
  await db.schema
    .alterTable("tasks")
    .addColumn("urgency", text, (column) => column.notNull().defaultTo("required"))
    .execute();
  await db.schema.alterTable("tasks").addColumn("deadline_ms", number).execute();
  for (const name of ["deferrals", "expected_ms", "install_ms"])
    await db.schema.alterTable("actions").addColumn(name, number).execute();
  await db.schema.alterTable("actions").addColumn("asked_by", text).execute();
  // Only what succeeded with an installer is in it: how long that took, the newest first.
  await sql`create index actions_took on actions (package, kind, os, arch, ended_ms, release_id, install_ms) where state = 'succeeded' and install_ms is not null`.execute(
    db,
  );
}
