import type { Kysely } from "kysely";

const text = "text" as const;
const number = "bigint" as const;

/**
 * Tokens with a scope and an end, and roles. The tokens of before could do everything for ever: they are not taken over, and the
 * next start makes a setup link.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable("api_tokens").execute();
  await db.schema
    .createTable("api_tokens")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("token_hash", text, (column) => column.notNull().unique())
    .addColumn("role", text)
    .addColumn("permissions", text)
    .addColumn("made_with", text)
    .addColumn("created_ms", number, (column) => column.notNull())
    .addColumn("created_by", text, (column) => column.notNull())
    .addColumn("expires_ms", number, (column) => column.notNull())
    .addColumn("used_ms", number)
    .addColumn("used_from", text)
    .addColumn("revoked_ms", number)
    .execute();
  await db.schema
    .createTable("roles")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("description", text, (column) => column.notNull())
    .addColumn("permissions", text, (column) => column.notNull())
    .execute();
}
