import type { LeafResult } from "../host/host.ts";
import type { InstallContext } from "../installer/installer.ts";
import { readReceipt, whyNotInForce } from "../installer/receipt.ts";

export async function detectReceipt(context: InstallContext): Promise<LeafResult> {
  const receipt = readReceipt(context.receiptDir, context.packageName);
  if (!receipt) return { found: false, detail: `there is no receipt of ${context.packageName}` };
  if (receipt.version !== context.version)
    return { found: false, detail: `the receipt is of version ${receipt.version}` };
  const why = receipt.image
    ? await (await import("../image/why-written-over.ts")).whyWrittenOver(receipt.image)
    : whyNotInForce(receipt);
  return why === undefined
    ? { found: true, detail: `${receipt.path} was installed at ${receipt.installedAt}` }
    : { found: false, detail: why };
}
