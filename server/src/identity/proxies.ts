import type { ProxyRow } from "@shoal/protocol/api/proxy";
import type { Db } from "../db/schema.ts";

/** Proxies that were given a certificate. Who is revoked is asked with every request that one forwards, so that is in memory. */
export class Proxies {
  readonly #db: Db;
  readonly #revoked = new Set<string>();

  constructor(db: Db) {
    this.#db = db;
  }

  async load(): Promise<void> {
    for (const { fingerprint, revokedMs } of await this.list())
      if (revokedMs !== undefined) this.#revoked.add(fingerprint);
  }

  isRevoked(keyDigest: string): boolean {
    return this.#revoked.has(keyDigest);
  }

  async add(trx: Db, { fingerprint, name, createdMs, createdBy, expiresMs }: ProxyRow): Promise<void> {
    const row = { name, created_ms: createdMs, created_by: createdBy, expires_ms: expiresMs, revoked_ms: null };
    await trx
      .insertInto("proxies")
      .values({ key_digest: fingerprint, ...row })
      .onConflict((on) => on.column("key_digest").doUpdateSet(row))
      .execute();
  }

  /** Newest first. */
  async list(): Promise<ProxyRow[]> {
    const rows = await this.#db.selectFrom("proxies").selectAll().orderBy("created_ms", "desc").execute();
    return rows.map((row) => ({
      name: row.name,
      fingerprint: row.key_digest,
      createdMs: row.created_ms,
      createdBy: row.created_by,
      expiresMs: row.expires_ms,
      ...(row.revoked_ms === null ? {} : { revokedMs: row.revoked_ms }),
    }));
  }

  /** All certificates of a name. @returns their keys; they count when `forget` was called with them, after the commit */
  async revoke(trx: Db, name: string, nowMs: number): Promise<string[]> {
    const rows = await trx
      .updateTable("proxies")
      .set({ revoked_ms: nowMs })
      .where("name", "=", name)
      .where("revoked_ms", "is", null)
      .returning("key_digest")
      .execute();
    return rows.map(({ key_digest: keyDigest }) => keyDigest);
  }

  forget(keyDigests: readonly string[]): void {
    for (const each of keyDigests) this.#revoked.add(each);
  }
}
