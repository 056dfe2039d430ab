import { beyond, type Grant, grantsOf } from "@shoal/core/operator/grants";
import type { RoleGiven } from "@shoal/protocol/api/account";
import { overGroups } from "@shoal/protocol/operator/over-groups";
import type { Permission } from "@shoal/protocol/operator/permissions";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import { operatorOf } from "../auth/hooks.ts";
import type { Db } from "../db/schema.ts";
import { groupStore } from "../group/store.ts";
import { Refusal } from "../http/refusal.ts";
import { operatorStore } from "./operator-store.ts";
import { roleStore } from "./role-store.ts";

/** As the audit trail has it, and as it is said at a command line: `operator:kiosks,tills viewer`. */
export function rolesInWords(roles: readonly RoleGiven[]): string {
  return roles.map(({ role, groups }) => (groups ? `${role}:${groups.join(",")}` : role)).join(" ");
}

/** @throws Refusal where a role or a group is not there, or it holds what is not given so, or what the caller does not have */
export async function refuseRoles(trx: Db, request: FastifyRequest, roles: readonly RoleGiven[]): Promise<void> {
  for (const { role, groups } of roles) {
    const found = await roleStore(trx).find(role);
    if (!found) throw new Refusal("not-found", say("names-role", { name: role }));
    const permissions = found.permissions as Permission[];
    await refuseOverGroups(trx, role, permissions, groups);
    refuseBeyond(request, role, grantsOf(permissions, groups));
  }
}

/** @throws Refusal where somebody has what the caller does not: it could be taken over or taken away by this */
export async function refuseStronger(trx: Db, request: FastifyRequest, id: string): Promise<void> {
  for (const { role, groups } of await operatorStore(trx).rolesOf(id)) {
    const permissions = ((await roleStore(trx).find(role))?.permissions ?? []) as Permission[];
    refuseBeyond(request, role, grantsOf(permissions, groups));
  }
}

/**
 * @param what is given, as a refusal names it
 * @throws Refusal where a group is not there, or not all of this is given over groups
 */
export async function refuseOverGroups(
  db: Db,
  what: string,
  permissions: readonly Permission[],
  groups: readonly string[] | undefined,
): Promise<void> {
  if (groups === undefined) return;
  for (const group of groups)
    if (!(await groupStore(db).find(group))) throw new Refusal("not-found", say("names-group", { name: group }));
  const wide = permissions.filter((each) => overGroups(each) === "refused");
  if (wide.length > 0) throw new Refusal("not-over-groups", say("holds-wide", { what, list: wide.join(", ") }));
  if (!permissions.some((each) => overGroups(each) === "narrowed"))
    throw new Refusal("not-over-groups", say("holds-nothing", { what }));
}

function refuseBeyond(request: FastifyRequest, role: string, wanted: readonly Grant[]): void {
  const missing = beyond(wanted, operatorOf(request).grants);
  if (missing.length > 0)
    throw new Refusal("permission-missing", say("gives-or-takes-lacking", { role, list: missing.join(", ") }));
}
