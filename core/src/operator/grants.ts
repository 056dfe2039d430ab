import { DECIDE_GROUPS, NARROWED, overGroups } from "@shoal/protocol/operator/over-groups";
import { PERMISSION_NAMES, type Permission } from "@shoal/protocol/operator/permissions";

/** What somebody was given: a set of permissions. What several grants hold is theirs together. */
export interface Grant {
  permissions: ReadonlySet<Permission>;
  /** Over whose devices; absent: over all there are. */
  groups?: readonly string[];
}

/** Over which devices somebody has a permission: all of them, or those of groups, by name and in order. */
export type Over = "all" | readonly string[];

/** Over which devices these grants give a permission; undefined: they do not. */
export function over(grants: readonly Grant[], permission: Permission): Over | undefined {
  if (DECIDE_GROUPS.has(permission) && isBound(grants)) return undefined;
  return held(grants, permission);
}

export function may(grants: readonly Grant[], permission: Permission): boolean {
  return over(grants, permission) !== undefined;
}

/** Whether somebody may do something with the devices of some groups and not with all: who is in a group is not for them to say. */
export function isBound(grants: readonly Grant[]): boolean {
  return NARROWED.some((permission) => Array.isArray(held(grants, permission)));
}

/** In the order of the table. */
export function permissionsOf(grants: readonly Grant[]): Permission[] {
  return PERMISSION_NAMES.filter((permission) => may(grants, permission));
}

/** What a set of permissions gives, over all devices or over groups. */
export function grantsOf(permissions: readonly Permission[], groups: readonly string[] | undefined): Grant[] {
  if (groups === undefined) return [{ permissions: new Set(permissions) }];
  const those = (what: "narrowed" | "whole") => new Set(permissions.filter((each) => overGroups(each) === what));
  return [{ permissions: those("narrowed"), groups }, { permissions: those("whole") }];
}

/** What of `wanted` these grants do not hold, or not over all of its devices: nobody gives away what they do not have. */
export function beyond(wanted: readonly Grant[], grants: readonly Grant[]): Permission[] {
  return PERMISSION_NAMES.filter((permission) =>
    wanted.some(({ permissions, groups }) => {
      if (!permissions.has(permission)) return false;
      const has = over(grants, permission);
      return has !== "all" && !(has && groups?.every((group) => has.includes(group)));
    }),
  );
}

/** What a credential may do that somebody lent out of their own: what both hold, over the devices that both hold it over. */
export function lent(grants: readonly Grant[], owner: readonly Grant[]): Grant[] {
  return grants.flatMap(({ permissions, groups }) =>
    [...permissions].flatMap((permission) => {
      const owned = over(owner, permission);
      if (owned === undefined) return [];
      if (owned === "all") return [{ permissions: new Set([permission]), ...(groups ? { groups } : {}) }];
      return [{ permissions: new Set([permission]), groups: groups?.filter((each) => owned.includes(each)) ?? owned }];
    }),
  );
}

function held(grants: readonly Grant[], permission: Permission): Over | undefined {
  const those = grants.filter((grant) => grant.permissions.has(permission));
  if (those.length === 0) return undefined;
  if (those.some(({ groups }) => groups === undefined)) return "all";
  return [...new Set(those.flatMap(({ groups = [] }) => groups))].sort();
}
