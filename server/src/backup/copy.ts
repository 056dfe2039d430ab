import { constants } from "node:fs";
import { copyFile, mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type HashedBlob, hashFile } from "@shoal/protocol/node/piece-hasher";

/** What is private to the server's user stays so in a copy. */
const PRIVATE = 0o600;

/** `move`: what is copied is our own and beside its place, so that it is not there twice. */
export type Taking = "copy" | "move";

/** Copies a file durably, whole or not at all. The copy is one of its own: a link would share the original's fate. */
export async function copyDurably(from: string, to: string, mode = PRIVATE, how: Taking = "copy"): Promise<void> {
  const partial = `${to}.partial`;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await rm(partial, { force: true });
  if (how === "move") await rename(from, partial);
  else await copyFile(from, partial, constants.COPYFILE_FICLONE);
  await keep(partial, mode);
  await rename(partial, to);
}

/** Writes a small file durably, whole or not at all. */
export async function writeDurably(to: string, text: string): Promise<void> {
  const partial = `${to}.partial`;
  await writeFile(partial, text);
  await keep(partial);
  await rename(partial, to);
}

/** Sets the mode of a file, and waits until it is on the disk. */
export async function keep(path: string, mode = PRIVATE): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Copies a blob and looks whether it is what its name says.
 * @returns its manifest too, which is computed from it
 * @throws Error where it is something else; nothing is left of it
 */
export async function copyBlob(
  from: string,
  to: string,
  row: NamedBlob,
  mode?: number,
  how?: Taking,
): Promise<HashedBlob> {
  await copyDurably(from, to, mode, how);
  const hashed = await hashFile(to);
  const { ref } = hashed;
  if (ref.digest === row.digest && ref.sizeBytes === row.sizeBytes && ref.manifestDigest === row.manifestDigest)
    return hashed;
  await rm(to);
  throw new Error(`blob ${row.digest} is damaged: ${from} has ${ref.sizeBytes} bytes of digest ${ref.digest}`);
}

export interface NamedBlob {
  digest: string;
  sizeBytes: number;
  manifestDigest: string;
}

/** A copy that was made before; blobs never change, so its size says whether it was finished. */
export async function isThere(path: string, sizeBytes: number): Promise<boolean> {
  return await stat(path).then(
    ({ size }) => size === sizeBytes,
    () => false,
  );
}
