import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { TrailCheck } from "@shoal/protocol/node/trail-check";
import { loadAuditKey } from "../audit/audit-key.ts";
import { auditStore } from "../audit/store.ts";
import { trailLines } from "../audit/trail-lines.ts";
import { BlobFolder } from "../blob/blob-folder.ts";
import { openDatabase } from "../db/open.ts";
import type { Db } from "../db/schema.ts";
import { refuseDamage } from "./back-up.ts";
import { copyBlob, copyDurably, type Taking } from "./copy.ts";
import { beginEpoch } from "./epoch.ts";
import { type BackupNote, digestOf, PLACES, readNote, snapshotsIn } from "./note.ts";

/** Blobs may be read by a web server beside us, as in a folder that was never restored. */
const SERVED = 0o644;

/**
 * Makes a server's folder out of a backup, verified, or none at all: what is not whole does not come into the place where a server would
 * start on it.
 * @param from a folder of backups (the newest is taken), or one of its `snapshots/`
 * @throws Error that names what is wrong
 */
export async function restore(from: string, dataDir: string, nowMs: number, how: Taking = "copy"): Promise<BackupNote> {
  await refuseFull(dataDir);
  const { snapshot, folder } = await find(resolve(from));
  const note = await readNote(snapshot);
  const target = resolve(dataDir);
  const partial = `${target}.restoring`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    await copyVerified(PLACES.database(snapshot), join(partial, "shoal.db"), note.database);
    for (const file of note.files)
      await copyVerified(join(PLACES.files(snapshot), file.path), join(partial, file.path), file);
    const blobs = readDatabase(join(partial, "shoal.db"), { nowMs, fromMs: note.atMs });
    const place = new BlobFolder(partial);
    await place.prepare();
    for (const blob of blobs) {
      const { manifest } = await copyBlob(
        PLACES.blob(folder, blob.digest),
        place.blobPath(blob.digest),
        blob,
        SERVED,
        how,
      );
      await place.write(place.manifestPath(blob.manifestDigest), manifest);
    }
    await proveTrail(partial, note, nowMs);
    // An empty folder may stand there, made by whoever prepared the machine.
    await rm(target, { recursive: true, force: true });
    await mkdir(dirname(target), { recursive: true });
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  return note;
}

/** @throws Error where something is in the folder already */
export async function refuseFull(dataDir: string): Promise<void> {
  if (existsSync(dataDir) && (await readdir(dataDir)).length > 0)
    throw new Error(
      `${dataDir} is not empty; a restore never writes over what is there: move it away, or name another --data folder`,
    );
}

async function find(from: string): Promise<{ snapshot: string; folder: string }> {
  if (existsSync(PLACES.note(from))) return { snapshot: from, folder: dirname(dirname(from)) };
  const snapshot = (await snapshotsIn(from)).at(-1);
  if (snapshot === undefined)
    throw new Error(`${from} holds no finished backup; name a folder that was given to: shoal server backup --to`);
  return { snapshot, folder: from };
}

async function copyVerified(from: string, to: string, expected: { digest: string; sizeBytes: number }): Promise<void> {
  if (!existsSync(from))
    throw new Error(
      `${from} is missing, and was backed up; put it back from where it is kept apart, and restore again`,
    );
  await copyDurably(from, to);
  const { digest, sizeBytes } = await digestOf(to);
  if (digest !== expected.digest || sizeBytes !== expected.sizeBytes)
    throw new Error(`${from} is not what was backed up: it has ${sizeBytes} bytes of digest ${digest}`);
}

function readDatabase(path: string, epoch: { nowMs: number; fromMs: number }) {
  const database = new DatabaseSync(path);
  try {
    refuseDamage(database);
    const [broken] = database.prepare("pragma foreign_key_check").all() as { table: string }[];
    if (broken) throw new Error(`the database is damaged: a row of ${broken.table} belongs to one that is not there`);
    beginEpoch(database, epoch);
    const rows = database.prepare("select digest, size_bytes, manifest_digest from blobs").all();
    return (rows as unknown as { digest: string; size_bytes: number; manifest_digest: string }[]).map((row) => ({
      ...{ digest: row.digest, sizeBytes: row.size_bytes, manifestDigest: row.manifest_digest },
    }));
  } finally {
    database.close();
  }
}

/** @throws Error where the audit trail does not prove itself, or is not the one that was backed up */
async function proveTrail(dataDir: string, { audit, atMs, version }: BackupNote, nowMs: number): Promise<void> {
  const key = loadAuditKey(dataDir);
  const db = await openDatabase(join(dataDir, "shoal.db"), key.sealHead);
  try {
    const check = new TrailCheck();
    for await (const line of trailLines(db, key, nowMs)) {
      const fault = check.take(JSON.stringify(line));
      if (fault) throw new Error(`the audit trail is not whole from entry ${fault.entry} on: ${fault.why}`);
    }
    const proof = check.finish();
    if ("why" in proof) throw new Error(`the audit trail does not prove itself: ${proof.why}`);
    if (proof.last !== audit.entry || proof.hash !== audit.hash)
      throw new Error(`the audit trail ends at entry ${proof.last}, and ${audit.entry} was backed up`);
    await noteRestore(db, { nowMs, detail: { fromMs: atMs, version } });
  } finally {
    await db.destroy();
  }
}

async function noteRestore(db: Db, { nowMs, detail }: { nowMs: number; detail: object }): Promise<void> {
  const who = { actor: "server", what: "server.restored", subject: "server" } as const;
  await auditStore(db).append({ ...who, atMs: nowMs, detail: { ...detail } });
}
