import { nameKey } from "@shoal/core/device/name-key";
import { type Kysely, sql } from "kysely";

interface Tables {
  devices: { number: number; name: string; name_key: string };
}

/** At a time, so that no more than these are in memory. */
const BATCH = 1000;

/** Lists of devices by their names as people count: till-9 before till-10. Another key is another migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("devices")
    .addColumn("name_key", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  const tables = db as Kysely<Tables>;
  for (let after = 0; ; ) {
    const devices = await tables
      .selectFrom("devices")
      .select(["number", "name"])
      .where("number", ">", after)
      .orderBy("number")
      .limit(BATCH)
      .execute();
    for (const { number, name } of devices)
      await tables
        .updateTable("devices")
        .set({ name_key: nameKey(name) })
        .where("number", "=", number)
        .execute();
    if (devices.length < BATCH) break;
    after = devices.at(-1)!.number;
  }
  await sql`drop index devices_by_name`.execute(db);
  await sql`create index devices_by_name on devices (name_key, number)`.execute(db);
}
