import type { DetectLeaf } from "@shoal/protocol/package/detect";
import { say } from "@shoal/protocol/sentence/say";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { readRegistryValue } from "./registry.ts";
import { judgeVersion } from "./version.ts";

type MsiLeaf = Extract<DetectLeaf, { msi: unknown }>;
const UNINSTALL = "HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall";

/** Windows Installer registers each product under its code; a 32-bit product does so in the 32-bit view. */
export async function detectMsi({ msi }: MsiLeaf, context: InstallContext): Promise<LeafResult> {
  let last: LeafResult = { found: false, detail: say("not-installed", { name: msi.productCode }) };
  for (const view of [64, 32] as const) {
    const read = await readRegistryValue(context, `${UNINSTALL}\\${msi.productCode}`, "DisplayVersion", view);
    if (read.kind === "value") return judgeVersion(msi.productCode, read.text, msi.range);
    if (read.kind === "unknown") last = { found: "unknown", detail: read.detail };
  }
  return last;
}
