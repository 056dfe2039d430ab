import { randomBytes } from "node:crypto";
import { EnrolmentTokenMade, EnrolmentTokenRow, EnrolmentTokenSpec } from "@shoal/protocol/api/device";
import { EnrolmentPin } from "@shoal/protocol/api/identity";
import { IdParams, Page } from "@shoal/protocol/api/page";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import { actorOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import { enrolmentStore } from "./enrolment-store.ts";
import { refuseGroup } from "./queue-routes.ts";
import type { TrustNow } from "./trust-now.ts";

const DAY = 86_400_000;

export interface TokenParts {
  trust: TrustNow;
  /** Where agents reach this server. */
  agentUrl(): string;
}

export function tokenRoutes(app: App, { db, hooks, now, outbox }: Services, { trust, agentUrl }: TokenParts): void {
  const tags = ["devices"];

  app.post(
    "/api/v1/enrolment-tokens",
    {
      preValidation: hooks.may("enrolment.write"),
      schema: {
        operationId: "makeEnrolmentToken",
        tags,
        summary: "A token for enrolling agents; it is shown once",
        body: EnrolmentTokenSpec,
        response: { 201: EnrolmentTokenMade, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await refuseGroup(db, request.body.group);
      const { digest } = await trust.freshWithRoot();
      const secret = randomBytes(24).toString("base64url");
      const nowMs = now();
      const made = await db.transaction().execute(async (trx) => {
        const token = await enrolmentStore(trx).make(secret, {
          trustDigest: digest,
          nowMs,
          lifeMs: request.body.lifeMs ?? DAY,
          uses: request.body.uses ?? 1,
          by: actorOf(request.caller),
          group: request.body.group,
        });
        const subject = `enrolment-token:${token.id}`;
        const { uses, expiresMs } = token;
        const detail = { uses, expiresMs, ...(token.group === undefined ? {} : { group: token.group }) };
        await audit(trx, entryOf(request, nowMs, "enrolment-token.made", subject, detail));
        await outbox.add(trx, [{ atMs: nowMs, kind: "enrolment-token.made", subject, data: detail }]);
        return token;
      });
      await outbox.publish();
      reply.code(201);
      return { ...made, token: `shoal1.${secret}.${digest}`, agentUrl: agentUrl() };
    },
  );
  app.get(
    "/api/v1/enrolment-pin",
    {
      preValidation: hooks.may("enrolment.read"),
      schema: {
        operationId: "getEnrolmentPin",
        tags,
        summary: "What a device is pinned to that comes without a token; it is no secret",
        response: { 200: EnrolmentPin, ...PROBLEMS },
      },
    },
    async () => {
      const { digest } = await trust.freshWithRoot();
      return { pin: digest, agentUrl: agentUrl() };
    },
  );
  app.get(
    "/api/v1/enrolment-tokens",
    {
      preValidation: hooks.may("enrolment.read"),
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
      preValidation: hooks.may("enrolment.write"),
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
          throw new Refusal("not-found", say("names-token", { id: request.params.id }));
        const [subject, atMs] = [`enrolment-token:${request.params.id}`, now()];
        await audit(trx, entryOf(request, atMs, "enrolment-token.revoked", subject));
        await outbox.add(trx, [{ atMs, kind: "enrolment-token.revoked", subject, data: {} }]);
      });
      await outbox.publish();
      reply.code(204);
      return null;
    },
  );
}
