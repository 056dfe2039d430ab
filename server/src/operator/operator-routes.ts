import { InvitationSpec, LinkMade, OperatorRow, ResetSpec, RolesSpec } from "@shoal/protocol/api/account";
import { IdParams, Page } from "@shoal/protocol/api/page";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { operatorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { refuseRoles, refuseStronger, rolesInWords } from "./give.ts";
import { invitationStore } from "./invitation-store.ts";
import { operatorStore, type StoredOperator } from "./operator-store.ts";
import { originOf } from "./origin.ts";
import type { AccountParts } from "./parts.ts";
import { tokenStore } from "./token-store.ts";

const AT = "/api/v1/operators";
const tags = ["operators"];

/** What those do who look after the accounts of others. */
export function operatorRoutes(app: App, services: Services, parts: AccountParts): void {
  const { db, hooks, now, audit } = services;
  const { credentials } = parts;
  const write = hooks.may("operator.write");

  const find = async (trx: Db, id: string): Promise<StoredOperator> => {
    const operator = await operatorStore(trx).find(id);
    if (!operator) throw new Refusal("not-found", say("names-operator", { name: id }));
    return operator;
  };
  const rowOf = async (id: string): Promise<OperatorRow> =>
    (await operatorStore(db).list()).find((row) => row.id === id)!;
  const linkTo = (request: FastifyRequest, secret: string) =>
    `${originOf(request, parts.publicUrl)}/invitation#${secret}`;

  app.get(
    AT,
    {
      preValidation: hooks.may("operator.read"),
      schema: {
        operationId: "listOperators",
        tags,
        summary: "Everybody who may sign in, by name",
        response: { 200: Page(OperatorRow), ...PROBLEMS },
      },
    },
    async () => ({ items: await operatorStore(db).list() }),
  );
  app.post(
    `${AT}/invite`,
    {
      preValidation: write,
      schema: {
        operationId: "inviteOperator",
        tags,
        summary: "An account for somebody, and a link by which they choose their password",
        body: InvitationSpec,
        response: { 201: LinkMade, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { name, email, roles } = request.body;
      const nowMs = now();
      const made = await db.transaction().execute(async (trx) => {
        const store = operatorStore(trx);
        if ((await store.find(name)) || (await store.byEmail(email)))
          throw new Refusal("conflict", say("operator-exists", { name, email }));
        await refuseRoles(trx, request, roles);
        const id = await store.add({ name, email, verified: false }, nowMs);
        await store.setRoles(id, roles, "hand");
        const invitation = await invitationStore(trx).make(id, nowMs);
        const detail = { email, roles: rolesInWords(roles), expiresMs: invitation.expiresMs };
        await audit(trx, request, "operator.invited", `operator:${name}`, detail);
        return invitation;
      });
      reply.code(201);
      return { link: linkTo(request, made.secret), expiresMs: made.expiresMs };
    },
  );
  app.post(
    `${AT}/:id/reset`,
    {
      preValidation: write,
      schema: {
        operationId: "resetOperator",
        tags,
        summary: "Signs an operator out everywhere; by the link they choose a new password",
        params: IdParams,
        body: ResetSpec,
        response: { 200: LinkMade, ...PROBLEMS },
      },
    },
    async (request) => {
      const made = await db.transaction().execute(async (trx) => {
        const operator = await find(trx, request.params.id);
        await refuseStronger(trx, request, operator.id);
        const ended = await endAll(trx, operator.id);
        await trx
          .deleteFrom("operator_accounts")
          .where("userId", "=", operator.id)
          .where("providerId", "=", "credential")
          .execute();
        const { secondFactor = false } = request.body;
        if (secondFactor) await operatorStore(trx).forgetFactors(operator.id);
        const invitation = await invitationStore(trx).make(operator.id, now());
        const detail = { ...ended, secondFactor, expiresMs: invitation.expiresMs };
        await audit(trx, request, "operator.reset", `operator:${operator.name}`, detail);
        return invitation;
      });
      credentials.forget();
      return { link: linkTo(request, made.secret), expiresMs: made.expiresMs };
    },
  );
  for (const verb of ["disable", "enable"] as const)
    app.post(
      `${AT}/:id/${verb}`,
      {
        preValidation: write,
        schema: {
          operationId: `${verb}Operator`,
          tags,
          summary:
            verb === "disable"
              ? "Ends every session and token of an operator at once, and lets them sign in no more"
              : "Lets an operator sign in again",
          params: IdParams,
          response: { 204: Type.Null(), ...PROBLEMS },
        },
      },
      async (request, reply) => {
        await db.transaction().execute(async (trx) => {
          const operator = await find(trx, request.params.id);
          if (operator.id === operatorOf(request).operatorId) throw new Refusal("conflict", say("disables-self"));
          await refuseStronger(trx, request, operator.id);
          await operatorStore(trx).disable(operator.id, verb === "disable" ? now() : null);
          const ended = verb === "disable" ? await endAll(trx, operator.id) : {};
          await audit(trx, request, `operator.${verb}d`, `operator:${operator.name}`, ended);
        });
        credentials.forget();
        reply.code(204);
        return null;
      },
    );
  app.put(
    `${AT}/:id/roles`,
    {
      preValidation: write,
      schema: {
        operationId: "setOperatorRoles",
        tags,
        summary: "Gives an operator these roles and no others; in force at once",
        params: IdParams,
        body: RolesSpec,
        response: { 200: OperatorRow, ...PROBLEMS },
      },
    },
    async (request) => {
      const { roles } = request.body;
      const id = await db.transaction().execute(async (trx) => {
        const operator = await find(trx, request.params.id);
        await refuseRoles(trx, request, roles);
        await refuseStronger(trx, request, operator.id);
        const store = operatorStore(trx);
        const before = rolesInWords(await store.rolesOf(operator.id));
        await store.setRoles(operator.id, roles, "hand");
        const detail = { before, after: rolesInWords(await store.rolesOf(operator.id)), by: "hand" };
        await audit(trx, request, "operator.roles-changed", `operator:${operator.name}`, detail);
        return operator.id;
      });
      credentials.forget();
      return await rowOf(id);
    },
  );

  const endAll = async (trx: Db, id: string) => ({
    sessions: await operatorStore(trx).endSessions(id),
    tokens: await tokenStore(trx).revokeOf(id, now(), "all"),
  });
}
