import { existsSync } from "node:fs";
import { mkdtemp, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { InstallerOf } from "@shoal/protocol/package/installer";
import { say } from "@shoal/protocol/sentence/say";
import { expandVariables } from "../detect/expand.ts";
import { removeTree } from "../ownership/remove-tree.ts";
import type { Command, ProcessOutcome } from "../process/run.ts";
import { openFolder, whyNotOurs } from "./folder.ts";
import type { InstallContext, InstallerAdapter } from "./installer.ts";
import { done, endedWell, mainFileOf, missingFile, unusable } from "./main-file.ts";
import { pkgInstallCommand } from "./pkg.ts";
import { dropReceipt, readReceipt, writeReceipt } from "./receipt.ts";

const DETACH_TIMEOUT_MS = 60_000;

export function attachCommand(image: string, mountPoint: string): Pick<Command, "argv"> {
  const options = ["-nobrowse", "-readonly", "-noautoopen", "-mountpoint", mountPoint];
  return { argv: ["/usr/bin/hdiutil", "attach", ...options, image] };
}

export function detachCommand(mountPoint: string): Pick<Command, "argv"> {
  return { argv: ["/usr/bin/hdiutil", "detach", "-force", mountPoint] };
}

/** `ditto` keeps what a bundle's signature needs: links, attributes, access lists. */
export function copyCommand(from: string, to: string): Pick<Command, "argv"> {
  return { argv: ["/usr/bin/ditto", from, to] };
}

function appPath({ into = "/Applications", app }: InstallerOf<"dmg">): string {
  return join(resolve(expandVariables(into)), app);
}

export const dmg: InstallerAdapter<"dmg"> = {
  kind: "dmg",
  async install(installer, context) {
    const image = mainFileOf(installer, context);
    if (image === undefined) return missingFile(installer, context);
    const mountPoint = await mkdtemp(join(context.workDir, "image-"));
    const attached = await runIn(context, attachCommand(image, mountPoint));
    if (!endedWell(attached)) return attached;
    try {
      const source = join(mountPoint, installer.app);
      if (!existsSync(source)) return unusable(say("not-in-image", { app: installer.app }), "correct-package");
      return installer.app.endsWith(".pkg")
        ? await runIn(context, pkgInstallCommand(source, "/"))
        : await copyApp(installer, source, context);
    } finally {
      // Also after a stop, and whatever still reads from it: an image that stays attached blocks the next try.
      const { signal: _, ...unstopped } = context;
      await runIn({ ...unstopped, timeoutMs: DETACH_TIMEOUT_MS }, detachCommand(mountPoint));
    }
  },
  async remove(installer, context) {
    const started = performance.now();
    if (installer.app.endsWith(".pkg")) return unusable(say("image-removal"));
    const receipt = readReceipt(context.receiptDir, context.packageName);
    const folder = receipt && join(receipt.path, "..");
    const others = folder !== undefined && existsSync(folder) ? whyNotOurs(folder) : undefined;
    if (others !== undefined) return unusable(others, "close-folder");
    if (receipt !== undefined) await removeTree(receipt.path);
    context.log.write(receipt ? `removed ${receipt.path}\n` : "there is no receipt of it: nothing to remove\n");
    dropReceipt(context.receiptDir, context.packageName);
    return done(started);
  },
};

/** Beside its place first, and then into it by a rename: nobody starts half an app. */
async function copyApp(
  installer: InstallerOf<"dmg">,
  source: string,
  context: InstallContext,
): Promise<ProcessOutcome> {
  const started = performance.now();
  const { packageName, version, receiptDir } = context;
  const path = appPath(installer);
  const [ready, aside] = [join(path, "..", `.${installer.app}.new`), join(path, "..", `.${installer.app}.replaced`)];
  const others = await openFolder(join(path, ".."));
  if (others !== undefined) return unusable(others, "close-folder");
  for (const each of [ready, aside]) await removeTree(each);
  try {
    const copied = await runIn(context, copyCommand(source, ready));
    if (!endedWell(copied)) return copied;
    // Its place is the same for every version, so a receipt of the one before would hold for this one, and the other way.
    dropReceipt(receiptDir, packageName);
    if (existsSync(path)) await rename(path, aside);
    await rename(ready, path);
    writeReceipt(receiptDir, { packageName, version, kind: "dmg", path, installedAt: new Date().toISOString() });
    return done(started);
  } finally {
    if (!existsSync(path) && existsSync(aside)) await rename(aside, path);
    for (const each of [ready, aside]) await removeTree(each);
  }
}

function runIn(context: InstallContext, command: Pick<Command, "argv" | "env">): Promise<ProcessOutcome> {
  const { workDir: cwd, timeoutMs } = context;
  return context.run({ ...command, cwd, timeoutMs }, context.log, context.signal);
}
