import type { ColumnDefinitionBuilder, Kysely } from "kysely";

const text = "text" as const;
const number = "bigint" as const;
const required = (column: ColumnDefinitionBuilder) => column.notNull();

/** Devices have certificates instead of tokens. Those that enrolled before have none, and enrol anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex("devices_token").execute();
  await db.schema.alterTable("devices").dropColumn("token_hash").execute();
  for (const name of ["key_digest", "next_key_digest", "trust_digest", "issuer", "instance", "instances_before"])
    await db.schema.alterTable("devices").addColumn(name, text).execute();
  for (const name of ["key_from_ms", "revoked_ms", "quarantined_ms", "instance_ms"])
    await db.schema.alterTable("devices").addColumn(name, number).execute();
  await db.schema.createIndex("devices_key").on("devices").column("key_digest").execute();

  await db.schema
    .createTable("trust_documents")
    .addColumn("digest", text, (column) => column.primaryKey().notNull())
    .addColumn("body", text, required)
    .addColumn("created_ms", number, required)
    .execute();
  // The old ones pin agents to no authority.
  await (db as Kysely<{ enrolment_tokens: object }>).deleteFrom("enrolment_tokens").execute();
  await db.schema.alterTable("enrolment_tokens").dropColumn("trust").execute();
  await db.schema
    .alterTable("enrolment_tokens")
    .addColumn("trust_digest", text, (column) => column.notNull().defaultTo(""))
    .execute();
  await db.schema.alterTable("enrolment_tokens").addColumn("group_name", text).execute();

  await db.schema
    .createTable("enrolment_requests")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("key_digest", text, (column) => column.notNull().unique())
    .addColumn("name", text, required)
    .addColumn("inventory", text, required)
    .addColumn("remote", text, required)
    .addColumn("first_ms", number, required)
    .addColumn("last_ms", number, required)
    .addColumn("rejected_ms", number)
    .execute();
  await db.schema
    .createTable("registrations")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("key_digest", text)
    .addColumn("serial", text)
    .addColumn("name", text)
    .addColumn("group_name", text)
    .addColumn("created_ms", number, required)
    .addColumn("created_by", text, required)
    .addColumn("device_id", text)
    .execute();
  await db.schema.createIndex("registrations_key").on("registrations").column("key_digest").execute();
  await db.schema.createIndex("registrations_serial").on("registrations").column("serial").execute();
  await db.schema
    .createTable("proxies")
    .addColumn("key_digest", text, (column) => column.primaryKey().notNull())
    .addColumn("name", text, required)
    .addColumn("created_ms", number, required)
    .addColumn("created_by", text, required)
    .addColumn("expires_ms", number, required)
    .addColumn("revoked_ms", number)
    .execute();
  // What a device may read is asked for by these.
  await db.schema.createIndex("release_files_manifest").on("release_files").column("manifest_digest").execute();
  await db.schema.createIndex("patches_digest").on("patches").column("digest").execute();
  await db.schema.createIndex("patches_manifest").on("patches").column("manifest_digest").execute();
}
