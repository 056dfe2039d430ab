import type { Db } from "../db/schema.ts";
import { auditStore } from "./store.ts";

/** Entries that are removed in one transaction: everybody else waits that long. */
const BATCH = 5000;

/**
 * Removes what is older than the rule says, up to a signed checkpoint, so that what is left still proves itself. That is an entry too.
 * @returns how many entries it removed
 */
export async function cutTrail(db: Db, nowMs: number, keepMs: number): Promise<number> {
  await db.transaction().execute(async (trx) => {
    const { cut } = await trx.selectFrom("audit_head").select("cut").executeTakeFirstOrThrow();
    const young = await trx
      .selectFrom("audit")
      .select((eb) => eb.fn.min("id").as("id"))
      .where("at_ms", ">=", nowMs - keepMs)
      .executeTakeFirst();
    if (!young?.id) return;
    const to = await trx
      .selectFrom("audit_checkpoints")
      .select(["entry", "hash"])
      .where("entry", "<", young.id)
      .where("entry", ">", cut)
      .orderBy("entry", "desc")
      .limit(1)
      .executeTakeFirst();
    if (!to) return;
    await trx.updateTable("audit_head").set({ cut: to.entry }).execute();
    const detail = { through: to.entry, hash: to.hash, count: to.entry - cut, keepMs };
    await auditStore(trx).append({ atMs: nowMs, actor: "server", what: "audit.cut", subject: "audit", detail });
  });
  // What was cut is no part of the trail any more; where this ends half way, the next one goes on.
  for (let removed = 0; ; ) {
    const { numDeletedRows } = await db
      .deleteFrom("audit")
      .where("id", "in", (eb) =>
        eb
          .selectFrom("audit")
          .select("id")
          .where("id", "<=", eb.selectFrom("audit_head").select("cut"))
          .orderBy("id")
          .limit(BATCH),
      )
      .executeTakeFirst();
    removed += Number(numDeletedRows);
    if (Number(numDeletedRows) < BATCH) return removed;
  }
}
