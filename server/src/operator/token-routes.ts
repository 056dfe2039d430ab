import { beyond, type Grant, grantsOf, may } from "@shoal/core/operator/grants";
import { ApiTokenMade, ApiTokenQuery, ApiTokenRow, ApiTokenSpec } from "@shoal/protocol/api/operator";
import { IdParams, Page } from "@shoal/protocol/api/page";
import { LIMITS } from "@shoal/protocol/limits";
import type { Permission } from "@shoal/protocol/operator/permissions";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { operatorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { Credentials, OperatorCaller } from "./credentials.ts";
import { refuseOverGroups } from "./give.ts";
import { roleStore } from "./role-store.ts";
import { tokenStore } from "./token-store.ts";

const AT = "/api/v1/tokens";
const DEFAULT_LIFE_MS = 90 * 86_400_000;

export function tokenRoutes(app: App, services: Services, credentials: Credentials): void {
  const { db, hooks, now, audit } = services;
  const tags = ["operators"];

  app.get(
    AT,
    {
      preValidation: hooks.may("token.read"),
      schema: {
        operationId: "listApiTokens",
        tags,
        summary: "One's own API tokens that are good, newest first",
        querystring: ApiTokenQuery,
        response: { 200: Page(ApiTokenRow), ...PROBLEMS },
      },
    },
    async (request) => {
      if (request.query.all) await hooks.also(request, "operator.read");
      const of = { actor: operatorOf(request).actor, nowMs: now() };
      return { items: await tokenStore(db).list(request.query.all ? undefined : of) };
    },
  );
  app.post(
    AT,
    {
      preValidation: hooks.may("token.write"),
      schema: {
        operationId: "makeApiToken",
        tags,
        summary: "An API token that may do no more than its maker; it is shown once",
        body: ApiTokenSpec,
        response: { 201: ApiTokenMade, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const caller = operatorOf(request);
      const { name, role, permissions, login, lifeMs = DEFAULT_LIFE_MS } = request.body;
      // What no account stands behind has nothing to narrow it later.
      const groups = request.body.groups ?? (caller.operatorId ? undefined : ownGroups(caller));
      const nowMs = now();
      const longest = login ? nowMs + LIMITS.sessionMs : nowMs + lifeMs;
      // What is made with a token ends with it at the latest.
      const expiresMs = Math.min(longest, nowMs + lifeMs, caller.tokenId ? caller.expiresMs : Infinity);
      const made = await db.transaction().execute(async (trx) => {
        if ([role, permissions, login].filter((each) => each !== undefined).length !== 1)
          throw new Refusal("bad-request", say("token-one-of"));
        if (login && !caller.sessionId) throw new Refusal("forbidden", say("token-login-session"));
        const holds = login ? [] : (permissions ?? (await roleStore(trx).find(role!))?.permissions);
        if (!holds) throw new Refusal("not-found", say("names-role", { name: role ?? "" }));
        if (login && groups) throw new Refusal("bad-request", say("token-login-groups"));
        await refuseOverGroups(trx, role ?? "it", holds as Permission[], request.body.groups);
        const missing = beyond(grantsOf(holds as Permission[], groups), lendable(caller, groups));
        if (missing.length > 0)
          throw new Refusal("permission-missing", say("token-lacking", { list: missing.join(", ") }));
        const store = tokenStore(trx);
        if ((await store.named(name, nowMs)).length > 0) throw new Refusal("conflict", say("token-exists", { name }));
        if ((await store.list({ actor: caller.actor, nowMs })).length >= LIMITS.apiTokens)
          throw new Refusal("conflict", say("tokens-full", { actor: caller.actor, count: LIMITS.apiTokens }));
        const by = { by: caller.actor, madeWith: caller.tokenId, operatorId: caller.operatorId, nowMs, expiresMs };
        const token = await store.add({ name, role, permissions, groups, ...by });
        await audit(trx, request, "api-token.made", `api-token:${name}`, {
          ...(role === undefined ? {} : { role }),
          ...(login ? { login } : {}),
          ...(permissions === undefined ? {} : { permissions: permissions.join(" ") }),
          ...(groups === undefined ? {} : { groups: [...groups] }),
          expiresMs,
        });
        return token;
      });
      reply.code(201);
      return made;
    },
  );
  app.delete(
    `${AT}/:id`,
    {
      preValidation: hooks.may("token.write"),
      schema: {
        operationId: "revokeApiToken",
        tags,
        summary: "Ends an API token and those that were made with it, at once; by its id or name",
        params: IdParams,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await db.transaction().execute(async (trx) => {
        const token = await tokenOf(request, trx, request.params.id);
        const ended = await tokenStore(trx).revoke(token.id, now());
        await audit(trx, request, "api-token.revoked", `api-token:${token.name}`, { ended: ended.length });
      });
      credentials.forget();
      reply.code(204);
      return null;
    },
  );

  const tokenOf = async (request: FastifyRequest, trx: Db, id: string) => {
    const store = tokenStore(trx);
    const [named] = await store.named(id, now());
    const token = named ?? (await store.find(id));
    const caller = operatorOf(request);
    // One that belongs to somebody else is not there for those who may not see it.
    const own = token && (token.created_by === caller.actor || token.id === caller.tokenId);
    if (!token || token.revoked_ms !== null || !(own || may(caller.grants, "operator.read")))
      throw new Refusal("not-found", say("names-api-token", { id }));
    if (!own) await hooks.also(request, "operator.write", trx);
    return token;
  };
}

/** To which groups all is bound that a token without an account may do. */
function ownGroups({ grants }: OperatorCaller): readonly string[] | undefined {
  return grants.find(({ groups }) => groups !== undefined)?.groups;
}

/** What somebody may lend: where no groups are named, what they have over some, which stays so however it is lent. */
function lendable({ grants }: OperatorCaller, groups: readonly string[] | undefined): Grant[] {
  return grants.map((grant) => (groups === undefined ? { permissions: grant.permissions } : grant));
}
