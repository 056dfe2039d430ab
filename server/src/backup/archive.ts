import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { Decrypter, Encrypter } from "age-encryption";
import { extract, type Pack, pack } from "tar-stream";
import { takeMoment } from "./back-up.ts";
import { type BackupNote, noteText, PLACES } from "./note.ts";
import { refuseFull, restore } from "./restore.ts";

/** Where an archive's one snapshot lies, as in a folder of backups. */
const SNAPSHOT = "snapshots/archive";
/** What may stand in one: nothing that leads out of the folder it is unpacked to, whoever has made it. */
const NAMES =
  /^(?:snapshots\/archive\/(?:note\.json|shoal\.db|files(?:\/(?!\.{1,2}\/)[^/\\\0]+)*\/(?!\.{1,2}$)[^/\\\0]+)|blobs\/[0-9a-f]{2}\/[0-9a-f]{64})$/;

/**
 * Backs up a server to one file: a tar file as a folder of backups has it, encrypted by a passphrase as age does it (age-encryption.org/v1), so that it
 * can be read without Shoal too. It goes through in pieces, however large the blobs are.
 * @throws Error where something is damaged; then there is no file
 */
export async function backUpToFile(
  dataDir: string,
  file: string,
  passphrase: string,
  nowMs: number,
): Promise<{ note: BackupNote; sizeBytes: number }> {
  const target = resolve(file);
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(join(dirname(target), ".shoal-backup-"));
  const partial = join(work, "archive");
  try {
    const snapshot = join(work, SNAPSHOT);
    const { note, blobs } = await takeMoment(dataDir, snapshot, nowMs);
    const archive = pack();
    const encrypter = new Encrypter();
    encrypter.setPassphrase(passphrase);
    const encrypted = await encrypter.encrypt(toWeb(Readable.from(archive as AsyncIterable<Buffer>)));
    const written = pipeline(fromWeb(encrypted), createWriteStream(partial, { mode: 0o600, flush: true }));
    const filled = (async () => {
      const members = [
        ...note.files.map(({ path, ...is }) => ({
          from: join(PLACES.files(snapshot), path),
          name: `files/${path}`,
          ...is,
        })),
        { from: PLACES.database(snapshot), name: "shoal.db", ...note.database },
      ];
      for (const { name, ...member } of members) await add(archive, { name: `${SNAPSHOT}/${name}`, ...member });
      for (const blob of blobs)
        await add(archive, { from: PLACES.blob(dataDir, blob.digest), name: PLACES.blob("", blob.digest), ...blob });
      // Last, as in a folder: what has none was not finished.
      archive.entry({ name: `${SNAPSHOT}/note.json`, mode: 0o600 }, noteText(note));
      archive.finalize();
    })().catch((error: Error) => {
      archive.destroy(error);
      throw error;
    });
    await Promise.all([filled, written]);
    await rename(partial, target);
    await syncFolder(dirname(target));
    return { note, sizeBytes: (await stat(target)).size };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @throws Error where a file is not what its row says */
async function add(
  archive: Pack,
  { from, name, sizeBytes, digest }: { from: string; name: string; sizeBytes: number; digest: string },
): Promise<void> {
  const hash = createHash("sha256");
  const entry = archive.entry({ name, size: sizeBytes, mode: 0o600 });
  const look = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(createReadStream(from), look, entry as never).catch((error: Error) => {
    throw new Error(`${from} cannot be backed up: ${error.message}`);
  });
  if (hash.digest("hex") !== digest) throw new Error(`${from} is damaged: it is not what its digest ${digest} says`);
}

/**
 * Makes a server's folder out of such a file. All of it is unpacked beside the folder and verified before the folder is there.
 * @throws Error that names what is wrong
 */
export async function restoreFromFile(
  file: string,
  dataDir: string,
  passphrase: string,
  nowMs: number,
): Promise<BackupNote> {
  await refuseFull(dataDir);
  const target = resolve(dataDir);
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(`${target}.unpacking-`);
  try {
    await unpackArchive(file, work, passphrase);
    return await restore(work, dataDir, nowMs, "move");
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function unpackArchive(file: string, work: string, passphrase: string): Promise<void> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const source = createReadStream(file);
  let decrypted: Readable;
  try {
    decrypted = fromWeb(await decrypter.decrypt(toWeb(source)));
  } catch (error) {
    source.destroy();
    throw new Error(
      `${file} does not open with this passphrase, or is no archive of: shoal server backup --passphrase-file (${(error as Error).message}). Nothing was restored.`,
    );
  }
  const members = extract();
  const unpacked = (async () => {
    for await (const entry of members) {
      const { name, type } = entry.header;
      if (type !== "file" || !NAMES.test(name))
        throw new Error(`it holds ${JSON.stringify(name)}, which no backup has`);
      const path = join(work, name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await pipeline(entry, createWriteStream(path, { mode: 0o600, flags: "wx" }));
    }
  })();
  try {
    await Promise.all([pipeline(decrypted, members), unpacked]);
  } catch (error) {
    throw new Error(
      `${file} is damaged or cut off, and cannot be read to its end: ${(error as Error).message}. Nothing was restored; take another copy of it.`,
    );
  }
}

/** Node's types and the platform's say the same of one stream in two ways. */
function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
}

function fromWeb(stream: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(stream as unknown as NodeReadableStream<Uint8Array>);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().catch(() => undefined);
  await folder.close();
}
