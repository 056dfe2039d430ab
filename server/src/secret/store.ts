import type { SecretRow } from "@shoal/protocol/api/secret";
import type { Db } from "../db/schema.ts";

/** What a package may have of a secret that it names: the bytes that the vault has shut, or why it has none. */
export type Reached = { is: "shut"; shut: Uint8Array } | { is: "unset" } | { is: "unbound" };

export interface SecretStore {
  /** By name. */
  list(): Promise<SecretRow[]>;
  find(name: string): Promise<SecretRow | undefined>;
  /** @returns how often it was set by now */
  put(name: string, shut: Uint8Array, by: { nowMs: number; actor: string }): Promise<number>;
  /** Says which packages may use it, in place of those that could. */
  bind(name: string, packages: readonly string[]): Promise<void>;
  remove(name: string): Promise<void>;
  /** All of them, as the vault has shut them. */
  shut(): Promise<{ name: string; shut: Uint8Array; version: number }[]>;
  /** Those of these names that a package may use, and why it may not use the others. */
  reach(package_: string, names: readonly string[]): Promise<Map<string, Reached>>;
}

export function secretStore(db: Db): SecretStore {
  const rows = async (name?: string): Promise<SecretRow[]> => {
    let query = db.selectFrom("secrets").orderBy("name");
    if (name !== undefined) query = query.where("name", "=", name);
    const found = await query
      .select(["name", "version", "created_ms", "created_by", "changed_ms", "changed_by"])
      .execute();
    let uses = db
      .selectFrom("release_secrets")
      .innerJoin("releases", "releases.id", "release_secrets.release_id")
      // A release that was recalled is only ever taken away, which may need it still: but nobody may order it again.
      .where("releases.recalled_ms", "is", null)
      .select(["release_secrets.name", "releases.package", "releases.version"])
      .orderBy("releases.id", "desc");
    if (name !== undefined) uses = uses.where("release_secrets.name", "=", name);
    const users = await uses.execute();
    let bindings = db.selectFrom("secret_packages").selectAll().orderBy("package");
    if (name !== undefined) bindings = bindings.where("name", "=", name);
    const bound = Map.groupBy(await bindings.execute(), (each) => each.name);
    return found.map((row) => ({
      name: row.name,
      version: row.version,
      createdMs: row.created_ms,
      createdBy: row.created_by,
      changedMs: row.changed_ms,
      changedBy: row.changed_by,
      packages: (bound.get(row.name) ?? []).map((each) => each.package),
      usedBy: users
        .filter((each) => each.name === row.name)
        .map(({ package: of, version }) => ({ package: of, version })),
    }));
  };
  return {
    list: () => rows(),
    find: async (name) => (await rows(name))[0],
    async put(name, shut, { nowMs, actor }) {
      const { version } = await db
        .insertInto("secrets")
        .values({ name, shut, created_ms: nowMs, created_by: actor, changed_ms: nowMs, changed_by: actor })
        .onConflict((conflict) =>
          conflict.column("name").doUpdateSet((eb) => ({
            shut,
            version: eb("secrets.version", "+", 1),
            changed_ms: nowMs,
            changed_by: actor,
          })),
        )
        .returning("version")
        .executeTakeFirstOrThrow();
      return version;
    },
    async bind(name, packages) {
      await db.deleteFrom("secret_packages").where("name", "=", name).execute();
      if (packages.length === 0) return;
      await db
        .insertInto("secret_packages")
        .values(packages.map((each) => ({ name, package: each })))
        .execute();
    },
    async remove(name) {
      await db.deleteFrom("secrets").where("name", "=", name).execute();
    },
    shut: () => db.selectFrom("secrets").select(["name", "shut", "version"]).execute(),
    async reach(package_, names) {
      if (names.length === 0) return new Map();
      const found = await db
        .selectFrom("secrets")
        .leftJoin("secret_packages", (join) =>
          join.onRef("secret_packages.name", "=", "secrets.name").on("secret_packages.package", "=", package_),
        )
        .where("secrets.name", "in", names)
        .select(["secrets.name", "secrets.shut", "secret_packages.package"])
        .execute();
      const of = new Map(found.map((row) => [row.name, row]));
      return new Map(
        names.map((name): [string, Reached] => {
          const row = of.get(name);
          if (!row) return [name, { is: "unset" }];
          return [name, row.package === null ? { is: "unbound" } : { is: "shut", shut: row.shut }];
        }),
      );
    },
  };
}
