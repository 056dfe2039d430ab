import { SecondFactorSpec, SignedIn, SignInSpec, SignInWays } from "@shoal/protocol/api/account";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyReply, FastifyRequest } from "fastify";
import Type from "typebox";
import { operatorOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { recoveryDigest } from "./accounts.ts";
import { operatorStore } from "./operator-store.ts";
import { type AccountParts, auditAs } from "./parts.ts";
import { tokenStore } from "./token-store.ts";

const tags = ["account"];

/** What better-auth is given in place of a code that we do not take: it counts it as a wrong one. */
const NO_CODE = "none";

/** @param provider there is one to sign on with */
export function signInRoutes(app: App, services: Services, parts: AccountParts, provider: boolean): void {
  const { db, hooks, now, audit } = services;
  const { sessions, credentials, guard, browsers, codes } = parts;

  app.get(
    "/api/v1/session/ways",
    {
      preValidation: hooks.anybody,
      schema: {
        operationId: "getSignInWays",
        tags,
        summary: "By what one can come in",
        security: [],
        response: { 200: SignInWays, ...PROBLEMS },
      },
    },
    async () => ({ provider }),
  );
  app.post(
    "/api/v1/session",
    {
      preValidation: hooks.anybody,
      schema: {
        operationId: "signIn",
        tags,
        summary: "Opens a session, or asks for the second factor; both are cookies",
        security: [],
        body: SignInSpec,
        response: { 200: SignedIn, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const email = request.body.email.toLowerCase();
      const operator = await operatorStore(db).byEmail(email);
      const browser = operator && browsers.find(request, operator.id);
      const attempt = { account: email, known: operator !== undefined, source: request.ip, browser };
      await guard.begin(attempt);
      const answer = await sessions.accounts.api.signInEmail({
        body: { email, password: request.body.password },
        headers: sessions.headersOf(request),
        asResponse: true,
      });
      if (!answer.ok || !operator) {
        const subject = operator ? `operator:${operator.name}` : "operator:unknown";
        const why = operator?.disabledMs ? "disabled" : "password";
        await audit(db, request, "operator.sign-in-refused", subject, { why, ...(operator ? {} : { email }) });
        throw new Refusal("sign-in-refused", say("password-unknown"));
      }
      await guard.succeeded(attempt);
      const { twoFactorRedirect, token = "" } = (await answer.clone().json()) as {
        twoFactorRedirect?: boolean;
        token?: string;
      };
      if (!twoFactorRedirect) return await signedIn(request, reply, operator, { answer, token, means: "password" });
      sessions.forward(answer, reply);
      return { state: "second-factor" as const };
    },
  );
  app.post(
    "/api/v1/session/second-factor",
    {
      preValidation: hooks.anybody,
      schema: {
        operationId: "provideSecondFactor",
        tags,
        summary: "Opens the session that the password alone did not",
        security: [],
        body: SecondFactorSpec,
        response: { 200: SignedIn, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { code, recoveryCode } = request.body;
      if ((code === undefined) === (recoveryCode === undefined))
        throw new Refusal("bad-request", say("code-or-recovery"));
      const asked = { headers: sessions.headersOf(request), asResponse: true } as const;
      const { api } = sessions.accounts;
      const pending = await sessions.pending(request);
      const good = code !== undefined && pending !== undefined && (await codes.take(pending, code));
      const answer =
        code === undefined
          ? await api.verifyBackupCode({ body: { code: recoveryDigest(recoveryCode!) }, ...asked })
          : await api.verifyTOTP({ body: { code: good ? code : NO_CODE }, ...asked });
      const { user, token } = (answer.ok ? await answer.json() : {}) as { user?: { id: string }; token?: string };
      const operator = user && (await operatorStore(db).find(user.id));
      if (!operator || !token) {
        const whose = pending === undefined ? undefined : await operatorStore(db).find(pending);
        const subject = `operator:${whose?.name ?? "unknown"}`;
        await audit(db, request, "operator.sign-in-refused", subject, { why: "code" });
        throw new Refusal("sign-in-refused", say("code-wrong-long"));
      }
      const means = code === undefined ? "password, recovery code" : "password, authenticator";
      return await signedIn(request, reply, operator, { answer, token, means });
    },
  );
  app.delete(
    "/api/v1/session",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "signOut",
        tags,
        summary: "Closes the session, or revokes the token, that this request shows",
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { sessionId, tokenId, actor } = operatorOf(request);
      await db.transaction().execute(async (trx) => {
        if (sessionId) await trx.deleteFrom("operator_sessions").where("id", "=", sessionId).execute();
        const tokens = tokenId ? (await tokenStore(trx).revoke(tokenId, now())).length : 0;
        await audit(trx, request, "operator.signed-out", actor, { sessions: sessionId ? 1 : 0, tokens });
      });
      credentials.forget();
      sessions.clear(reply.code(204));
      return null;
    },
  );

  const signedIn = async (
    request: FastifyRequest,
    reply: FastifyReply,
    operator: { id: string; name: string; totp: boolean },
    { answer, token, means }: { answer: Response; token: string; means: string },
  ): Promise<SignedIn> => {
    await sessions.handOver(answer, token, reply, (trx) =>
      auditAs(services, trx, request, operator.name, "operator.signed-in", { means }),
    );
    browsers.remember(reply, operator.id);
    return { state: "signed-in", ...(operator.totp || !credentials.secondFactor ? {} : { secondFactorMissing: true }) };
  };
}
