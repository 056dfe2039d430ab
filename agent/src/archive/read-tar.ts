import { createReadStream } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { extract, type Header } from "tar-stream";
import type { Allowance } from "./allowance.ts";
import { type ArchiveEntry, ArchiveRefused, quiet } from "./entry.ts";
import { quoted } from "./place.ts";

export type TarFormat = "tar" | "tar.gz" | "tar.zst";

/** The oldest kind of tar has no name of its kind in its headers; their checksums are looked at all the same. */
const OPTIONS: Parameters<typeof extract>[0] & { allowUnknownFormat: boolean } = { allowUnknownFormat: true };

/** Entries of a tar file in their order. Everything that is decompressed counts, headers too. */
export async function* readTar(file: string, format: TarFormat, allowance: Allowance): AsyncGenerator<ArchiveEntry> {
  const reader = extract(OPTIONS);
  const source = createReadStream(file);
  const into = reader as unknown as Writable;
  const unpacked =
    format === "tar"
      ? pipeline(source, allowance.gate(), into)
      : pipeline(source, format === "tar.gz" ? createGunzip() : createZstdDecompress(), allowance.gate(), into);
  // Its error is the reader's too; awaited below where the reader has none.
  unpacked.catch(() => undefined);
  try {
    for await (const stream of reader) {
      const { header } = stream;
      const content = quiet(stream as unknown as Readable);
      yield { ...entryOf(header), content: async () => content };
      // An entry that nobody read would stop the rest.
      content.resume();
    }
    await unpacked;
  } finally {
    source.destroy();
  }
}

function entryOf(header: Header): ArchiveEntry {
  const { name, mode, mtime, linkname, size } = header;
  // The reader takes what it cannot read for null, and then waits for an end that never comes.
  if (!Number.isSafeInteger(size) || size! < 0)
    throw new ArchiveRefused(`${quoted(name)} in it does not say how large it is; the archive is damaged`);
  const base = { name, mode, modifiedAt: mtime };
  const pax = (header.pax ?? {}) as Record<string, unknown>;
  // GNU tar's sparse files keep a map of their holes inside their content.
  if (Object.keys(pax).some((key) => key.startsWith("GNU.sparse.")))
    throw new ArchiveRefused(`${quoted(name)} in it is a sparse file; pack it without --sparse`);
  switch (header.type) {
    case "file":
    case "contiguous-file":
      return { ...base, kind: "file" };
    case "directory":
      return { ...base, kind: "directory" };
    case "symlink":
      return { ...base, kind: "symlink", target: linkname };
    case "link":
      return { ...base, kind: "hardlink", target: linkname };
    default:
      throw new ArchiveRefused(
        `${quoted(name)} in it is a ${header.type ?? "thing of an unknown kind"}, and only files, folders and links are unpacked`,
      );
  }
}
