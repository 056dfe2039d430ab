import { constants, copyFile, mkdir, open, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { InstallerOf } from "@shoal/protocol/package/installer";
import { expandVariables } from "../detect/expand.ts";
import { openFolder } from "./folder.ts";
import type { InstallContext, InstallerAdapter } from "./installer.ts";
import { placeVersion, removeVersions, whatIsInTheWay } from "./kept-version.ts";
import { done, endedWell, mainFileOf, missingFile, unusable } from "./main-file.ts";

const INTO = "/opt/appimages";
const KEEP_VERSIONS = 2;
const PROBE = ["--appimage-version"] as const;
const PROBE_TIMEOUT_MS = 60_000;

export function appImagePlaces(
  { into = INTO }: InstallerOf<"appimage">,
  { packageName, version }: Pick<InstallContext, "packageName" | "version">,
): { folder: string; path: string; link: string } {
  const folder = resolve(expandVariables(into));
  const link = join(folder, `${packageName}.AppImage`);
  return { folder, path: join(folder, `${packageName}-${version}.AppImage`), link };
}

/** Desktop Entry Specification 1.5: a quoted Exec value, with its reserved characters escaped twice over. */
export function desktopEntry(name: string, program: string): string {
  const quoted = program
    .replace(/[\\"`$]/g, "\\$&")
    .replaceAll("\\", "\\\\")
    .replaceAll("%", "%%");
  const lines = ["[Desktop Entry]", "Type=Application", `Name=${name}`, `Exec="${quoted}" %U`, "Terminal=false"];
  return `${lines.join("\n")}\n`;
}

export function desktopFile(packageName: string, uid: number | undefined, home: string): string {
  const data = uid === 0 ? "/usr/local/share" : join(home, ".local", "share");
  return join(data, "applications", `shoal-${packageName}.desktop`);
}

export const appimage: InstallerAdapter<"appimage"> = {
  kind: "appimage",
  async install(installer, context) {
    const started = performance.now();
    const file = mainFileOf(installer, context);
    if (file === undefined) return missingFile(installer, context);
    const { folder, path, link } = appImagePlaces(installer, context);
    const inTheWay = await whatIsInTheWay(context, path, link);
    if (inTheWay !== undefined) return unusable(inTheWay, "clear-way");
    const others = await openFolder(folder);
    if (others !== undefined) return unusable(others, "close-folder");
    const ready = join(folder, `.${context.packageName}.unproved`);
    try {
      await copyProgram(file, ready);
      const proved = await context.run(
        {
          argv: [ready, ...(installer.probe ?? PROBE)],
          cwd: context.workDir,
          // Where there is no FUSE it unpacks itself instead of mounting itself.
          env: { APPIMAGE_EXTRACT_AND_RUN: "1", TMPDIR: context.workDir },
          timeoutMs: Math.min(context.timeoutMs, PROBE_TIMEOUT_MS),
        },
        context.log,
        context.signal,
      );
      if (!endedWell(proved)) return proved;
      await placeVersion({ kind: "appimage", ready, path, link, keepVersions: KEEP_VERSIONS }, context);
    } finally {
      await rm(ready, { force: true });
    }
    const entry = desktopFile(context.packageName, process.getuid?.(), homedir());
    if (installer.desktopEntry) {
      await mkdir(join(entry, ".."), { recursive: true });
      await writeFile(entry, desktopEntry(context.packageName, link), { mode: 0o644 });
    } else await rm(entry, { force: true });
    return done(started);
  },
  async remove(_installer, context) {
    const started = performance.now();
    await rm(desktopFile(context.packageName, process.getuid?.(), homedir()), { force: true });
    const kept = await removeVersions(context);
    return kept === undefined ? done(started) : unusable(kept, "close-folder");
  },
};

async function copyProgram(from: string, to: string): Promise<void> {
  await rm(to, { force: true });
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const handle = await open(to, "r+");
  try {
    await handle.chmod(0o755);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
