import { LIMITS } from "@shoal/protocol/limits";
import type { InstallerKind } from "@shoal/protocol/package/installer";
import type { ProcessOutcome } from "../process/run.ts";
import { whyNoFolder } from "./folder.ts";
import type { InstallContext, InstallerAdapter } from "./installer.ts";
import { unusable } from "./main-file.ts";
import { runOwnRemoval } from "./own-removal.ts";

/** Loaded when first needed: an agent that only ever installs one kind carries one. */
const KINDS: { [K in InstallerKind]: () => Promise<InstallerAdapter<K>> } = {
  deb: async () => (await import("./deb.ts")).deb,
  rpm: async () => (await import("./rpm.ts")).rpm,
  archive: async () => (await import("./archive.ts")).archive,
  script: async () => (await import("./script.ts")).script,
  exec: async () => (await import("./exec.ts")).exec,
  msi: async () => (await import("./msi.ts")).msi,
  exe: async () => (await import("./exe.ts")).exe,
  msix: async () => (await import("./msix.ts")).msix,
  pkg: async () => (await import("./pkg.ts")).pkg,
  dmg: async () => (await import("./dmg.ts")).dmg,
  appimage: async () => (await import("./appimage.ts")).appimage,
  image: async () => (await import("./image.ts")).image,
};

/** Installs what a variant says. What can be expected of a device is an outcome. */
export async function installWith(context: InstallContext): Promise<ProcessOutcome> {
  const { installer } = context.variant;
  const noFolder = whyNoFolder(installer);
  if (noFolder !== undefined) return unusable(noFolder, "set-folder");
  return await (await adapterOf(context)).install(installer, context);
}

/** Takes it away: what the author says goes before what the kind knows. */
export async function removeWith(context: InstallContext): Promise<ProcessOutcome> {
  const { installer, remove } = context.variant;
  const own = await runOwnRemoval(remove, context);
  if (own !== undefined) return own;
  // What was put into a folder of ours is found by its receipt; another root is what the package manager is told.
  const noFolder = "root" in installer ? whyNoFolder(installer) : undefined;
  if (noFolder !== undefined) return unusable(noFolder, "set-folder");
  const timeoutMs = remove?.timeoutMs ?? LIMITS.installTimeoutMs;
  return await (await adapterOf(context)).remove(installer, { ...context, timeoutMs });
}

async function adapterOf({ variant }: InstallContext): Promise<InstallerAdapter> {
  return (await KINDS[variant.installer.kind]()) as InstallerAdapter;
}
