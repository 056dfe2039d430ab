import { type ColumnDefinitionBuilder, type Kysely, sql } from "kysely";

const text = "text" as const;
const number = "bigint" as const;
const required = (column: ColumnDefinitionBuilder) => column.notNull();
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);

/** Rollouts in rings, the priority of tasks, and attempts that the server makes by itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const column = (
    table: string,
    name: string,
    type: "text" | "bigint",
    build = (each: ColumnDefinitionBuilder) => each,
  ) => db.schema.alterTable(table).addColumn(name, type, build).execute();
  await column("tasks", "rings", text);
  await column("tasks", "dynamic", number, zero);
  await column("tasks", "priority", number, zero);
  await column("tasks", "retry", text);
  await column("actions", "ring", number);
  await column("actions", "counts_as", text);
  await column("actions", "attempt", number, (each) => each.notNull().defaultTo(1));
  await column("actions", "not_before_ms", number);

  await db.schema
    .createTable("rollouts")
    .addColumn("task_id", number, (each) => each.primaryKey().notNull())
    .addColumn("state", text, required)
    .addColumn("at_ring", number, required)
    .addColumn("started_by", text, required)
    .addColumn("since_ms", number, required)
    .addColumn("why", text, required)
    .addColumn("approvals", text, required)
    .addColumn("left_out", number, required)
    .addColumn("deadline_ms", number)
    .execute();
  let rings = db.schema
    .createTable("rollout_rings")
    .addColumn("task_id", number, required)
    .addColumn("position", number, required)
    .addColumn("name", text, required)
    .addColumn("state", text, required);
  for (const name of ["open", "succeeded", "failed", "neutral", "excused"])
    rings = rings.addColumn(name, number, required) as typeof rings;
  for (const name of ["opened_ms", "good_since_ms", "done_ms", "timeout_at_ms"])
    rings = rings.addColumn(name, number) as typeof rings;
  await rings.addPrimaryKeyConstraint("rollout_rings_pk", ["task_id", "position"]).execute();

  // What the sweep reads every second: only what is due is in them, so it costs nothing where nothing is.
  await sql`create index rollouts_deadline on rollouts (deadline_ms) where deadline_ms is not null`.execute(db);
  await sql`create index actions_due on actions (not_before_ms) where state = 'scheduled' and not_before_ms is not null`.execute(
    db,
  );
  // What a ring that opens hands out, and which other orders its devices have.
  await sql`create index actions_scheduled on actions (task_id, ring) where state = 'scheduled'`.execute(db);
  await sql`create index actions_open_by_device on actions (device_id, package) where ended_ms is null`.execute(db);
}
