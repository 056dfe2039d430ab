import { scopeOf } from "@shoal/core/site/site";
import { ExchangeAnswer, ExchangeAsk } from "@shoal/protocol/agent/exchange";
import type { FastifyRequest } from "fastify";
import { deviceOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { Ledgers } from "./ledgers.ts";

const EXPIRE_MS = 30_000;

/** Where representatives, and devices that multicast does not reach, find each other and divide what they fetch. */
export function exchangeRoute(app: App, { db, hooks, now }: Services, options: { trustsProxy: boolean }): void {
  const ledgers = new Ledgers();
  /** Releases of the open actions that were asked for: the device's, and nobody else's. */
  const actions = new Map<string, number>();
  const timer = setInterval(() => {
    ledgers.expire(now());
    actions.clear();
  }, EXPIRE_MS).unref();
  app.addHook("onClose", async () => clearInterval(timer));

  const releaseOf = async (deviceId: string, actionId: string): Promise<number> => {
    const key = `${deviceId}\n${actionId}`;
    const known = actions.get(key);
    if (known !== undefined) return known;
    const row = await db
      .selectFrom("actions")
      .select("release_id")
      .where("id", "=", /^\d{1,15}$/.test(actionId) ? Number(actionId) : 0)
      .where("device_id", "=", deviceId)
      .where("ended_ms", "is", null)
      .executeTakeFirst();
    if (!row) throw new Refusal("not-found", `this device has no open action ${actionId}`);
    actions.set(key, row.release_id);
    return row.release_id;
  };
  /** Where the device's network meets ours; unknown where somebody in between did not say. */
  const publicAddressOf = (request: FastifyRequest): string | undefined =>
    options.trustsProxy || request.headers["x-forwarded-for"] === undefined ? request.ip : undefined;

  app.post(
    "/agent/v1/exchange",
    {
      onRequest: hooks.requireDevice,
      schema: {
        operationId: "exchange",
        tags: ["agent"],
        summary: "Divides what a site fetches from the origin among its devices, and tells who has the rest",
        body: ExchangeAsk,
        response: { 200: ExchangeAnswer, ...PROBLEMS },
      },
    },
    async (request) => {
      const deviceId = deviceOf(request);
      const { actionId, blob, pieces, subnet, siteName, sharing, gateway, nameSuffix, leaves, ...ask } = request.body;
      const publicAddress = publicAddressOf(request);
      const scope = scopeOf({
        siteName,
        sharing,
        subnet,
        ...(publicAddress === undefined ? {} : { publicAddress }),
        ...(gateway === undefined ? {} : { gateway }),
        ...(nameSuffix === undefined ? {} : { nameSuffix }),
      });
      const ledger = ledgers.of(scope, await releaseOf(deviceId, actionId), blob, pieces);
      if (!ledger) throw new Refusal("bad-request", `body/pieces is not what others say of ${blob}`);
      if (leaves) {
        ledger.leave(deviceId);
        return { scope, lease: [], holders: [], held: 0, others: 0, againMs: 0 };
      }
      const answer = asked(() => ledger.ask(deviceId, ask, now()));
      if (!answer)
        throw new Refusal("unavailable", `${ledger.participants} devices share ${blob} already; fetch it alone`);
      return { scope, ...answer };
    },
  );
}

function asked<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal("bad-request", `body/have: ${error.message}`);
    throw error;
  }
}
