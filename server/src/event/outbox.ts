import { EventEmitter } from "node:events";
import type { EventKind } from "@shoal/protocol/event/kinds";
import type { Db } from "../db/schema.ts";

/** One numbered event, as every reader of the stream gets it. */
export interface OutboxEvent {
  id: number;
  atMs: number;
  /** One of the table of kinds; what was stored by another version may be of one that is not in it. */
  kind: string;
  subject: string;
  data: Record<string, unknown>;
}

export type NewEvent = Omit<OutboxEvent, "id"> & { kind: EventKind };

/** Events that are kept for readers that come back with a cursor. */
const KEPT = 200_000;

/**
 * Every change is an event with a number, written in the transaction of the change itself. `published` wakes the
 * readers, who then read the table from their own cursor: so none is missed and none comes twice.
 */
export class Outbox extends EventEmitter<{ published: [] }> {
  readonly #db: Db;
  #sinceTrim = 0;

  constructor(db: Db) {
    super();
    this.setMaxListeners(0);
    this.#db = db;
  }

  /** @param db the transaction that makes the change */
  async add(db: Db, events: readonly NewEvent[]): Promise<void> {
    for (let at = 0; at < events.length; at += 500)
      await db
        .insertInto("events")
        .values(
          events.slice(at, at + 500).map((event) => ({
            at_ms: event.atMs,
            kind: event.kind,
            subject: event.subject,
            data: JSON.stringify(event.data),
          })),
        )
        .execute();
  }

  /** To be called after the transaction has committed. */
  async publish(): Promise<void> {
    this.emit("published");
    if (++this.#sinceTrim < 1000) return;
    this.#sinceTrim = 0;
    const last = await this.lastId();
    await this.#db
      .deleteFrom("events")
      .where("id", "<", last - KEPT)
      .execute();
  }

  /** @returns undefined where events after the cursor are no longer kept */
  async after(cursor: number, take: number): Promise<OutboxEvent[] | undefined> {
    const rows = await this.#db
      .selectFrom("events")
      .selectAll()
      .where("id", ">", cursor)
      .orderBy("id")
      .limit(take)
      .execute();
    if (rows.length > 0 && rows[0]!.id !== cursor + 1 && (await this.firstId()) > cursor + 1) return undefined;
    return rows.map((row) => ({
      id: row.id,
      atMs: row.at_ms,
      kind: row.kind,
      subject: row.subject,
      data: JSON.parse(row.data) as Record<string, unknown>,
    }));
  }

  async lastId(): Promise<number> {
    const row = await this.#db
      .selectFrom("events")
      .select((eb) => eb.fn.max("id").as("id"))
      .executeTakeFirst();
    return Number(row?.id ?? 0);
  }

  /** @returns the number of the first event that is still kept, or would be */
  async firstId(): Promise<number> {
    const row = await this.#db
      .selectFrom("events")
      .select((eb) => eb.fn.min("id").as("id"))
      .executeTakeFirst();
    return Number(row?.id ?? 1);
  }
}
