import type { Release } from "@shoal/protocol/package/release";
import { type ColumnDefinitionBuilder, type Kysely, sql } from "kysely";
import { relationsOf } from "../../release/relations-of.ts";
import type { Schema } from "../schema.ts";

const number = "bigint" as const;
const text = "text" as const;
const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);

/**
 * Which actions have changed what is on their device, and from what; tasks that take another one back; what releases have to do with other
 * packages, and actions that wait for others; tasks that follow a channel, or keep what
 * they have installed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await whatWasChanged(db);
  for (const name of ["role", "waits_for"]) await db.schema.alterTable("actions").addColumn(name, text).execute();
  await sql`create index actions_waiting on actions (device_id) where waits_for is not null`.execute(db);
  await db.schema.alterTable("tasks").addColumn("keep", number, zero).execute();
  await db.schema.alterTable("actions").addColumn("repairs", number, zero).execute();
  await db.schema.alterTable("tasks").addColumn("channel", text).execute();
  await db.schema.alterTable("tasks").addColumn("follows", number).execute();
  await sql`create index tasks_channel on tasks (channel) where channel is not null`.execute(db);
  await sql`create index tasks_follows on tasks (follows) where follows is not null`.execute(db);
  await db.schema
    .createTable("release_relations")
    .addColumn("release_id", number, (column) => column.notNull())
    .addColumn("relation", text, (column) => column.notNull())
    .addColumn("package", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("release_relations_pk", ["release_id", "relation", "package"])
    .execute();
  await sql`create index release_relations_package on release_relations (package, relation)`.execute(db);
  const known = db as Kysely<Schema>;
  for (const { id, body } of await known.selectFrom("releases").select(["id", "body"]).execute())
    for (const each of relationsOf(JSON.parse(body) as Release))
      await known
        .insertInto("release_relations")
        .values({ release_id: id, ...each })
        .execute();
}

async function whatWasChanged(db: Kysely<unknown>): Promise<void> {
  // SQLite adds one column a statement.
  await db.schema.alterTable("tasks").addColumn("rollback_of", number).execute();
  await db.schema.alterTable("actions").addColumn("changed", number, zero).execute();
  await db.schema.alterTable("actions").addColumn("had_release_id", number).execute();
  await sql`create index tasks_rollback_of on tasks (rollback_of) where rollback_of is not null`.execute(db);
  // Of each package, the last change is known: it was proved first in the moment in which its action ended.
  const changed = sql`device_releases.action_id = actions.id and device_releases.since_ms = actions.ended_ms`;
  await sql`update actions set changed = 1,
    had_release_id = (select before_release_id from device_releases where ${changed})
    where exists (select 1 from device_releases where ${changed})
    and coalesce(reason_code, '') not in ('already-installed', 'already-removed')`.execute(db);
}
