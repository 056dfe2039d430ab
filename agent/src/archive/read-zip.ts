import { buffer } from "node:stream/consumers";
import { LIMITS } from "@shoal/protocol/limits";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import type { Allowance } from "./allowance.ts";
import { type ArchiveEntry, ArchiveRefused, quiet } from "./entry.ts";
import { quoted } from "./place.ts";

/** APPNOTE 4.4.2: who made an entry; only Unix and macOS leave permission bits in the upper half of its attributes. */
const MADE_ON_UNIX = new Set([3, 19]);
const [KIND, SYMLINK, FILE, FOLDER] = [0o170000, 0o120000, 0o100000, 0o040000];

/** Entries of a zip file in the order of its directory. The sizes that it states are held to while it is read. */
export async function* readZip(file: string, allowance: Allowance): AsyncGenerator<ArchiveEntry> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) yield await entryOf(zip, entry, allowance);
  } finally {
    zip.close();
  }
}

async function entryOf(zip: ZipFile, entry: Entry, allowance: Allowance): Promise<ArchiveEntry> {
  const name = entry.fileName;
  allowance.addBytes(entry.uncompressedSize);
  const unixMode = MADE_ON_UNIX.has(entry.versionMadeBy >>> 8) ? entry.externalFileAttributes >>> 16 : 0;
  const kind = unixMode & KIND;
  const modifiedAt = entry.getLastModDate();
  if (name.endsWith("/") || kind === FOLDER) return { name, kind: "directory", mode: unixMode || 0o755, modifiedAt };
  if (entry.isEncrypted()) throw new ArchiveRefused(`${quoted(name)} in it needs a password`);
  if (!entry.canDecodeFileData())
    throw new ArchiveRefused(
      `${quoted(name)} in it is packed in a way (${entry.compressionMethod}) that is not known here`,
    );
  const content = async () => quiet(await zip.openReadStreamPromise(entry));
  if (kind === SYMLINK) {
    if (entry.uncompressedSize > LIMITS.archivePathBytes)
      throw new ArchiveRefused(`the link ${quoted(name)} in it is too long`);
    return {
      name,
      kind: "symlink",
      mode: unixMode,
      modifiedAt,
      target: (await buffer(await content())).toString("utf8"),
    };
  }
  if (kind !== FILE && kind !== 0)
    throw new ArchiveRefused(
      `${quoted(name)} in it is a device or pipe, and only files, folders and links are unpacked`,
    );
  return { name, kind: "file", mode: unixMode || 0o644, modifiedAt, content };
}
