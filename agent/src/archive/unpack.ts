import { stat } from "node:fs/promises";
import { say } from "@shoal/protocol/sentence/say";
import { Allowance } from "./allowance.ts";
import { type ArchiveEntry, ArchiveRefused } from "./entry.ts";
import { checkLinks } from "./links.ts";
import { placeOf } from "./place.ts";
import { readTar } from "./read-tar.ts";
import { readZip } from "./read-zip.ts";
import { Tree } from "./tree.ts";

export type ArchiveFormat = "tar.gz" | "tar.zst" | "tar" | "zip";

export interface UnpackOptions {
  format: ArchiveFormat;
  /** Leading folders to drop from every entry. */
  strip?: number;
  signal?: AbortSignal;
  /** What may come out of any archive, however small, in bytes; default 64 MiB. */
  honestBytes?: number;
}

export type Unpacked =
  | { ok: true; fileCount: number; sizeBytes: number }
  /** Refused, damaged, or the disk did not take it. What was written so far is left to the caller to take away. */
  | { ok: false; detail: string };

/** How a file is packed, by its name; undefined where the name does not say. */
export function formatOf(name: string): ArchiveFormat | undefined {
  const [, end] = /\.(tar\.gz|tgz|tar\.zst|tzst|tar|zip)$/i.exec(name) ?? [];
  switch (end?.toLowerCase()) {
    case "tar.gz":
    case "tgz":
      return "tar.gz";
    case "tar.zst":
    case "tzst":
      return "tar.zst";
    case "tar":
    case "zip":
      return end.toLowerCase() as ArchiveFormat;
    default:
      return undefined;
  }
}

/**
 * Unpacks into a folder that must be empty and that nobody else writes into. Nothing lands outside of it. Permission bits
 * are restored without set-user-id and its like, and as with a umask of 022; owners are not.
 */
export async function unpack(file: string, into: string, options: UnpackOptions): Promise<Unpacked> {
  const { format, strip = 0, signal } = options;
  const tree = new Tree(into);
  const os = process.platform === "win32" ? "windows" : process.platform === "darwin" ? "macos" : "linux";
  try {
    const allowance = new Allowance((await stat(file)).size, options.honestBytes);
    const entries = format === "zip" ? readZip(file, allowance) : readTar(file, format, allowance);
    for await (const entry of entries) {
      signal?.throwIfAborted();
      allowance.addEntry();
      const place = placeOf(entry.name, strip, os);
      if (place !== undefined) await put(tree, place, entry, strip, os);
    }
    checkLinks(tree.links);
    await tree.finish();
    return { ok: true, fileCount: tree.fileCount, sizeBytes: tree.sizeBytes };
  } catch (error) {
    return { ok: false, detail: wordsOf(error, signal) };
  }
}

async function put(
  tree: Tree,
  place: string[],
  entry: ArchiveEntry,
  strip: number,
  os: "windows" | "macos" | "linux",
): Promise<void> {
  switch (entry.kind) {
    case "directory":
      return await tree.folder(place, entry.mode);
    case "file":
      return await tree.file(place, entry.mode, entry.modifiedAt, await entry.content!());
    case "symlink":
      return await tree.symlink(place, entry.target ?? "");
    case "hardlink": {
      const target = placeOf(entry.target ?? "", strip, os);
      if (target === undefined) throw new ArchiveRefused(`a hard link in it points at nothing`);
      return await tree.hardlink(place, target);
    }
  }
}

function wordsOf(error: unknown, signal: AbortSignal | undefined): string {
  if (signal?.aborted) return say("archive-stopped");
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof ArchiveRefused || /^(?:invalid relative path|absolute path)/.test(message))
    return say("archive-refused", { detail: message });
  if (code === "ENOSPC") return "the disk is full";
  if (code !== undefined && /^E[A-Z]+$/.test(code)) return say("archive-failed", { detail: message });
  // What the decoders say: "incorrect header check", "unexpected end of file".
  return say("archive-damaged", { detail: message });
}
