import type { Kysely } from "kysely";

const text = "text" as const;
const number = "bigint" as const;

/**
 * Tokens with a scope and an end, roles, accounts. The tokens of before could do everything for ever: they are not taken over,
 * and the next start makes a setup link.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await accounts(db);
  await db.schema.dropTable("api_tokens").execute();
  await db.schema
    .createTable("api_tokens")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("token_hash", text, (column) => column.notNull().unique())
    .addColumn("role", text)
    .addColumn("permissions", text)
    .addColumn("made_with", text)
    .addColumn("operator_id", text)
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
  await db.schema
    .createTable("operator_roles")
    .addColumn("operator_id", text, (column) => column.notNull())
    .addColumn("role", text, (column) => column.notNull())
    .addColumn("given_by", text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("task_approvals")
    .addColumn("task_id", "integer", (column) => column.primaryKey().notNull())
    .addColumn("asked_ms", number, (column) => column.notNull())
    .addColumn("asked_by", text, (column) => column.notNull())
    .addColumn("person", text, (column) => column.notNull())
    .addColumn("devices", number, (column) => column.notNull())
    .addColumn("why", text, (column) => column.notNull())
    .addColumn("digest", text, (column) => column.notNull())
    .execute();
  await db.schema.alterTable("tasks").addColumn("started_person", text).execute();
  await db.schema.createIndex("operator_roles_operator").on("operator_roles").column("operator_id").execute();
  await db.schema
    .createTable("operator_invitations")
    .addColumn("secret_hash", text, (column) => column.primaryKey().notNull())
    .addColumn("operator_id", text, (column) => column.notNull())
    .addColumn("expires_ms", number, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("operator_passkeys")
    .addColumn("credential_id", text, (column) => column.primaryKey().notNull())
    .addColumn("operator_id", text, (column) => column.notNull())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("public_key", "blob" as never, (column) => column.notNull())
    .addColumn("counter", number, (column) => column.notNull())
    .addColumn("transports", text, (column) => column.notNull())
    .addColumn("created_ms", number, (column) => column.notNull())
    .addColumn("used_ms", number)
    .execute();
  await db.schema.createIndex("operator_passkeys_operator").on("operator_passkeys").column("operator_id").execute();
}

/** As better-auth 1.7 reads and writes them; its own names for columns, moments as ISO 8601. */
async function accounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("operators")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("name", text, (column) => column.notNull().unique())
    .addColumn("email", text, (column) => column.notNull().unique())
    .addColumn("emailVerified", "integer", (column) => column.notNull())
    .addColumn("image", text)
    .addColumn("createdAt", text, (column) => column.notNull())
    .addColumn("updatedAt", text, (column) => column.notNull())
    .addColumn("twoFactorEnabled", "integer")
    .addColumn("disabled_ms", number)
    .execute();
  await db.schema
    .createTable("operator_sessions")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("expiresAt", text, (column) => column.notNull())
    .addColumn("token", text, (column) => column.notNull().unique())
    .addColumn("createdAt", text, (column) => column.notNull())
    .addColumn("updatedAt", text, (column) => column.notNull())
    .addColumn("ipAddress", text)
    .addColumn("userAgent", text)
    .addColumn("userId", text, (column) => column.notNull().references("operators.id").onDelete("cascade"))
    .addColumn("means", text)
    .execute();
  await db.schema
    .createTable("operator_accounts")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("accountId", text, (column) => column.notNull())
    .addColumn("providerId", text, (column) => column.notNull())
    .addColumn("userId", text, (column) => column.notNull().references("operators.id").onDelete("cascade"))
    .addColumn("accessToken", text)
    .addColumn("refreshToken", text)
    .addColumn("idToken", text)
    .addColumn("accessTokenExpiresAt", text)
    .addColumn("refreshTokenExpiresAt", text)
    .addColumn("scope", text)
    .addColumn("password", text)
    .addColumn("createdAt", text, (column) => column.notNull())
    .addColumn("updatedAt", text, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("operator_accounts_identity")
    .unique()
    .on("operator_accounts")
    .columns(["providerId", "accountId"])
    .execute();
  await db.schema
    .createTable("operator_verifications")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("identifier", text, (column) => column.notNull())
    .addColumn("value", text, (column) => column.notNull())
    .addColumn("expiresAt", text, (column) => column.notNull())
    .addColumn("createdAt", text, (column) => column.notNull())
    .addColumn("updatedAt", text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("operator_totp")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("secret", text, (column) => column.notNull())
    .addColumn("backupCodes", text, (column) => column.notNull())
    .addColumn("userId", text, (column) => column.notNull().references("operators.id").onDelete("cascade"))
    .addColumn("verified", "integer")
    .addColumn("failedVerificationCount", "integer")
    .addColumn("lockedUntil", text)
    .execute();
  for (const [table, column] of [
    ["operator_sessions", "userId"],
    ["operator_accounts", "userId"],
    ["operator_totp", "userId"],
    ["operator_verifications", "identifier"],
  ] as const)
    await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute();
}
