import { constants } from "node:fs";
import { copyFile, link, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
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
 * @throws Error of the file system
 */
export async function stageFiles(stateDir: string, actionId: string, variant: Variant, cache: Cache): Promise<Stage> {
  const folder = join(stateDir, "work", actionId);
  await rm(folder, { recursive: true, force: true });
  const [filesDir, workDir] = [join(folder, "files"), join(folder, "work")];
  await mkdir(filesDir, { recursive: true, mode: 0o700 });
  await mkdir(workDir, { mode: 0o700 });
  const readOnly = ["archive", "appimage", "deb", "rpm", "dmg", "pkg"].includes(variant.installer.kind);
  const files = new Map<string, string>();
  for (const file of variant.files) {
    const path = join(filesDir, file.name);
    const from = cache.path(file.digest);
    if (
      !readOnly ||
      !(await link(from, path).then(
        () => true,
        () => false,
      ))
    )
      await copyFile(from, path, constants.COPYFILE_FICLONE);
    files.set(file.name, path);
  }
  return { files, workDir, clear: () => rm(folder, { recursive: true, force: true }) };
}
