import { PasswordSpec, Proof, ProofAnew, SessionRow, TotpCode, TotpMade } from "@shoal/protocol/api/account";
import { IdParams, Page } from "@shoal/protocol/api/page";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyReply } from "fastify";
import Type from "typebox";
import { operatorOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { operatorStore } from "./operator-store.ts";
import type { AccountParts } from "./parts.ts";
import { ProveAnew, sessionOf } from "./prove-anew.ts";
import { refuseCommon } from "./refuse-common.ts";
import { refuseWeak } from "./refuse-weak.ts";
import { tokenStore } from "./token-store.ts";

const tags = ["account"];

/** One's own account: sessions, password, authenticator. */
export function meRoutes(app: App, services: Services, parts: AccountParts): void {
  const { db, hooks, now, audit } = services;
  const { sessions, credentials, guard, codes } = parts;
  const anew = new ProveAnew(services, parts);
  const { api } = sessions.accounts;

  const done = (answer: Response, reply: FastifyReply): void => {
    sessions.forward(answer, reply);
    credentials.forget();
  };

  app.get(
    "/api/v1/me/sessions",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "listSessions",
        tags,
        summary: "One's open sessions, newest first",
        response: { 200: Page(SessionRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const { operatorId = "", sessionId } = operatorOf(request);
      const rows = await db
        .selectFrom("operator_sessions")
        .selectAll()
        .where("userId", "=", operatorId)
        .where("expiresAt", ">", new Date().toISOString())
        .orderBy("createdAt", "desc")
        .execute();
      return {
        items: rows.map((row) => ({
          ...{ id: row.id, current: row.id === sessionId },
          ...{
            createdMs: Date.parse(row.createdAt),
            usedMs: Date.parse(row.updatedAt),
            expiresMs: Date.parse(row.expiresAt),
          },
          ...(row.ipAddress ? { from: row.ipAddress } : {}),
          ...(row.userAgent ? { with: row.userAgent } : {}),
        })),
      };
    },
  );
  app.delete(
    "/api/v1/me/sessions",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "signOutEverywhere",
        tags,
        summary: "Closes all of one's sessions, this one too, and the logins of command lines",
        body: ProofAnew,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { operatorId, actor } = await anew.by(request, request.body.password);
      await db.transaction().execute(async (trx) => {
        const closed = await operatorStore(trx).endSessions(operatorId);
        const tokens = await tokenStore(trx).revokeOf(operatorId, now(), "logins");
        await audit(trx, request, "operator.signed-out", actor, { sessions: closed, tokens });
      });
      credentials.forget();
      sessions.clear(reply.code(204));
      return null;
    },
  );
  app.delete(
    "/api/v1/me/sessions/:id",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "closeSession",
        tags,
        summary: "Closes one of one's sessions",
        params: IdParams,
        body: ProofAnew,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { operatorId, actor } = await anew.by(request, request.body.password);
      await db.transaction().execute(async (trx) => {
        const gone = await trx
          .deleteFrom("operator_sessions")
          .where("id", "=", request.params.id)
          .where("userId", "=", operatorId)
          .executeTakeFirst();
        if (Number(gone.numDeletedRows) === 0)
          throw new Refusal("not-found", say("names-session", { name: request.params.id }));
        await audit(trx, request, "operator.signed-out", actor, { sessions: 1 });
      });
      credentials.forget();
      reply.code(204);
      return null;
    },
  );
  app.post(
    "/api/v1/me/password",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "changePassword",
        tags,
        summary: "Changes one's password; every other session is closed",
        body: PasswordSpec,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { actor, operatorId } = sessionOf(request);
      refuseWeak(request.body.password, await operatorStore(db).find(operatorId));
      await refuseCommon(request.body.password);
      const answer = await anew.asking(request, () =>
        api.changePassword({
          body: {
            currentPassword: request.body.current,
            newPassword: request.body.password,
            revokeOtherSessions: true,
          },
          headers: sessions.headersOf(request),
          asResponse: true,
        }),
      );
      const tokens = await tokenStore(db).revokeOf(operatorId, now(), "logins");
      await audit(db, request, "operator.password-changed", actor, { tokens });
      done(answer, reply);
      reply.code(204);
      return null;
    },
  );
  app.post(
    "/api/v1/me/totp",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "beginTotp",
        tags,
        summary: "The seed of an authenticator, and recovery codes; in force once a code of it is confirmed",
        body: Proof,
        response: { 200: TotpMade, ...PROBLEMS },
      },
    },
    async (request) => {
      const { password } = request.body;
      const asked = { headers: sessions.headersOf(request), asResponse: true } as const;
      const answer = await anew.asking(request, () => api.enableTwoFactor({ body: { password }, ...asked }));
      const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] };
      return { uri: totpURI, recoveryCodes: backupCodes };
    },
  );
  app.post(
    "/api/v1/me/totp/confirm",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "confirmTotp",
        tags,
        summary: "From now on signing in asks for a code of this authenticator",
        body: TotpCode,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { actor, operatorId } = sessionOf(request);
      const { code } = request.body;
      const attempt = { account: operatorId, known: true, source: request.ip, browser: "session" };
      await guard.begin(attempt);
      const good = await codes.take(operatorId, code);
      const asked = { headers: sessions.headersOf(request), asResponse: true } as const;
      const answer = good ? await api.verifyTOTP({ body: { code }, ...asked }) : undefined;
      if (!answer?.ok) throw new Refusal("sign-in-refused", say("code-wrong"));
      await guard.succeeded(attempt);
      await audit(db, request, "operator.factor-added", actor, { factor: "authenticator" });
      done(answer, reply);
      reply.code(204);
      return null;
    },
  );
  app.delete(
    "/api/v1/me/totp",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "removeTotp",
        tags,
        summary: "Signing in asks for no code of an authenticator any more",
        body: Proof,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { actor } = sessionOf(request);
      const { password } = request.body;
      const asked = { headers: sessions.headersOf(request), asResponse: true } as const;
      const answer = await anew.asking(request, () => api.disableTwoFactor({ body: { password }, ...asked }));
      await audit(db, request, "operator.factor-removed", actor, { factor: "authenticator" });
      done(answer, reply);
      reply.code(204);
      return null;
    },
  );
}
