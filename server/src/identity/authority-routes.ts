import { AuthorityRow, AuthorityStep } from "@shoal/protocol/api/identity";
import { Page } from "@shoal/protocol/api/page";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import type { Issuing } from "./authority.ts";
import { authorityRows } from "./rollover.ts";
import type { TrustNow } from "./trust-now.ts";

/** The authority, and its rollover: the next one is announced, then it issues, then the one before is believed no more. */
export function authorityRoutes(
  app: App,
  { db, hooks, now }: Services,
  { authority, clock, trust }: Issuing & { trust: TrustNow },
): void {
  const tags = ["server"];
  const response = { 200: Page(AuthorityRow), ...PROBLEMS };
  const answer = async () => ({ items: await authorityRows(db, authority) });
  /** Takes a step of which the outcome is audited. Its order is checked here; that it can be taken, by the authority. */
  const step = async (
    request: FastifyRequest,
    what: "authority.prepared" | "authority.activated" | "authority.retired",
    take: () => void | Promise<void>,
    detail: object = {},
  ) => {
    try {
      await take();
    } catch (error) {
      throw new Refusal("conflict", (error as Error).message);
    }
    await trust.fresh();
    await audit(db, entryOf(request, now(), what, "authority", { ...detail }));
    return await answer();
  };
  const confirmed = (asked: number | undefined, count: number, words: "authority-unheard" | "authority-still") => {
    if (count === 0 || asked === count) return;
    throw new Refusal("conflict", say(words, { devices: say(count === 1 ? "1-device" : "count-devices", { count }) }));
  };

  app.get(
    "/api/v1/authorities",
    {
      preValidation: hooks.may("authority.read"),
      schema: {
        operationId: "listAuthorities",
        tags,
        summary: "The server's authorities, the one that issues first",
        response,
      },
    },
    answer,
  );
  app.post(
    "/api/v1/authorities/prepare",
    {
      preValidation: hooks.may("authority.write"),
      schema: {
        operationId: "prepareAuthority",
        tags,
        summary: "Makes the next authority and announces it to agents; it issues nothing yet",
        response,
      },
    },
    async (request) => await step(request, "authority.prepared", () => authority.prepare(clock())),
  );
  app.post(
    "/api/v1/authorities/activate",
    {
      preValidation: hooks.may("authority.write"),
      schema: {
        operationId: "activateAuthority",
        tags,
        summary: "Lets the announced authority issue from now on, also the server's own certificate",
        body: AuthorityStep,
        response,
      },
    },
    async (request) => {
      const without =
        (await authorityRows(db, authority)).find(({ state }) => state === "announced")?.devicesWithout ?? 0;
      confirmed(request.body.confirm, without, "authority-unheard");
      return await step(request, "authority.activated", () => authority.activate(), { devicesWithout: without });
    },
  );
  app.post(
    "/api/v1/authorities/retire",
    {
      preValidation: hooks.may("authority.write"),
      schema: {
        operationId: "retireAuthority",
        tags,
        summary: "Believes the former authority no more, and forgets its key",
        body: AuthorityStep,
        response,
      },
    },
    async (request) => {
      const devices = (await authorityRows(db, authority)).find(({ state }) => state === "former")?.devices ?? 0;
      confirmed(request.body.confirm, devices, "authority-still");
      return await step(request, "authority.retired", () => authority.retire(), { devices });
    },
  );
}
