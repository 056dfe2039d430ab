import { say } from "@shoal/protocol/sentence/say";
import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { readReceipt, whyNotInForce } from "../installer/receipt.ts";

export async function detectReceipt(context: InstallContext): Promise<LeafResult> {
  const receipt = readReceipt(context.receiptDir, context.packageName);
  if (!receipt) return { found: false, detail: say("no-receipt", { name: context.packageName }) };
  if (receipt.version !== context.version)
    return { found: false, detail: say("receipt-of", { version: receipt.version }) };
  const why = receipt.image
    ? await (await import("../image/why-written-over.ts")).whyWrittenOver(receipt.image)
    : whyNotInForce(receipt);
  return why === undefined
    ? { found: true, detail: say("installed-at", { path: receipt.path, time: receipt.installedAt }) }
    : { found: false, detail: why };
}
