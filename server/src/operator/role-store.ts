import type { RoleRow } from "@shoal/protocol/api/operator";
import type { Permission } from "@shoal/protocol/operator/permissions";
import { BUILT_IN_ROLES, isBuiltInRole } from "@shoal/protocol/operator/roles";
import type { Db } from "../db/schema.ts";

export interface RoleStore {
  /** The built-in ones first, the others by name. */
  list(): Promise<RoleRow[]>;
  find(name: string): Promise<RoleRow | undefined>;
  put(name: string, role: { description: string; permissions: readonly Permission[] }): Promise<void>;
  delete(name: string): Promise<void>;
}

export function roleStore(db: Db): RoleStore {
  const builtIn = (name: keyof typeof BUILT_IN_ROLES): RoleRow => {
    const { description, permissions } = BUILT_IN_ROLES[name];
    return { name, description, permissions: [...permissions], builtIn: true };
  };
  const read = (row: { name: string; description: string; permissions: string }): RoleRow => ({
    ...row,
    permissions: JSON.parse(row.permissions) as Permission[],
    builtIn: false,
  });
  return {
    async list() {
      const made = await db.selectFrom("roles").selectAll().orderBy("name").execute();
      return [...(Object.keys(BUILT_IN_ROLES) as (keyof typeof BUILT_IN_ROLES)[]).map(builtIn), ...made.map(read)];
    },
    async find(name) {
      if (isBuiltInRole(name)) return builtIn(name);
      const row = await db.selectFrom("roles").selectAll().where("name", "=", name).executeTakeFirst();
      return row && read(row);
    },
    async put(name, { description, permissions }) {
      const values = { description, permissions: JSON.stringify(permissions) };
      await db
        .insertInto("roles")
        .values({ name, ...values })
        .onConflict((conflict) => conflict.column("name").doUpdateSet(values))
        .execute();
    },
    async delete(name) {
      await db.deleteFrom("roles").where("name", "=", name).execute();
    },
  };
}
