import { isDelivered, pauseMs } from "@shoal/core/webhook/judge";
import { LIMITS } from "@shoal/protocol/limits";
import type { Db } from "../db/schema.ts";
import { startSweep } from "../db/start-sweep.ts";
import type { Outbox } from "../event/outbox.ts";
import type { Services } from "../http/services.ts";
import { VERSION } from "../version.ts";
import type { Reach } from "./address.ts";
import { fanOut } from "./fan-out.ts";
import { recordTry } from "./record.ts";
import { type Sent, send } from "./send.ts";
import { signedHeaders } from "./sign.ts";
import type { StoredDelivery, StoredWebhook } from "./store.ts";

/** A retry may be late by this; what has just happened is sent at once. */
const SWEEP_MS = 1000;
const TRIM_MS = 60_000;

/** Of one webhook, while the server runs. */
interface Route {
  /** From here on nothing was wanted yet; the stored cursor may be before it. */
  cursor: number;
  underWay: Set<number>;
  /** In a row. */
  failures: number;
  notBeforeMs: number;
}

/**
 * Sends what webhooks want: each on a route of its own, so that one receiver which is slow or gone holds up no other. A delivery is a row until its end
 * is stored, so a server that ends in between sends it again, with the same id.
 */
export class Courier {
  readonly #services: Pick<Services, "db" | "now" | "outbox" | "log">;
  readonly #reach: Reach;
  readonly #routes = new Map<number, Route>();
  readonly #tries = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #wake = () => void this.#look();
  #looking: Promise<void> | undefined;
  #again = false;
  /** No webhook is enabled, as most servers have it: then an event costs nothing here. */
  #idle = false;
  #trimmedMs = 0;
  #stopSweep: (() => Promise<void>) | undefined;

  constructor(services: Pick<Services, "db" | "now" | "outbox" | "log">, reach: Reach) {
    this.#services = services;
    this.#reach = reach;
  }

  get #db(): Db {
    return this.#services.db;
  }

  get #outbox(): Outbox {
    return this.#services.outbox;
  }

  start(): void {
    this.#outbox.on("published", this.#wake);
    this.#stopSweep = startSweep(SWEEP_MS, this.#services.log, "webhooks could not be looked at", async () => {
      await this.#look();
      await this.#trim();
    });
  }

  /** What is under way is left: it stays due. */
  async stop(): Promise<void> {
    this.#outbox.off("published", this.#wake);
    this.#stopping.abort();
    await this.#stopSweep?.();
    await this.#looking;
    await Promise.all(this.#tries);
  }

  /** To be called when an order has changed something that a route goes by. */
  wake(webhookId: number): void {
    this.#idle = false;
    const route = this.#routes.get(webhookId);
    if (route) Object.assign(route, { failures: 0, notBeforeMs: 0 });
    this.#wake();
  }

  /** Up to where a webhook has been looked for events; those before are not looked at again when its filter is changed. */
  cursorOf(webhook: StoredWebhook): number {
    return Math.max(webhook.cursor, this.#routes.get(webhook.id)?.cursor ?? 0);
  }

  /** Sends one delivery at once, whatever the state of its webhook, and stores what came of it. */
  async sendNow(webhook: StoredWebhook, delivery: StoredDelivery): Promise<Sent> {
    const sent = await this.#post(webhook, delivery);
    await this.#record(delivery, sent);
    return sent;
  }

  /** One look at a time; whoever asks meanwhile is looked for once more. */
  #look(): Promise<void> {
    if (this.#idle) return Promise.resolve();
    this.#again = true;
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    while (this.#again && !this.#stopping.signal.aborted) {
      this.#again = false;
      try {
        // Before it is asked, so that what is made meanwhile is not overlooked.
        this.#idle = true;
        const webhooks = await this.#db.selectFrom("webhooks").selectAll().where("disabled_ms", "is", null).execute();
        if (webhooks.length > 0) this.#idle = false;
        for (const webhook of webhooks) await this.#lookAt(webhook);
      } catch (error) {
        this.#idle = false;
        this.#services.log.error({ err: error }, "webhooks could not be looked at");
      }
    }
  }

  async #lookAt(webhook: StoredWebhook): Promise<void> {
    const { now } = this.#services;
    const route = this.#routeOf(webhook);
    const { cursor, more } = await fanOut(this.#db, this.#outbox, webhook, this.cursorOf(webhook), now());
    route.cursor = cursor;
    if (more) this.#again = true;
    // A receiver that fails is asked one thing at a time, and not without a pause.
    const atOnce = route.failures > 0 ? 1 : LIMITS.webhookAtOnce;
    const free = atOnce - route.underWay.size;
    if (free <= 0 || route.notBeforeMs > now()) return;
    const due = await this.#db
      .selectFrom("webhook_deliveries")
      .selectAll()
      .where("webhook_id", "=", webhook.id)
      .where("next_ms", "<=", now())
      .orderBy("next_ms")
      .orderBy("id")
      .limit(free + route.underWay.size)
      .execute();
    for (const delivery of due.filter(({ id }) => !route.underWay.has(id)).slice(0, free)) {
      route.underWay.add(delivery.id);
      const tried = this.#try(webhook, delivery, route).finally(() => {
        route.underWay.delete(delivery.id);
        this.#tries.delete(tried);
        this.#wake();
      });
      this.#tries.add(tried);
    }
  }

  async #try(webhook: StoredWebhook, delivery: StoredDelivery, route: Route): Promise<void> {
    const sent = await this.#post(webhook, delivery);
    // Stopped, and not failed.
    if (this.#stopping.signal.aborted && sent.status === undefined) return;
    const { log, now } = this.#services;
    const count = (delivered: boolean) => {
      route.failures = delivered ? 0 : route.failures + 1;
      route.notBeforeMs = now() + pauseMs(route.failures);
    };
    // Before it is stored, since whoever looks meanwhile would send on to a receiver that fails.
    count(isDelivered(sent.status));
    await this.#record(delivery, sent).catch((error: Error) => {
      log.error({ err: error, webhook: webhook.name }, "what came of a delivery could not be stored");
      count(false);
    });
    if (route.failures === 1)
      log.warn({ webhook: webhook.name, status: sent.status, error: sent.error }, "a webhook could not be delivered");
  }

  async #post(webhook: StoredWebhook, { message_id: id, body }: StoredDelivery): Promise<Sent> {
    const atMs = this.#services.now();
    const { secret, previous_secret: previous, previous_until_ms: untilMs } = webhook;
    const secrets = previous !== null && (untilMs ?? 0) > atMs ? [secret, previous] : [secret];
    return await send(webhook.url, {
      headers: {
        "content-type": "application/json",
        "user-agent": `Shoal/${VERSION}`,
        ...signedHeaders({ id, atMs, body }, secrets),
      },
      body,
      timeoutMs: LIMITS.webhookTimeoutMs,
      reach: this.#reach,
      signal: this.#stopping.signal,
    });
  }

  async #record(delivery: StoredDelivery, sent: Sent): Promise<void> {
    const at = { nowMs: this.#services.now(), chance: Math.random() };
    const delivered = await this.#db.transaction().execute((trx) => recordTry(trx, this.#outbox, delivery, sent, at));
    if (!delivered) await this.#outbox.publish();
  }

  #routeOf({ id, cursor }: StoredWebhook): Route {
    const known = this.#routes.get(id);
    if (known) return known;
    const route: Route = { cursor, underWay: new Set(), failures: 0, notBeforeMs: 0 };
    this.#routes.set(id, route);
    return route;
  }

  /** Forgets deliveries that ended long ago, the older ones first, and secrets that sign no more. */
  async #trim(): Promise<void> {
    const nowMs = this.#services.now();
    if (nowMs - this.#trimmedMs < TRIM_MS) return;
    this.#trimmedMs = nowMs;
    await this.#db
      .updateTable("webhooks")
      .set({ previous_secret: null, previous_until_ms: null })
      .where("previous_until_ms", "<=", nowMs)
      .execute();
    const ids = (await this.#db.selectFrom("webhooks").select("id").execute()).map((row) => row.id);
    for (const id of this.#routes.keys()) if (!ids.includes(id)) this.#routes.delete(id);
    for (const id of ids) {
      const last = await this.#db
        .selectFrom("webhook_deliveries")
        .select("id")
        .where("webhook_id", "=", id)
        .where("next_ms", "is", null)
        .orderBy("id", "desc")
        .offset(LIMITS.webhookEnded)
        .limit(1)
        .executeTakeFirst();
      if (last)
        await this.#db
          .deleteFrom("webhook_deliveries")
          .where("webhook_id", "=", id)
          .where("next_ms", "is", null)
          .where("id", "<=", last.id)
          .execute();
    }
  }
}
