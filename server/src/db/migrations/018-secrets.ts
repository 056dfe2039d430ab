import type { Kysely } from "kysely";

const text = "text" as const;
const number = "bigint" as const;

/** Secrets as the vault has shut them, which releases name them, and the key that a device has for what is sealed to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("secrets")
    .addColumn("name", text, (column) => column.primaryKey())
    .addColumn("shut", "blob", (column) => column.notNull())
    .addColumn("version", number, (column) => column.notNull().defaultTo(1))
    .addColumn("created_ms", number, (column) => column.notNull())
    .addColumn("created_by", text, (column) => column.notNull())
    .addColumn("changed_ms", number, (column) => column.notNull())
    .addColumn("changed_by", text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("release_secrets")
    .addColumn("release_id", number, (column) => column.notNull().references("releases.id").onDelete("cascade"))
    .addColumn("name", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("release_secrets_pk", ["name", "release_id"])
    .execute();
  await db.schema.createIndex("release_secrets_release").on("release_secrets").column("release_id").execute();
  await db.schema.alterTable("devices").addColumn("sealing_key", text).execute();
}
