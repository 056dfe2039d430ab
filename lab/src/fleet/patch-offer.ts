import { setTimeout as sleep } from "node:timers/promises";
import type { PatchOffer } from "@shoal/protocol/agent/check-in";
import type { ReleaseFile } from "@shoal/protocol/package/release";
import type { Operator } from "./operator.ts";

/** Patches are made in the background. @throws Error where none comes */
export async function patchOffer(operator: Operator, old: ReleaseFile, target: ReleaseFile): Promise<PatchOffer> {
  for (let waited = 0; waited < 600; waited++) {
    const path = `/api/v1/blobs/${target.digest}/patches?from=${old.digest}`;
    const [offer] = (await operator.get<{ patches: PatchOffer[] }>(path)).patches;
    if (offer) return offer;
    await sleep(200);
  }
  throw new Error("no patch was offered; is the zstd program installed?");
}
