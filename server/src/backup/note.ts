import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";

const Digested = { sizeBytes: Type.Integer(), digest: Type.String({ pattern: "^[0-9a-f]{64}$" }) };

/** What is in a backup; written last, so that one without it was not finished. */
export const BackupNote = Type.Object(
  {
    format: Type.Literal(1),
    version: Type.String(),
    atMs: Type.Integer(),
    database: Type.Object(Digested),
    /** Keys, tokens and whatever else lies in the server's folder, by path within it. */
    files: Type.Array(Type.Object({ path: Type.String(), ...Digested })),
    blobs: Type.Object({ count: Type.Integer(), sizeBytes: Type.Integer() }),
    /** The last entry of the audit trail in it. */
    audit: Type.Object({ entry: Type.Integer(), hash: Type.String() }),
  },
  { additionalProperties: false },
);
export type BackupNote = Static<typeof BackupNote>;

const backupNote = Compile(BackupNote);

/**
 * A folder of backups: `snapshots/<moment>/` each with `note.json`, `shoal.db` and `files/`, and one `blobs/` for all of them, because a
 * blob never changes.
 */
export const PLACES = {
  snapshots: (folder: string) => join(folder, "snapshots"),
  blob: (folder: string, digest: string) => join(folder, "blobs", digest.slice(0, 2), digest),
  note: (snapshot: string) => join(snapshot, "note.json"),
  database: (snapshot: string) => join(snapshot, "shoal.db"),
  files: (snapshot: string) => join(snapshot, "files"),
} as const;

/** @returns the finished backups in a folder, the oldest first */
export async function snapshotsIn(folder: string): Promise<string[]> {
  const names = await readdir(PLACES.snapshots(folder)).catch(() => []);
  const finished: string[] = [];
  for (const name of names.sort()) {
    const snapshot = join(PLACES.snapshots(folder), name);
    if (await readFile(PLACES.note(snapshot)).catch(() => undefined)) finished.push(snapshot);
  }
  return finished;
}

export function noteText(note: BackupNote): string {
  return `${JSON.stringify(note, null, 2)}\n`;
}

/** @throws Error where it is none */
export async function readNote(snapshot: string): Promise<BackupNote> {
  const path = PLACES.note(snapshot);
  const note: unknown = JSON.parse(await readFile(path, "utf8"));
  if (!backupNote.Check(note)) throw new Error(`${path} is not the note of a backup that this version can read`);
  return note;
}

export async function digestOf(path: string): Promise<{ sizeBytes: number; digest: string }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  return { sizeBytes, digest: hash.digest("hex") };
}
