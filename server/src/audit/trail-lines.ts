import { CHAIN_START } from "@shoal/protocol/audit/chain";
import type { SealedCheckpoint, TrailLine } from "@shoal/protocol/audit/trail";
import { sealCheckpoint } from "@shoal/protocol/node/audit-chain";
import type { Selectable } from "kysely";
import type { Db } from "../db/schema.ts";
import type { AuditKey } from "./audit-key.ts";
import { readHead, toEvent } from "./store.ts";
import type { AuditTables } from "./tables.ts";

const PAGE = 500;

/** The trail as it is now, from its oldest entry on, with all that it takes to prove it; page by page. */
export async function* trailLines(db: Db, key: AuditKey, nowMs: number): AsyncGenerator<TrailLine> {
  const { broken, ...head } = await readHead(db);
  const cutAt = await db
    .selectFrom("audit_checkpoints")
    .select("hash")
    .where("entry", "=", head.cut)
    .executeTakeFirst();
  const hash = cutAt?.hash ?? CHAIN_START;
  yield { trail: { format: 1, key: key.publicKey, after: head.cut, hash } };
  for await (const checkpoint of checkpointsIn(db, -1, head.cut)) yield { checkpoint };
  for (let last = head.cut; last < head.entry; ) {
    const rows = await db
      .selectFrom("audit")
      .selectAll()
      .where("id", ">", last)
      .where("id", "<=", head.entry)
      .orderBy("id")
      .limit(PAGE)
      .execute();
    if (rows.length === 0) break;
    const end = rows.at(-1)!.id;
    const checkpoints: SealedCheckpoint[] = [];
    for await (const checkpoint of checkpointsIn(db, last, end)) checkpoints.push(checkpoint);
    for (const row of rows) {
      yield { entry: toEvent(row) };
      while (checkpoints[0] && checkpoints[0].entry <= row.id) yield { checkpoint: checkpoints.shift()! };
    }
    last = end;
  }
  const { cut } = await db.selectFrom("audit_head").select("cut").executeTakeFirstOrThrow();
  const cutMeanwhile = cut === head.cut ? undefined : "retention has cut the trail while it was read; read it again";
  const why = broken ?? cutMeanwhile;
  if (why !== undefined) yield { end: { broken: why } };
  else
    yield { end: { checkpoint: sealCheckpoint({ format: 1, entry: head.entry, hash: head.hash, atMs: nowMs }, key) } };
}

/** @param after the first one is behind this entry @param to the last one stands here or before */
async function* checkpointsIn(db: Db, after: number, to: number): AsyncGenerator<SealedCheckpoint> {
  for (let last = after; ; ) {
    const rows = await db
      .selectFrom("audit_checkpoints")
      .selectAll()
      .where("entry", ">", last)
      .where("entry", "<=", to)
      .orderBy("entry")
      .limit(PAGE)
      .execute();
    for (const row of rows) yield checkpointOf(row);
    if (rows.length < PAGE) return;
    last = rows.at(-1)!.entry;
  }
}

function checkpointOf(row: Selectable<AuditTables["audit_checkpoints"]>): SealedCheckpoint {
  const { entry, hash, at_ms: atMs, key_id: keyId, sealed } = row;
  return { format: 1, entry, hash, atMs, keyId, sealed };
}
