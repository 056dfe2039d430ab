import type { Trust } from "@shoal/protocol/agent/enrol";
import { trustDigest } from "@shoal/protocol/node/trust-digest";
import type { Db } from "../db/schema.ts";

export interface TrustDocuments {
  /** A document that agents will ask for by its digest. */
  keep(trust: Trust, nowMs: number): Promise<void>;
  find(digest: string): Promise<Trust | undefined>;
}

/** Trust documents that a token was made for, as they were then. */
export function trustDocuments(db: Db): TrustDocuments {
  return {
    async keep(trust, nowMs) {
      await db
        .insertInto("trust_documents")
        .values({ digest: trustDigest(trust), body: JSON.stringify(trust), created_ms: nowMs })
        .onConflict((conflict) => conflict.column("digest").doNothing())
        .execute();
    },
    async find(digest) {
      const row = await db.selectFrom("trust_documents").select("body").where("digest", "=", digest).executeTakeFirst();
      return row && (JSON.parse(row.body) as Trust);
    },
  };
}
