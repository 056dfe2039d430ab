import { sql } from "kysely";
import type { Db, Schema } from "../db/schema.ts";

/**
 * The values that a column has, by jumps through an index from each to the next: a hundred versions of a million rows are a hundred looks.
 * @param where another column that the index begins with, and its value
 */
export async function distinct<Table extends keyof Schema>(
  db: Db,
  table: Table,
  column: keyof Schema[Table] & string,
  where: Partial<Record<keyof Schema[Table] & string, string>> = {},
): Promise<string[]> {
  const rows = sql.table(table);
  const value = sql.ref(column);
  const only = sql.join(
    [sql`1 = 1`, ...Object.entries(where).map(([name, is]) => sql`${sql.ref(name)} = ${is}`)],
    sql` and `,
  );
  const { rows: found } = await sql<{ value: string }>`
    with recursive each(value) as (
      select min(${value}) from ${rows} where ${only}
      union all
      select (select min(${value}) from ${rows} where ${only} and ${value} > each.value) from each where each.value is not null
    )
    select value from each where value is not null`.execute(db);
  return found.map((row) => row.value);
}
