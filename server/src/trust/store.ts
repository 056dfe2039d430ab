import { LIMITS } from "@shoal/protocol/limits";
import type { Db } from "../db/schema.ts";

export interface StoredMetadata {
  role: string;
  version: number;
  text: string;
  expires_ms: number;
}

export interface TrustStore {
  /** The newest of each role. */
  current(): Promise<Map<string, StoredMetadata>>;
  newest(role: string): Promise<StoredMetadata | undefined>;
  text(role: string, version: number): Promise<string | undefined>;
  /** Stores a version, and takes away those that nobody can be in the middle of reading any more. */
  put(metadata: StoredMetadata, nowMs: number): Promise<void>;
}

export function trustStore(db: Db): TrustStore {
  const columns = ["role", "version", "text", "expires_ms"] as const;
  return {
    async current() {
      const rows = await db
        .selectFrom("trust_metadata as each")
        .select(columns)
        .where("version", "=", (eb) =>
          eb
            .selectFrom("trust_metadata as other")
            .select((inner) => inner.fn.max("other.version").as("newest"))
            .whereRef("other.role", "=", "each.role"),
        )
        .execute();
      return new Map(rows.map((row) => [row.role, row]));
    },
    async newest(role) {
      return await db
        .selectFrom("trust_metadata")
        .select(columns)
        .where("role", "=", role)
        .orderBy("version", "desc")
        .limit(1)
        .executeTakeFirst();
    },
    async text(role, version) {
      return (
        await db
          .selectFrom("trust_metadata")
          .select("text")
          .where("role", "=", role)
          .where("version", "=", version)
          .executeTakeFirst()
      )?.text;
    },
    async put(metadata, nowMs) {
      await db
        .insertInto("trust_metadata")
        .values({ ...metadata, stored_ms: nowMs })
        .execute();
      // Every root is needed, by whoever was away for years.
      if (metadata.role === "root") return;
      const { role, version } = metadata;
      await db
        .deleteFrom("trust_metadata")
        .where("role", "=", role)
        .where("version", "<=", version - LIMITS.trustVersionsKept)
        .execute();
    },
  };
}
