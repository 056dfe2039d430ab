import type { Kysely } from "kysely";

/** Which packages may use a secret. What was set before is bound to none: only a person can say whom it was meant for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("secret_packages")
    .addColumn("name", "text", (column) => column.notNull().references("secrets.name").onDelete("cascade"))
    .addColumn("package", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("secret_packages_pk", ["name", "package"])
    .execute();
}
