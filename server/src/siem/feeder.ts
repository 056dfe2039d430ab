import { hostname } from "node:os";
import { formatJsonLine, type SiemRecord } from "@shoal/core/siem/record";
import { formatSyslog } from "@shoal/core/siem/syslog";
import { readTarget } from "@shoal/core/siem/target";
import { pauseMs } from "@shoal/core/webhook/judge";
import type { FeedTest } from "@shoal/protocol/api/siem";
import { startSweep } from "../db/start-sweep.ts";
import { tellBoth } from "../event/tell-both.ts";
import type { Services } from "../http/services.ts";
import { readBatch, type SiemBatch, type StoredFeed } from "./read.ts";
import { openTransport, type Transport } from "./transport.ts";
import { type FeedReach, whyNotThere } from "./why-not-there.ts";

/** The trail has no doorbell; what is in both comes by that of the outbox. */
const SWEEP_MS = 1000;

interface Way {
  transport: Transport | undefined;
  /** Under way at this moment. */
  running: Promise<void> | undefined;
  failures: number;
  notBeforeMs: number;
}

type FeederServices = Pick<Services, "db" | "now" | "outbox" | "log">;

/**
 * Sends the audit trail and events to log systems, each on its own way and from its own cursor. A cursor is stored when what is before it can be taken for
 * sent; what was under way when a connection or the server ended is sent again.
 */
export class Feeder {
  readonly #services: FeederServices;
  readonly #folder: string;
  readonly #reach: FeedReach;
  readonly #ways = new Map<number, Way>();
  readonly #wake = () => void this.#look().catch(() => {});
  #stopSweep: (() => Promise<void>) | undefined;
  readonly #stopping = new AbortController();
  /** There is no feed, as most servers have it: then an event costs nothing here. */
  #idle = false;

  /** @param folder of the files that feeds may write */
  constructor(services: FeederServices, folder: string, reach: FeedReach) {
    this.#services = services;
    this.#folder = folder;
    this.#reach = reach;
  }

  start(): void {
    const { outbox, log } = this.#services;
    outbox.on("published", this.#wake);
    this.#stopSweep = startSweep(SWEEP_MS, log, "feeds of a SIEM could not be looked at", () => this.#look());
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#services.outbox.off("published", this.#wake);
    await this.#stopSweep?.();
    await Promise.all([...this.#ways.values()].map((way) => way.running));
    for (const { transport } of this.#ways.values()) transport?.close();
  }

  /** To be called when a feed was made or deleted. */
  wake(): void {
    this.#idle = false;
    this.#wake();
  }

  /** Sends one record of its own by a way of its own. */
  async test(feed: StoredFeed, by: string): Promise<FeedTest> {
    const { name } = feed;
    const record: SiemRecord = {
      ...{ stream: "event", id: 0, atMs: this.#services.now(), kind: "siem.test", subject: `siem:${name}` },
      data: { name, by },
    };
    let transport: Transport | undefined;
    try {
      transport = await this.#open(feed);
      await transport.send([this.#format(feed, record)]);
      return { sent: true };
    } catch (error) {
      return { sent: false, error: (error as Error).message };
    } finally {
      transport?.close();
    }
  }

  async #look(): Promise<void> {
    if (this.#stopping.signal.aborted || this.#idle) return;
    // Before it is asked, so that what is made meanwhile is not overlooked.
    this.#idle = true;
    const feeds = await this.#services.db
      .selectFrom("siem_feeds")
      .selectAll()
      .execute()
      .catch((error: unknown) => {
        this.#idle = false;
        throw error;
      });
    if (feeds.length > 0) this.#idle = false;
    for (const [id, way] of this.#ways)
      if (!way.running && !feeds.some((feed) => feed.id === id)) {
        way.transport?.close();
        this.#ways.delete(id);
      }
    for (const feed of feeds) {
      const way = this.#wayOf(feed);
      if (way.running || way.notBeforeMs > this.#services.now()) continue;
      way.running = this.#run(feed, way).finally(() => {
        way.running = undefined;
      });
    }
  }

  /** Until there is nothing more to be sent, or it cannot be. */
  async #run(feed: StoredFeed, way: Way): Promise<void> {
    const { db, now, log, outbox } = this.#services;
    try {
      for (let stored: StoredFeed | undefined = feed; stored && !this.#stopping.signal.aborted; ) {
        const batch = await readBatch(db, outbox, stored);
        if (batch.records.length === 0) return;
        way.transport ??= await this.#open(stored);
        await way.transport.send(batch.records.map((record) => this.#format(stored!, record)));
        if (way.failures > 0) log.info({ siem: feed.name }, "a SIEM is reached again");
        way.failures = 0;
        stored = await this.#store(stored, batch);
      }
    } catch (error) {
      way.transport?.close();
      way.transport = undefined;
      if (this.#stopping.signal.aborted) return;
      way.failures++;
      // Chance keeps several servers from coming back in step.
      way.notBeforeMs = now() + Math.round(pauseMs(way.failures) * (0.75 + Math.random() / 2));
      const failure = (error as Error).message || String(error);
      if (way.failures === 1) log.warn({ siem: feed.name, error: failure }, "a SIEM could not be reached");
      await db
        .updateTable("siem_feeds")
        .set({ failed_ms: now(), failure })
        .where("id", "=", feed.id)
        .execute()
        .catch((inner: Error) => log.error({ err: inner }, "the failure of a SIEM could not be stored"));
    }
  }

  async #store(feed: StoredFeed, batch: SiemBatch): Promise<StoredFeed | undefined> {
    const { db, now, outbox } = this.#services;
    const nowMs = now();
    return await db.transaction().execute(async (trx) => {
      if (batch.missed > 0)
        await tellBoth(trx, outbox, {
          kind: "siem.missed",
          name: feed.name,
          detail: { missed: batch.missed },
          nowMs,
        });
      return await trx
        .updateTable("siem_feeds")
        .set({ audit_cursor: batch.auditCursor, event_cursor: batch.eventCursor, sent_ms: nowMs })
        .where("id", "=", feed.id)
        .returningAll()
        .executeTakeFirst();
    });
  }

  async #open({ target, format, name }: StoredFeed): Promise<Transport> {
    const read = readTarget(target, format);
    // What was allowed when the feed was made need not be any more.
    const why = typeof read === "string" ? read : whyNotThere(read.target, this.#reach);
    if (typeof read === "string" || why) throw new Error(why);
    return await openTransport(read.target, format, { folder: this.#folder, name }, this.#stopping.signal);
  }

  #format({ format }: StoredFeed, record: SiemRecord): string {
    if (format === "json") return formatJsonLine(record, hostname());
    return formatSyslog(record, { host: hostname(), processId: process.pid });
  }

  #wayOf({ id }: StoredFeed): Way {
    const known = this.#ways.get(id);
    if (known) return known;
    const way: Way = { transport: undefined, running: undefined, failures: 0, notBeforeMs: 0 };
    this.#ways.set(id, way);
    return way;
  }
}
