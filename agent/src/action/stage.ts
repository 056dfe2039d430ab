import { constants } from "node:fs";
import { copyFile, link, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { InstallerKind } from "@shoal/protocol/package/installer";
import type { Variant } from "@shoal/protocol/package/release";
import type { Cache } from "../cache/cache.ts";

/** Verified files under their own names, in a folder that only this user can read, for the time of one installation. */
export interface Stage {
  files: Map<string, string>;
  workDir: string;
  clear(): Promise<void>;
}

/**
 * Copies rather than links where an installer might write into its own file: a link would write into the cache.
 * @param folder emptied first
 * @throws Error of the file system
 */
export async function stageFiles(folder: string, variant: Variant, cache: Cache): Promise<Stage> {
  const clear = () => rm(folder, { recursive: true, force: true });
  await clear();
  const [filesDir, workDir] = [join(folder, "files"), join(folder, "work")];
  await mkdir(filesDir, { recursive: true, mode: 0o700 });
  await mkdir(workDir, { mode: 0o700 });
  const files = new Map<string, string>();
  try {
    for (const file of variant.files) {
      const path = join(filesDir, file.name);
      await linkOrCopy(cache.path(file.digest), path, READ_ONLY.includes(variant.installer.kind));
      files.set(file.name, path);
    }
  } catch (error) {
    await clear().catch(() => undefined);
    throw error;
  }
  return { files, workDir, clear };
}

/** Kinds whose file is read by our own code or by the system's package manager, and never run itself. */
const READ_ONLY: readonly InstallerKind[] = ["archive", "appimage", "deb", "rpm", "dmg", "pkg"];

async function linkOrCopy(from: string, to: string, mayLink: boolean): Promise<void> {
  if (mayLink)
    try {
      return await link(from, to);
    } catch {
      // Another file system, or one without links.
    }
  await copyFile(from, to, constants.COPYFILE_FICLONE);
}
