import type { Db } from "../db/schema.ts";
import { STANDS } from "../task/standing.ts";

/** Tasks that a channel moves: they were started, and nobody has stopped them, taken them back, or moved them on before. */
export async function followersOf(db: Db, channel?: string): Promise<{ id: number; channel: string }[]> {
  const rows = await db
    .selectFrom("tasks")
    .select(["id", "channel"])
    .where("channel", "is not", null)
    .where("state", "in", ["running", "finished"])
    .where(STANDS)
    .$if(channel !== undefined, (query) => query.where("channel", "=", channel!))
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ id: row.id, channel: row.channel! }));
}
