import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { VERSION } from "../version.ts";
import { copyBlob, copyDurably, isThere, keep, type NamedBlob, writeDurably } from "./copy.ts";
import { type BackupNote, digestOf, noteText, PLACES } from "./note.ts";
import { otherFiles } from "./other-files.ts";

/** All pages in one step: one that others write in between would begin anew again and again. */
const ALL_PAGES = 0x7fff_ffff;

export interface BackedUp {
  snapshot: string;
  note: BackupNote;
  /** Blobs that were not in the folder before. */
  copied: number;
}

/** What of a server is copied in one step: the database and the small files. The blobs that it names are copied after it. */
export interface Moment {
  note: BackupNote;
  blobs: NamedBlob[];
}

/**
 * The database as it is at one moment, and everything else that lies in the folder, in the folder of a snapshot that has no note yet.
 * @throws Error where something is damaged
 */
export async function takeMoment(dataDir: string, snapshot: string, nowMs: number): Promise<Moment> {
  const from = join(dataDir, "shoal.db");
  if (!existsSync(from)) throw new Error(`${dataDir} is no folder of a Shoal server: it has no shoal.db`);
  await mkdir(PLACES.files(snapshot), { recursive: true, mode: 0o700 });
  const database = PLACES.database(snapshot);
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    await backup(source, database, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  const { blobs, audit } = readCopy(database);
  await keep(database);
  const files: BackupNote["files"] = [];
  for (const path of await otherFiles(dataDir)) {
    const copy = join(PLACES.files(snapshot), path);
    await copyDurably(join(dataDir, path), copy);
    files.push({ path, ...(await digestOf(copy)) });
  }
  const note: BackupNote = {
    ...{ format: 1, version: VERSION, atMs: nowMs, database: await digestOf(database), files, audit },
    blobs: { count: blobs.length, sizeBytes: blobs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) },
  };
  return { note, blobs };
}

/**
 * Backs up a server, also while it runs: the database as it is at one moment, then the blobs that it names, which are durable before they
 * are named and never change or go away.
 * @param to a folder of backups; what it has already is not copied again
 * @throws Error where something is damaged: then there is no new backup
 */
export async function backUp(dataDir: string, to: string, nowMs: number): Promise<BackedUp> {
  const snapshot = join(PLACES.snapshots(to), new Date(nowMs).toISOString().replaceAll(":", "-"));
  const { note, blobs } = await takeMoment(dataDir, snapshot, nowMs);
  let copied = 0;
  for (const blob of blobs) {
    const path = PLACES.blob(to, blob.digest);
    if (await isThere(path, blob.sizeBytes)) continue;
    await copyBlob(PLACES.blob(dataDir, blob.digest), path, blob);
    copied++;
  }
  await writeDurably(PLACES.note(snapshot), noteText(note));
  return { snapshot, note, copied };
}

/** @throws Error where the database is damaged */
function readCopy(path: string): { blobs: NamedBlob[]; audit: BackupNote["audit"] } {
  const copy = new DatabaseSync(path);
  try {
    // Complete in one file, without a journal beside it.
    copy.exec("PRAGMA journal_mode = DELETE");
    refuseDamage(copy);
    const blobs = copy.prepare("select digest, size_bytes, manifest_digest from blobs").all() as unknown as {
      digest: string;
      size_bytes: number;
      manifest_digest: string;
    }[];
    const { entry, hash } = copy.prepare("select entry, hash from audit_head").get() as unknown as BackupNote["audit"];
    return {
      blobs: blobs.map((row) => ({
        digest: row.digest,
        sizeBytes: Number(row.size_bytes),
        manifestDigest: row.manifest_digest,
      })),
      audit: { entry, hash },
    };
  } finally {
    copy.close();
  }
}

/** @throws Error with what SQLite has found */
export function refuseDamage(database: DatabaseSync): void {
  const [first] = database.prepare("pragma integrity_check").all() as { integrity_check: string }[];
  if (first?.integrity_check !== "ok") throw new Error(`the database is damaged: ${first?.integrity_check}`);
}
