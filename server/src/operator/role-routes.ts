import { beyond, grantsOf, over, permissionsOf } from "@shoal/core/operator/grants";
import { Me, PermissionRow, RoleParams, RoleRow, RoleSpec } from "@shoal/protocol/api/operator";
import { Page } from "@shoal/protocol/api/page";
import { LIMITS } from "@shoal/protocol/limits";
import { PERMISSIONS } from "@shoal/protocol/operator/permissions";
import { isBuiltInRole } from "@shoal/protocol/operator/roles";
import { say } from "@shoal/protocol/sentence/say";
import Type from "typebox";
import { operatorOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { Credentials } from "./credentials.ts";
import { operatorStore } from "./operator-store.ts";
import { roleStore } from "./role-store.ts";

const AT = "/api/v1/roles";

export function roleRoutes(app: App, services: Services, credentials: Credentials): void {
  const { db, hooks, audit } = services;
  const tags = ["operators"];

  app.get(
    "/api/v1/me",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "getMe",
        tags,
        summary: "Who one is, and what one may do",
        response: { 200: Me, ...PROBLEMS },
      },
    },
    async (request) => {
      const { actor, operatorId, grants, expiresMs } = operatorOf(request);
      const permissions = permissionsOf(grants);
      const bounds = permissions.flatMap((permission) => {
        const groups = over(grants, permission);
        return Array.isArray(groups) ? [{ permission, groups: [...groups] }] : [];
      });
      const account = operatorId === undefined ? undefined : await operatorStore(db).find(operatorId);
      return { actor, permissions, bounds, totp: account?.totp === true, expiresMs };
    },
  );
  app.get(
    "/api/v1/permissions",
    {
      preValidation: hooks.signedIn,
      schema: {
        operationId: "listPermissions",
        tags,
        summary: "Everything that can be allowed",
        response: { 200: Page(PermissionRow), ...PROBLEMS },
      },
    },
    async () => ({ items: Object.entries(PERMISSIONS).map(([name, title]) => ({ name, title })) }),
  );
  app.get(
    AT,
    {
      preValidation: hooks.may("operator.read"),
      schema: {
        operationId: "listRoles",
        tags,
        summary: "Roles: the built-in ones, and those that were made here",
        response: { 200: Page(RoleRow), ...PROBLEMS },
      },
    },
    async () => ({ items: await roleStore(db).list() }),
  );
  app.put(
    `${AT}/:name`,
    {
      preValidation: hooks.may("operator.write"),
      schema: {
        operationId: "putRole",
        tags,
        summary: "Makes or changes a role; who has it may do the new at once",
        params: RoleParams,
        body: RoleSpec,
        response: { 200: RoleRow, ...PROBLEMS },
      },
    },
    async (request) => {
      const { name } = request.params;
      if (isBuiltInRole(name)) throw new Refusal("conflict", say("role-built-in-other", { name }));
      const { description = "", permissions } = request.body;
      const missing = beyond(grantsOf(permissions, undefined), operatorOf(request).grants);
      if (missing.length > 0)
        throw new Refusal("permission-missing", say("gives-lacking", { list: missing.join(", ") }));
      const role = await db.transaction().execute(async (trx) => {
        const store = roleStore(trx);
        const before = await store.find(name);
        if (!before && (await store.list()).length >= LIMITS.roles)
          throw new Refusal("conflict", say("no-more", { count: LIMITS.roles, what: "roles" }));
        await store.put(name, { description, permissions });
        await audit(trx, request, before ? "role.changed" : "role.made", `role:${name}`, {
          permissions: permissions.join(" "),
          ...(before ? { before: before.permissions.join(" ") } : {}),
        });
        return (await store.find(name))!;
      });
      credentials.forget();
      return role;
    },
  );
  app.delete(
    `${AT}/:name`,
    {
      preValidation: hooks.may("operator.write"),
      schema: {
        operationId: "deleteRole",
        tags,
        summary: "Deletes a role; who had it has nothing by it any more",
        params: RoleParams,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      if (isBuiltInRole(name)) throw new Refusal("conflict", say("role-built-in", { name }));
      await db.transaction().execute(async (trx) => {
        const before = await roleStore(trx).find(name);
        if (!before) throw new Refusal("not-found", say("names-role", { name }));
        await roleStore(trx).delete(name);
        await audit(trx, request, "role.deleted", `role:${name}`, { before: before.permissions.join(" ") });
      });
      credentials.forget();
      reply.code(204);
      return null;
    },
  );
}
