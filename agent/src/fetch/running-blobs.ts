import type { BlobFetch } from "./fetch-blob.ts";

/** Blobs that are being fetched now. */
export class RunningBlobs extends Set<BlobFetch> {
  /** What of a blob is still to come; undefined where it is not being fetched. */
  missingBytes(digest: string): number | undefined {
    for (const blob of this) if (blob.digest === digest) return blob.missingBytes;
    return undefined;
  }
}
