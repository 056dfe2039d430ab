import { PERMISSION_NAMES, type Permission } from "@shoal/protocol/operator/permissions";

/** What somebody was given: a set of permissions. What several grants hold is theirs together. */
export interface Grant {
  permissions: ReadonlySet<Permission>;
}

export function may(grants: readonly Grant[], permission: Permission): boolean {
  return grants.some((grant) => grant.permissions.has(permission));
}

/** In the order of the table. */
export function permissionsOf(grants: readonly Grant[]): Permission[] {
  return PERMISSION_NAMES.filter((permission) => may(grants, permission));
}

/** What of `wanted` these grants do not hold: nobody gives away what they do not have. */
export function beyond(wanted: readonly Permission[], grants: readonly Grant[]): Permission[] {
  return wanted.filter((permission) => !may(grants, permission));
}

/** What a credential may do that somebody lent out of their own: what both hold. */
export function lent(grants: readonly Grant[], owner: readonly Grant[]): Grant[] {
  return grants.map((grant) => ({
    permissions: new Set([...grant.permissions].filter((permission) => may(owner, permission))),
  }));
}
