import type { SiemRecord } from "@shoal/core/siem/record";
import { LIMITS } from "@shoal/protocol/limits";
import type { Selectable } from "kysely";
import { toEvent } from "../audit/store.ts";
import type { Db } from "../db/schema.ts";
import type { Outbox } from "../event/outbox.ts";
import type { SiemTables } from "./tables.ts";

export type StoredFeed = Selectable<SiemTables["siem_feeds"]>;

export interface SiemBatch {
  records: SiemRecord[];
  auditCursor: number;
  eventCursor: number;
  /** Events that were gone before they could be sent. */
  missed: number;
}

/** What a feed has not got yet: the oldest of each stream, as many as one write takes. */
export async function readBatch(
  db: Db,
  outbox: Outbox,
  { sends, audit_cursor: auditCursor, event_cursor: eventCursor }: StoredFeed,
): Promise<SiemBatch> {
  const batch: SiemBatch = { records: [], auditCursor, eventCursor, missed: 0 };
  if (sends !== "events") {
    const rows = await db
      .selectFrom("audit")
      .selectAll()
      .where("id", ">", auditCursor)
      .orderBy("id")
      .limit(LIMITS.siemBatch)
      .execute();
    const { cut } = await db.selectFrom("audit_head").select("cut").executeTakeFirstOrThrow();
    if (rows[0] && rows[0].id > auditCursor + 1 && auditCursor < cut) batch.missed += rows[0].id - auditCursor - 1;
    for (const row of rows) {
      const { what: kind, detail: data, hash: _hash, ...rest } = toEvent(row);
      batch.records.push({ stream: "audit", kind, data, ...rest });
    }
    batch.auditCursor = rows.at(-1)?.id ?? auditCursor;
  }
  if (sends !== "audit") {
    let events = await outbox.after(eventCursor, LIMITS.siemBatch);
    if (events === undefined) {
      const before = (await outbox.firstId()) - 1;
      batch.missed += before - eventCursor;
      events = (await outbox.after(before, LIMITS.siemBatch)) ?? [];
    }
    for (const { id, atMs, kind, subject, data } of events)
      batch.records.push({ stream: "event", id, atMs, kind, subject, data });
    batch.eventCursor = events.at(-1)?.id ?? eventCursor;
  }
  return batch;
}
