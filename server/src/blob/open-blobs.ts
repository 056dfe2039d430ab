import type { Db } from "../db/schema.ts";
import { BlobFolder } from "./blob-folder.ts";
import { blobRows } from "./blob-rows.ts";
import { BlobStore } from "./blob-store.ts";

/** The blob store of a server: bytes in its data folder, rows in its database. */
export async function openBlobs(dataDir: string, db: Db, now: () => number): Promise<BlobStore> {
  const folder = new BlobFolder(dataDir);
  await folder.prepare();
  return new BlobStore({ folder, rows: blobRows(db), now });
}
