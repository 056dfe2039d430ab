import type { Kysely } from "kysely";

const number = "bigint" as const;
const text = "text" as const;

/**
 * Releases stand in the metadata of TUF: the keys that sign them are named there, and a release is its document, without a seal of its own. What was
 * sealed before is signed by nobody as this asks for, so it is published anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("trust_metadata")
    .addColumn("role", text, (column) => column.notNull())
    .addColumn("version", number, (column) => column.notNull())
    .addColumn("text", text, (column) => column.notNull())
    .addColumn("expires_ms", number, (column) => column.notNull())
    .addColumn("stored_ms", number, (column) => column.notNull())
    .addPrimaryKeyConstraint("trust_metadata_pk", ["role", "version"])
    .execute();
  await db.schema
    .createTable("staged_releases")
    .addColumn("digest", text, (column) => column.primaryKey())
    .addColumn("package", text, (column) => column.notNull())
    .addColumn("version", text, (column) => column.notNull())
    .addColumn("document", "blob", (column) => column.notNull())
    .addColumn("created_ms", number, (column) => column.notNull())
    .addColumn("created_by", text, (column) => column.notNull())
    .execute();
  await db.schema.alterTable("releases").renameColumn("sealed", "document").execute();
  await db.schema.dropTable("release_keys").execute();
}
