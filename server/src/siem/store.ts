import type { FeedRow } from "@shoal/protocol/api/siem";
import type { Db } from "../db/schema.ts";
import type { StoredFeed } from "./read.ts";

export interface SiemStore {
  /** By name. */
  list(): Promise<FeedRow[]>;
  find(name: string): Promise<StoredFeed | undefined>;
  /** @param fromStart its cursors are before everything that is known, and not behind it */
  add(
    feed: Pick<StoredFeed, "name" | "target" | "format" | "sends">,
    fromStart: boolean,
    by: { nowMs: number; actor: string },
  ): Promise<void>;
}

export function siemStore(db: Db): SiemStore {
  const endOf = async (table: "audit" | "events"): Promise<number> => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.max("id").as("id"))
      .executeTakeFirst();
    return Number(row?.id ?? 0);
  };
  const startOf = async (): Promise<number> => {
    const row = await db
      .selectFrom("events")
      .select((eb) => eb.fn.min("id").as("id"))
      .executeTakeFirst();
    return Number(row?.id ?? 1) - 1;
  };
  return {
    async list() {
      const feeds = await db.selectFrom("siem_feeds").selectAll().orderBy("name").execute();
      const [auditEnd, eventEnd] = [await endOf("audit"), await endOf("events")];
      return feeds.map(
        (feed): FeedRow => ({
          ...{ name: feed.name, target: feed.target, format: feed.format, sends: feed.sends },
          behind:
            (feed.sends === "events" ? 0 : auditEnd - feed.audit_cursor) +
            (feed.sends === "audit" ? 0 : eventEnd - feed.event_cursor),
          ...(feed.sent_ms === null ? {} : { sentMs: feed.sent_ms }),
          ...(feed.failed_ms === null ? {} : { failedMs: feed.failed_ms }),
          ...(feed.failure === null ? {} : { failure: feed.failure }),
          ...{ createdMs: feed.created_ms, createdBy: feed.created_by },
        }),
      );
    },
    async find(name) {
      return await db.selectFrom("siem_feeds").selectAll().where("name", "=", name).executeTakeFirst();
    },
    async add(feed, fromStart, { nowMs, actor }) {
      const cursors = fromStart
        ? { audit_cursor: 0, event_cursor: await startOf() }
        : { audit_cursor: await endOf("audit"), event_cursor: await endOf("events") };
      await db
        .insertInto("siem_feeds")
        .values({ ...feed, ...cursors, created_ms: nowMs, created_by: actor })
        .execute();
    },
  };
}
