import { may } from "@shoal/core/operator/grants";
import type { Permission } from "@shoal/protocol/operator/permissions";
import type { Db } from "../db/schema.ts";
import { roleStore } from "./role-store.ts";

/** The roles that hold a permission, by name: whoever lacks it is told them. */
export async function rolesWith(db: Db, permission: Permission): Promise<string[]> {
  const roles = (await roleStore(db).list()).filter((role) =>
    may([{ permissions: new Set(role.permissions as Permission[]) }], permission),
  );
  return roles.map((role) => role.name);
}
