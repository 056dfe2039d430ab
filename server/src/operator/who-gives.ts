import { may } from "@shoal/core/operator/grants";
import type { Permission } from "@shoal/protocol/operator/permissions";
import type { Db } from "../db/schema.ts";
import { roleStore } from "./role-store.ts";

/** What a refusal says of a permission that is missing: the roles that hold it, and the permission that gives roles. */
export async function whoGives(db: Db, permission: Permission): Promise<string> {
  const roles = (await roleStore(db).list()).filter((role) =>
    may([{ permissions: new Set(role.permissions as Permission[]) }], permission),
  );
  return `roles with it: ${roles.map((role) => role.name).join(", ")}; whoever has operator.write gives it`;
}
