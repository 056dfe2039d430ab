import type { DetectLeaf } from "@shoal/protocol/package/detect";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";

/** Finds out what one leaf of a detection rule asks. What cannot be found out is "unknown". */
export async function detectLeaf(leaf: DetectLeaf, context: InstallContext): Promise<LeafResult> {
  if ("file" in leaf) return await (await import("./file.ts")).detectFile(leaf);
  if ("version" in leaf) return await (await import("./command-version.ts")).detectCommandVersion(leaf, context);
  if ("registry" in leaf) return await (await import("./registry.ts")).detectRegistry(leaf, context);
  if ("msi" in leaf) return await (await import("./msi.ts")).detectMsi(leaf, context);
  if ("deb" in leaf) return await (await import("./package-manager.ts")).detectDeb(leaf, context);
  if ("rpm" in leaf) return await (await import("./package-manager.ts")).detectRpm(leaf, context);
  if ("script" in leaf) return await (await import("./script.ts")).detectScript(leaf, context);
  return await (await import("./receipt.ts")).detectReceipt(context);
}
