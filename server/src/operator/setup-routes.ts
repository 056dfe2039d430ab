import type { Account } from "@shoal/protocol/api/account";
import { InvitationAccept, SignedIn } from "@shoal/protocol/api/account";
import { SetupDone, SetupSpec } from "@shoal/protocol/api/operator";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import type { Db } from "../db/schema.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { invitationStore } from "./invitation-store.ts";
import { operatorStore } from "./operator-store.ts";
import { type AccountParts, auditAs } from "./parts.ts";
import { hashPassword } from "./password.ts";
import { refuseCommon } from "./refuse-common.ts";
import { refuseWeak } from "./refuse-weak.ts";
import { spendSetupLink, whyNotSetup } from "./setup-link.ts";
import { tokenStore } from "./token-store.ts";

/** The first operator, by the link that only those have who can read the data folder; and others, by the links that they were given. */
export function setupRoutes(app: App, services: Services, parts: AccountParts, dataDir: string): void {
  const { db, hooks, now, audit } = services;
  const { sessions, browsers, credentials } = parts;

  app.post(
    "/api/v1/setup",
    {
      preValidation: hooks.anybody,
      schema: {
        operationId: "setUp",
        tags: ["account"],
        summary: "Makes an admin: an account and its session, or an API token. The setup link works once",
        security: [],
        body: SetupSpec,
        response: { 201: SetupDone, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { secret, account } = request.body;
      const nowMs = now();
      if (account) {
        refuseWeak(account.password, account);
        await refuseCommon(account.password);
      }
      // Before the transaction, which holds the database: a fifth of a second of work.
      const hash = account && (await hashPassword(account.password));
      // Inside it: of two who come at once, one finds the file gone.
      const { id, ...done } = await db.transaction().execute(async (trx) => {
        const why = whyNotSetup(dataDir, secret, nowMs);
        if (why) throw new Refusal("setup-link-invalid", why);
        const made = account ? await firstAccount(trx, request, account, hash!) : await firstToken(trx, request);
        spendSetupLink(dataDir);
        return made;
      });
      if (
        id !== undefined &&
        (await sessions.open(id, "invitation", request, reply, told(request, account!.name, "setup link")))
      )
        browsers.remember(reply, id);
      reply.code(201);
      return done;
    },
  );
  app.post(
    "/api/v1/invitations/accept",
    {
      preValidation: hooks.anybody,
      schema: {
        operationId: "acceptInvitation",
        tags: ["account"],
        summary:
          "Chooses a password by the link that one was given; where there is no second factor, a session is open then",
        security: [],
        body: InvitationAccept,
        response: { 200: SignedIn, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { secret, password } = request.body;
      await refuseCommon(password);
      const hash = await hashPassword(password);
      const operator = await db.transaction().execute(async (trx) => {
        const store = operatorStore(trx);
        const id = await invitationStore(trx).take(secret, now());
        const found = id === undefined ? undefined : await store.find(id);
        if (!found || found.disabledMs !== null) throw new Refusal("link-invalid", say("link-used"));
        refuseWeak(password, found);
        await store.setPassword(found.id, hash, now());
        await auditAs(services, trx, request, found.name, "operator.joined", { email: found.email, by: "invitation" });
        return found;
      });
      credentials.forget();
      // The link is no second factor: who has one shows it.
      if (operator.totp) return { state: "second-factor" as const };
      if (await sessions.open(operator.id, "invitation", request, reply, told(request, operator.name, "link")))
        browsers.remember(reply, operator.id);
      return { state: "signed-in" as const, ...(credentials.secondFactor ? { secondFactorMissing: true } : {}) };
    },
  );

  const told = (request: FastifyRequest, name: string, means: string) => (trx: Db) =>
    auditAs(services, trx, request, name, "operator.signed-in", { means });
  const firstAccount = async (trx: Db, request: FastifyRequest, { name, email }: Account, hash: string) => {
    const store = operatorStore(trx);
    if ((await store.find(name)) || (await store.byEmail(email)))
      throw new Refusal("conflict", say("operator-exists", { name, email }));
    const id = await store.add({ name, email, verified: false }, now());
    await store.setPassword(id, hash, now());
    await store.setRoles(id, [{ role: "admin" }], "hand");
    await audit(trx, request, "setup-link.used", `operator:${name}`, { role: "admin", email });
    return { id, actor: `operator:${name}` };
  };
  const firstToken = async (trx: Db, request: FastifyRequest) => {
    const nowMs = now();
    const store = tokenStore(trx);
    const taken = (await store.named("admin", nowMs)).length > 0;
    const name = taken ? `admin-${nowMs.toString(36)}` : "admin";
    const by = { by: "setup-link", nowMs, expiresMs: nowMs + LIMITS.apiTokenMs };
    const { token, row } = await store.add({ name, role: "admin", ...by });
    await audit(trx, request, "setup-link.used", `api-token:${name}`, { role: "admin", expiresMs: row.expiresMs });
    return { id: undefined, actor: `token:${name}`, token, expiresMs: row.expiresMs };
  };
}
