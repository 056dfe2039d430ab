import type { SecretRow } from "@shoal/protocol/api/secret";
import type { Db } from "../db/schema.ts";

export interface SecretStore {
  /** By name. */
  list(): Promise<SecretRow[]>;
  find(name: string): Promise<SecretRow | undefined>;
  /** @returns how often it was set by now */
  put(name: string, shut: Uint8Array, by: { nowMs: number; actor: string }): Promise<number>;
  remove(name: string): Promise<void>;
  /** What the vault has shut of those that a release names, by name; undefined for one that is not set. */
  ofRelease(releaseId: number): Promise<Map<string, Uint8Array | undefined>>;
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
    return found.map((row) => ({
      name: row.name,
      version: row.version,
      createdMs: row.created_ms,
      createdBy: row.created_by,
      changedMs: row.changed_ms,
      changedBy: row.changed_by,
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
    async remove(name) {
      await db.deleteFrom("secrets").where("name", "=", name).execute();
    },
    async ofRelease(releaseId) {
      const found = await db
        .selectFrom("release_secrets")
        .leftJoin("secrets", "secrets.name", "release_secrets.name")
        .where("release_secrets.release_id", "=", releaseId)
        .select(["release_secrets.name", "secrets.shut"])
        .execute();
      return new Map(found.map((row) => [row.name, row.shut ?? undefined]));
    },
  };
}
