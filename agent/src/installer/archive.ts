import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { InstallerOf } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import { formatOf, unpack } from "../archive/unpack.ts";
import { expandVariables } from "../detect/expand.ts";
import { openFolder } from "./folder.ts";
import type { InstallContext, InstallerAdapter } from "./installer.ts";
import { placeVersion, removeVersions, whatIsInTheWay } from "./kept-version.ts";
import { done, mainFileOf, missingFile, unusable } from "./main-file.ts";

/** This one and the one before. */
const KEEP_VERSIONS = 2;
/** Of folders that are being unpacked into; one that an interruption left is taken away by the next installation. */
const UNPACKING = ".unpacking-";

/** Where a version and the link to it are. */
export function archivePlaces(
  { into }: InstallerOf<"archive">,
  { version, os }: Pick<InstallContext, "version" | "os">,
): { folder: string; path: string; link: string } {
  const folder = resolve(expandVariables(into));
  // Windows takes a colon for the name of a stream.
  const name = os === "windows" ? version.replaceAll(":", "_") : version;
  return { folder, path: join(folder, name), link: join(folder, "current") };
}

export const archive: InstallerAdapter<"archive"> = {
  kind: "archive",
  async install(installer, context) {
    const started = performance.now();
    const file = mainFileOf(installer, context);
    if (file === undefined) return missingFile(installer, context);
    const format = installer.format ?? formatOf(file);
    if (format === undefined) return unusable(say("packed-how", { file: basename(file) }));
    const { folder, path, link } = archivePlaces(installer, context);
    const inTheWay = await whatIsInTheWay(context, path, link);
    if (inTheWay !== undefined) return unusable(inTheWay, "clear-way");
    const others = await openFolder(folder);
    if (others !== undefined) return unusable(others, "close-folder");
    // Beside its place, so that it can be renamed into it.
    const ready = await mkdtemp(join(folder, `${UNPACKING}${context.packageName}-`));
    try {
      const limit = AbortSignal.timeout(context.timeoutMs);
      const unpacked = await unpack(file, ready, {
        format,
        signal: context.signal ? AbortSignal.any([context.signal, limit]) : limit,
        ...(installer.strip === undefined ? {} : { strip: installer.strip }),
      });
      const durationMs = Math.round(performance.now() - started);
      if (context.signal?.aborted) return { kind: "stopped", durationMs };
      if (limit.aborted) return { kind: "timed-out", durationMs };
      if (!unpacked.ok) return unusable(unpacked.detail, "correct-package");
      await openToReaders(ready);
      const keepVersions = installer.keepVersions ?? KEEP_VERSIONS;
      await placeVersion({ kind: "archive", ready, path, link, keepVersions }, context);
      context.log.write(`${unpacked.fileCount} files, ${unpacked.sizeBytes} bytes in ${path}\n`);
      return done(started);
    } finally {
      await rm(ready, { recursive: true, force: true });
      await sweep(folder, context.packageName);
    }
  },
  async remove(_installer, context) {
    const started = performance.now();
    const kept = await removeVersions(context);
    return kept === undefined ? done(started) : unusable(kept, "close-folder");
  },
};

/** `mkdtemp` makes a folder for one's own eyes only; what is installed is for everybody. */
async function openToReaders(folder: string): Promise<void> {
  const { mode } = await stat(folder);
  await chmod(folder, (mode & 0o777) | 0o755);
}

/** What an installation that was cut has left. Actions of one package never run at the same time. */
async function sweep(folder: string, packageName: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (name.startsWith(`${UNPACKING}${packageName}-`) && name.length === `${UNPACKING}${packageName}-`.length + 6)
      await rm(join(folder, name), { recursive: true, force: true });
}
