import { readTarget } from "@shoal/core/siem/target";
import { Page } from "@shoal/protocol/api/page";
import { FeedParams, FeedRow, FeedSpec, FeedTest } from "@shoal/protocol/api/siem";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import { actorOf } from "../auth/hooks.ts";
import { tellBoth } from "../event/tell-both.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import { type Services, whoOf } from "../http/services.ts";
import type { Feeder } from "./feeder.ts";
import type { StoredFeed } from "./read.ts";
import { siemStore } from "./store.ts";
import { type FeedReach, whyNotThere } from "./why-not-there.ts";

const AT = "/api/v1/siem";

export function siemRoutes(app: App, services: Services, feeder: Feeder, reach: FeedReach): void {
  const { db, hooks, now, outbox, audit } = services;
  const tags = ["siem"];
  const find = async (name: string): Promise<StoredFeed> => {
    const feed = await siemStore(db).find(name);
    if (!feed) throw new Refusal("not-found", say("names-feed", { name }));
    return feed;
  };

  app.get(
    AT,
    {
      preValidation: hooks.may("siem.read"),
      schema: {
        operationId: "listFeeds",
        tags,
        summary: "Log systems that are sent the trail and events",
        response: { 200: Page(FeedRow), ...PROBLEMS },
      },
    },
    async () => ({ items: await siemStore(db).list() }),
  );
  app.post(
    AT,
    {
      preValidation: hooks.may("siem.write"),
      schema: {
        operationId: "makeFeed",
        tags,
        summary: "Sends the trail and events to a log system from now on",
        body: FeedSpec,
        response: { 201: FeedRow, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { name, sends = "all", fromStart = false } = request.body;
      const read = readTarget(request.body.target, request.body.format);
      if (typeof read === "string")
        throw new Refusal("siem-invalid", say("of-variant", { variant: "body/target", why: read }));
      const why = whyNotThere(read.target, reach);
      if (why) throw new Refusal("siem-invalid", say("of-variant", { variant: "body/target", why }));
      const { target, format } = { ...request.body, format: read.format };
      const nowMs = now();
      await db.transaction().execute(async (trx) => {
        const store = siemStore(trx);
        if (await store.find(name)) throw new Refusal("conflict", say("feed-exists", { name }));
        if ((await store.list()).length >= LIMITS.siemFeeds)
          throw new Refusal("conflict", say("no-more", { count: LIMITS.siemFeeds, what: "feeds" }));
        const spec = { name, target, format, sends };
        await store.add(spec, fromStart, { nowMs, actor: actorOf(request.caller) });
        const detail = { target, format, sends };
        await tellBoth(trx, outbox, { kind: "siem.made", name, detail, nowMs, who: whoOf(request) });
      });
      feeder.wake();
      await outbox.publish();
      reply.code(201);
      return (await siemStore(db).list()).find((feed) => feed.name === name)!;
    },
  );
  app.delete(
    `${AT}/:name`,
    {
      preValidation: hooks.may("siem.write"),
      schema: {
        operationId: "deleteFeed",
        tags,
        summary: "Sends nothing more to a log system",
        params: FeedParams,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { id, name, target } = await find(request.params.name);
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom("siem_feeds").where("id", "=", id).execute();
        const told = { detail: { target }, nowMs: now(), who: whoOf(request) };
        await tellBoth(trx, outbox, { kind: "siem.deleted", name, ...told });
      });
      await outbox.publish();
      reply.code(204);
      return null;
    },
  );
  app.post(
    `${AT}/:name/test`,
    {
      preValidation: hooks.may("siem.write"),
      schema: {
        operationId: "testFeed",
        tags,
        summary: "Sends a test at once, and says whether it could be sent",
        params: FeedParams,
        response: { 200: FeedTest, ...PROBLEMS },
      },
    },
    async (request) => {
      const feed = await find(request.params.name);
      const tested = await feeder.test(feed, actorOf(request.caller));
      await audit(db, request, "siem.tested", `siem:${feed.name}`, { ...tested });
      return tested;
    },
  );
}
