import type { StagedRelease } from "@shoal/protocol/api/trust";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";

interface Staged {
  package: string;
  version: string;
  digest: string;
  document: Uint8Array;
  createdMs: number;
  createdBy: string;
}

/** Releases that wait to be signed. */
export interface StagedStore {
  /** Twice is once. @throws Refusal where too many wait */
  add(staged: Staged): Promise<void>;
  find(digest: string): Promise<Staged | undefined>;
  list(): Promise<StagedRelease[]>;
  count(): Promise<number>;
  /** @returns whether it was there */
  remove(digest: string): Promise<boolean>;
  /** What has waited for so long that nobody signs it any more. */
  removeBefore(createdMs: number): Promise<void>;
}

export function stagedStore(db: Db): StagedStore {
  const count = async () =>
    Number(
      (
        await db
          .selectFrom("staged_releases")
          .select((eb) => eb.fn.countAll().as("count"))
          .executeTakeFirstOrThrow()
      ).count,
    );
  return {
    count,
    async add({ digest, document, createdMs, createdBy, package: name, version }) {
      if ((await count()) >= LIMITS.stagedReleases)
        throw new Refusal("conflict", say("staged-full", { count: LIMITS.stagedReleases }));
      await db
        .insertInto("staged_releases")
        .values({ digest, document, package: name, version, created_ms: createdMs, created_by: createdBy })
        .onConflict((conflict) => conflict.column("digest").doNothing())
        .execute();
    },
    async find(digest) {
      const row = await db.selectFrom("staged_releases").selectAll().where("digest", "=", digest).executeTakeFirst();
      if (!row) return undefined;
      const { package: name, version, document, created_ms, created_by } = row;
      return { package: name, version, digest, document, createdMs: created_ms, createdBy: created_by };
    },
    async list() {
      const rows = await db.selectFrom("staged_releases").selectAll().orderBy("created_ms", "desc").execute();
      return rows.map(({ package: name, version, digest, document, created_ms, created_by }) => ({
        package: name,
        version,
        digest,
        sizeBytes: document.length,
        published: false,
        createdMs: created_ms,
        createdBy: created_by,
      }));
    },
    async remove(digest) {
      const { numDeletedRows } = await db.deleteFrom("staged_releases").where("digest", "=", digest).executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async removeBefore(createdMs) {
      await db.deleteFrom("staged_releases").where("created_ms", "<", createdMs).execute();
    },
  };
}
