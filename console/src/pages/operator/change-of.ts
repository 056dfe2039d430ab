import { grantsOf, permissionsOf } from "@shoal/core/operator/grants";
import type { RoleGiven } from "@shoal/protocol/api/account";
import type { RoleRow } from "@shoal/protocol/api/operator";
import type { Permission } from "@shoal/protocol/operator/permissions";

/** What somebody may do by other roles that they may not do now, over whichever devices; and what no longer. */
export function changeOf(now: readonly RoleGiven[], then: readonly RoleGiven[], known: readonly RoleRow[]) {
  const held = (given: readonly RoleGiven[]) =>
    permissionsOf(
      given.flatMap(({ role, groups }) => {
        const permissions = known.find(({ name }) => name === role)?.permissions ?? [];
        return grantsOf(permissions as Permission[], groups);
      }),
    );
  const [before, after] = [held(now), held(then)];
  return {
    gains: after.filter((each) => !before.includes(each)),
    loses: before.filter((each) => !after.includes(each)),
  };
}
