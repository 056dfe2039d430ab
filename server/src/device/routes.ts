import { randomBytes } from "node:crypto";
import {
  DeviceDetail,
  DeviceQuery,
  DeviceRow,
  EnrolmentTokenMade,
  EnrolmentTokenRow,
  EnrolmentTokenSpec,
} from "@shoal/protocol/api/device";
import { DeviceEventRow } from "@shoal/protocol/api/history";
import { IdParams, Page, PageQuery } from "@shoal/protocol/api/page";
import type { PublicKey } from "@shoal/protocol/node/ed25519";
import Type from "typebox";
import { actorOf } from "../auth/hooks.ts";
import { currentTrust, trustDigest } from "../auth/trust.ts";
import { readRules } from "../fleet/rules.ts";
import { deviceEvents } from "../history/device-events.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import { queryCondition, readQuery } from "../query/refuse.ts";
import { scopeAt } from "../query/scope.ts";
import { enrolmentStore } from "./enrolment-store.ts";
import { judged } from "./presence.ts";
import { deviceStore } from "./store.ts";

const DAY = 86_400_000;

export function deviceRoutes(app: App, { db, hooks, hub, now }: Services, taskKey: PublicKey): void {
  const devices = deviceStore(db, (id) => hub.isOnline(id));
  const preHandler = hooks.requireOperator;
  const tags = ["devices"];
  const find = async (id: string) => {
    const device = await devices.find(id);
    if (!device) throw new Refusal("not-found", `no device, or more than one, has the id or name ${id}`);
    return judged(device, now(), await readRules(db));
  };

  app.get(
    "/api/v1/devices",
    {
      preHandler,
      schema: {
        operationId: "listDevices",
        tags,
        summary: "Devices in the order of their enrolment",
        querystring: DeviceQuery,
        response: { 200: Page(DeviceRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const { query, ...filter } = request.query;
      const nowMs = now();
      const where = query === undefined ? undefined : await queryCondition(db, readQuery(query), scopeAt(nowMs, hub));
      const page = await devices.page(filter, limitOf(request.query), where);
      const rules = await readRules(db);
      return { ...page, items: page.items.map((device) => judged(device, nowMs, rules)) };
    },
  );
  app.get(
    "/api/v1/devices/:id",
    {
      preHandler,
      schema: {
        operationId: "getDevice",
        tags,
        summary: "One device with its inventory, by id or name",
        params: IdParams,
        response: { 200: DeviceDetail, ...PROBLEMS },
      },
    },
    async (request) => await find(request.params.id),
  );
  app.get(
    "/api/v1/devices/:id/history",
    {
      preHandler,
      schema: {
        operationId: "getDeviceHistory",
        tags,
        summary: "Everything that happened on a device, newest first",
        params: IdParams,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: Page(DeviceEventRow), ...PROBLEMS },
      },
    },
    async (request) => await deviceEvents(db, (await find(request.params.id)).id, limitOf(request.query)),
  );

  app.post(
    "/api/v1/enrolment-tokens",
    {
      preHandler,
      schema: {
        operationId: "makeEnrolmentToken",
        tags,
        summary: "A token for enrolling agents; it is shown once",
        body: EnrolmentTokenSpec,
        response: { 201: EnrolmentTokenMade, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const trust = await currentTrust(db, taskKey);
      if (!trust) throw new Refusal("trust-missing", "agents that were enrolled now could never install anything");
      const secret = randomBytes(24).toString("base64url");
      const nowMs = now();
      const made = await db.transaction().execute(async (trx) => {
        const token = await enrolmentStore(trx).make(secret, {
          trust,
          nowMs,
          lifeMs: request.body.lifeMs ?? DAY,
          uses: request.body.uses ?? 1,
          by: actorOf(request.caller),
        });
        await audit(
          trx,
          entryOf(request, nowMs, "enrolment-token.made", `enrolment-token:${token.id}`, {
            uses: token.uses,
            expiresMs: token.expiresMs,
          }),
        );
        return token;
      });
      reply.code(201);
      return { ...made, token: `shoal1.${secret}.${trustDigest(trust)}` };
    },
  );
  app.get(
    "/api/v1/enrolment-tokens",
    {
      preHandler,
      schema: {
        operationId: "listEnrolmentTokens",
        tags,
        summary: "Enrolment tokens, newest first",
        response: { 200: Page(EnrolmentTokenRow), ...PROBLEMS },
      },
    },
    async () => ({ items: await enrolmentStore(db).list() }),
  );
  app.delete(
    "/api/v1/enrolment-tokens/:id",
    {
      preHandler,
      schema: {
        operationId: "revokeEnrolmentToken",
        tags,
        summary: "Revokes an enrolment token",
        params: IdParams,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await db.transaction().execute(async (trx) => {
        if (!(await enrolmentStore(trx).revoke(request.params.id, now())))
          throw new Refusal("not-found", `enrolment token ${request.params.id}`);
        await audit(trx, entryOf(request, now(), "enrolment-token.revoked", `enrolment-token:${request.params.id}`));
      });
      reply.code(204);
      return null;
    },
  );
}
