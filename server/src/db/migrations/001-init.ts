import { type ColumnDefinitionBuilder, type Kysely, sql } from "kysely";

const text = "text" as const;
const number = "bigint" as const;
const required = (column: ColumnDefinitionBuilder) => column.notNull();
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
const primary = (column: ColumnDefinitionBuilder) => column.primaryKey().notNull();
const counted = (column: ColumnDefinitionBuilder) => column.primaryKey().autoIncrement();

/** Column types that SQLite and PostgreSQL share; times are milliseconds since 1970, JSON is text. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await devices(db);
  await content(db);
  await tasks(db);
  await trails(db);
}

async function devices(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable("devices")
    .addColumn("number", "integer", counted)
    .addColumn("id", text, (column) => column.notNull().unique());
  for (const name of [
    "name",
    "token_hash",
    "inventory",
    "inventory_digest",
    "os",
    "os_version",
    "distribution",
    "arch",
    "form_factor",
    "agent_version",
  ])
    table = table.addColumn(name, text, required);
  for (const name of ["bitness", "capability", "enrolled_ms", "last_seen_ms"])
    table = table.addColumn(name, number, required);
  await table.addColumn("sequence", number, zero).addColumn("delivered", number, zero).execute();
  await db.schema.createIndex("devices_name").on("devices").column("name").execute();
  await db.schema.createIndex("devices_token").on("devices").column("token_hash").unique().execute();

  await db.schema
    .createTable("enrolment_tokens")
    .addColumn("id", text, primary)
    .addColumn("secret_hash", text, (column) => column.notNull().unique())
    .addColumn("trust", text, required)
    .addColumn("created_ms", number, required)
    .addColumn("created_by", text, required)
    .addColumn("expires_ms", number, required)
    .addColumn("uses_left", number, required)
    .addColumn("uses", number, required)
    .addColumn("revoked_ms", number)
    .execute();
  await db.schema
    .createTable("api_tokens")
    .addColumn("id", text, primary)
    .addColumn("name", text, required)
    .addColumn("token_hash", text, (column) => column.notNull().unique())
    .addColumn("created_ms", number, required)
    .addColumn("revoked_ms", number)
    .execute();
}

async function content(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("release_keys")
    .addColumn("key_id", text, primary)
    .addColumn("public_key", text, required)
    .addColumn("name", text, required)
    .addColumn("added_ms", number, required)
    .addColumn("revoked_ms", number)
    .execute();
  await db.schema
    .createTable("blobs")
    .addColumn("digest", text, primary)
    .addColumn("size_bytes", number, required)
    .addColumn("manifest_digest", text, (column) => column.notNull().unique())
    .addColumn("created_ms", number, required)
    .execute();
  await db.schema
    .createTable("patches")
    .addColumn("from_digest", text, required)
    .addColumn("target_digest", text, required)
    .addColumn("digest", text, required)
    .addColumn("size_bytes", number, required)
    .addColumn("manifest_digest", text, required)
    .addColumn("window_log", number, required)
    .addColumn("created_ms", number, required)
    .addPrimaryKeyConstraint("patches_pk", ["target_digest", "from_digest"])
    .execute();
  await db.schema
    .createTable("releases")
    .addColumn("id", "integer", counted)
    .addColumn("package", text, required)
    .addColumn("version", text, required)
    .addColumn("publisher", text, required)
    .addColumn("description", text, required)
    .addColumn("digest", text, (column) => column.notNull().unique())
    .addColumn("sealed", "blob", required)
    .addColumn("body", text, required)
    .addColumn("key_id", text, required)
    .addColumn("created_ms", number, required)
    .addColumn("created_by", text, required)
    .addUniqueConstraint("releases_name", ["package", "version"])
    .execute();
  await db.schema
    .createTable("release_files")
    .addColumn("release_id", number, required)
    .addColumn("variant_id", text, required)
    .addColumn("position", number, required)
    .addColumn("name", text, required)
    .addColumn("digest", text, required)
    .addColumn("size_bytes", number, required)
    .addColumn("manifest_digest", text, required)
    .addPrimaryKeyConstraint("release_files_pk", ["release_id", "variant_id", "position"])
    .execute();
  await db.schema.createIndex("release_files_digest").on("release_files").column("digest").execute();
}

async function tasks(db: Kysely<unknown>): Promise<void> {
  let task = db.schema.createTable("tasks").addColumn("id", "integer", counted);
  for (const name of ["name", "kind", "delivery", "state", "targets", "settings", "created_by"])
    task = task.addColumn(name, text, required);
  for (const name of ["release_id", "life_ms", "created_ms"]) task = task.addColumn(name, number, required);
  await task
    .addColumn("started_ms", number)
    .addColumn("started_by", text)
    .addColumn("expires_ms", number)
    .addColumn("finished_ms", number)
    .execute();

  let action = db.schema.createTable("actions").addColumn("id", "integer", counted);
  for (const name of ["device_id", "package", "version", "kind", "delivery", "state", "os", "arch", "form_factor"])
    action = action.addColumn(name, text, required);
  for (const name of ["task_id", "release_id", "created_ms", "updated_ms"])
    action = action.addColumn(name, number, required);
  for (const name of ["variant_id", "reason_code", "reason_detail", "reason_next"])
    action = action.addColumn(name, text);
  for (const name of ["exit_code", "retry_of", "accepted_ms", "ended_ms", "duration_ms"])
    action = action.addColumn(name, number);
  for (const name of [
    "step",
    "bytes_cache",
    "bytes_patch",
    "bytes_patch_saved",
    "bytes_multicast",
    "bytes_peer",
    "bytes_site",
    "bytes_origin",
    "bytes_push",
  ])
    action = action.addColumn(name, number, zero);
  await action.execute();
  await db.schema.createIndex("actions_task").on("actions").columns(["task_id", "state"]).execute();
  await db.schema.createIndex("actions_device").on("actions").columns(["device_id", "id"]).execute();
  // What counts and averages read: in the order of their groups, with all they need, so that neither a sort nor the rows
  // themselves are touched. Only ended actions are in them, so each action is written to them once.
  for (const [name, group] of [
    ["release", "package, version"],
    ["platform", "os, arch, form_factor"],
    ["device", "device_id"],
  ] as const)
    await sql`create index ${sql.raw(`actions_ended_by_${name}`)} on actions (${sql.raw(group)}, ended_ms, state, duration_ms) where ended_ms is not null`.execute(
      db,
    );
  await sql`create index actions_ended on actions (ended_ms) where ended_ms is not null`.execute(db);
  await sql`create index actions_open on actions (task_id) where ended_ms is null`.execute(db);

  await db.schema
    .createTable("action_steps")
    .addColumn("id", "integer", counted)
    .addColumn("action_id", number, required)
    .addColumn("step", number, required)
    .addColumn("by", text, required)
    .addColumn("state", text, required)
    .addColumn("at_ms", number, required)
    .addColumn("received_ms", number, required)
    .addColumn("reason_code", text)
    .addColumn("reason_detail", text)
    .addColumn("reason_next", text)
    .addColumn("result", text)
    .execute();
  // An agent's step has one identity; what the server says has step 0 and may come more than once.
  await sql`create unique index action_steps_identity on action_steps (action_id, step) where step > 0`.execute(db);
  await db.schema.createIndex("action_steps_action").on("action_steps").columns(["action_id", "id"]).execute();

  await db.schema
    .createTable("assignments")
    .addColumn("device_id", text, required)
    .addColumn("sequence", number, required)
    .addColumn("action_id", number, required)
    .addColumn("order_kind", text, required)
    .addColumn("why", text)
    .addColumn("issued_ms", number, required)
    .addColumn("expires_ms", number, required)
    .addPrimaryKeyConstraint("assignments_pk", ["device_id", "sequence"])
    .execute();
}

async function trails(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("audit")
    .addColumn("id", "integer", counted)
    .addColumn("at_ms", number, required)
    .addColumn("actor", text, required)
    .addColumn("what", text, required)
    .addColumn("subject", text, required)
    .addColumn("detail", text, required)
    .addColumn("remote", text)
    .addColumn("request_id", text)
    .execute();
  await db.schema.createIndex("audit_subject").on("audit").columns(["subject", "id"]).execute();
  await db.schema.createIndex("audit_at").on("audit").column("at_ms").execute();
  // Append-only, whoever holds the connection.
  for (const verb of ["update", "delete"])
    await sql`create trigger ${sql.raw(`audit_no_${verb}`)} before ${sql.raw(verb)} on audit begin select raise(abort, 'the audit trail is append-only'); end`.execute(
      db,
    );

  await db.schema
    .createTable("events")
    .addColumn("id", "integer", counted)
    .addColumn("at_ms", number, required)
    .addColumn("kind", text, required)
    .addColumn("subject", text, required)
    .addColumn("data", text, required)
    .execute();
}
