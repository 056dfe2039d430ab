import type { Db } from "../db/schema.ts";

/** This server came back from a backup. */
export interface Restore {
  /** When the backup was made: what was done from then on is not known. Milliseconds since 1970. */
  fromMs: number;
  atMs: number;
}

/** Each time that this server came back from a backup, the first one first. */
export async function readRestores(db: Db): Promise<Restore[]> {
  const rows = await db.selectFrom("restores").select(["from_ms", "at_ms"]).orderBy("id").execute();
  return rows.map((row) => ({ fromMs: row.from_ms, atMs: row.at_ms }));
}
