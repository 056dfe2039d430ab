import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import type { Db } from "../db/schema.ts";

export interface BlobRow extends BlobRef {
  createdMs: number;
}

/** Which blobs there are. A row is written after the bytes are durable, so a row is a promise. */
export interface BlobRows {
  find(digest: string): Promise<BlobRow | undefined>;
  /** @returns false where it was known before; then nothing changes */
  add(row: BlobRow): Promise<boolean>;
}

export function blobRows(db: Db): BlobRows {
  return {
    async find(digest) {
      const row = await db.selectFrom("blobs").selectAll().where("digest", "=", digest).executeTakeFirst();
      return row === undefined
        ? undefined
        : {
            digest: row.digest,
            sizeBytes: Number(row.size_bytes),
            manifestDigest: row.manifest_digest,
            createdMs: Number(row.created_ms),
          };
    },
    async add({ digest, sizeBytes, manifestDigest, createdMs }) {
      const row = { digest, size_bytes: sizeBytes, manifest_digest: manifestDigest, created_ms: createdMs };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto("blobs")
        .values(row)
        .onConflict((conflict) => conflict.column("digest").doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
