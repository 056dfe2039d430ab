import type { SealedCheckpoint } from "@shoal/protocol/audit/trail";
import type { Signer } from "@shoal/protocol/codec/sign1";
import { LIMITS } from "@shoal/protocol/limits";
import { sealCheckpoint } from "@shoal/protocol/node/audit-chain";
import type { Db } from "../db/schema.ts";
import { readHead } from "./store.ts";

/** @returns a checkpoint of everything that is there now, which is kept here too; or why the trail cannot be believed */
export async function makeCheckpoint(db: Db, signer: Signer, nowMs: number): Promise<SealedCheckpoint | string> {
  return await db.transaction().execute(async (trx) => {
    const { entry, hash, broken } = await readHead(trx);
    if (broken !== undefined) return broken;
    const checkpoint = sealCheckpoint({ format: 1, entry, hash, atMs: nowMs }, signer);
    const { keyId, sealed } = checkpoint;
    await trx
      .insertInto("audit_checkpoints")
      .values({ entry, hash, at_ms: nowMs, key_id: keyId, sealed })
      .onConflict((on) => on.doNothing())
      .execute();
    return checkpoint;
  });
}

/** One after so many entries, and one after so much time where there is anything new. */
export async function makeDueCheckpoint(db: Db, signer: Signer, nowMs: number): Promise<void> {
  const last = await db
    .selectFrom("audit_checkpoints")
    .selectAll()
    .orderBy("entry", "desc")
    .limit(1)
    .executeTakeFirst();
  const fresh = (await readHead(db)).entry - (last?.entry ?? 0);
  if (fresh === 0) return;
  if (fresh >= LIMITS.auditCheckpointEntries || nowMs - (last?.at_ms ?? 0) >= LIMITS.auditCheckpointMs)
    await makeCheckpoint(db, signer, nowMs);
}
