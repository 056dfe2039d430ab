import type { Kysely } from "kysely";

const text = "text" as const;
const number = "bigint" as const;

/** What files have declared: from which source, in which words; and which devices it has labelled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("fleet_objects")
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("source", text, (column) => column.notNull())
    .addColumn("revision", text)
    .addColumn("spec", text, (column) => column.notNull())
    .addColumn("task_id", number)
    .addColumn("applied_ms", number, (column) => column.notNull())
    .addColumn("applied_by", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("fleet_objects_pk", ["kind", "name"])
    .execute();
  await db.schema.createIndex("fleet_objects_task").on("fleet_objects").column("task_id").execute();

  await db.schema
    .createTable("fleet_labels")
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("device_number", number, (column) => column.notNull())
    .addPrimaryKeyConstraint("fleet_labels_pk", ["name", "device_number"])
    .execute();
}
