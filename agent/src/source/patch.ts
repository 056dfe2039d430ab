import type { PatchOffer, PatchOffers } from "@shoal/protocol/agent/check-in";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { LIMITS } from "@shoal/protocol/limits";
import type { Static } from "typebox";
import type { Cache } from "../cache/cache.ts";
import type { HttpClient } from "../http/client.ts";

/** Blobs that the server is asked about: the last used are the likeliest to be the release before. */
const ASKED = 16;

/** The patch that saves most, from a blob that is here; undefined where none does. Never throws. */
export async function bestPatch(
  http: HttpClient,
  cache: Cache,
  target: BlobRef,
  missingBytes: number,
  signal: AbortSignal,
): Promise<(PatchOffer & { fromPath: string; fromBytes: number }) | undefined> {
  const held = new Map(
    cache
      .held()
      .slice(0, ASKED)
      .filter((blob) => blob.digest !== target.digest)
      .map((blob) => [blob.digest, blob.sizeBytes]),
  );
  if (held.size === 0 || target.sizeBytes > LIMITS.patchNewBytes) return undefined;
  try {
    const { patches } = await http.json<Static<typeof PatchOffers>>(
      `/agent/v1/blobs/${target.digest}/patches?from=${[...held.keys()].join(",")}`,
      { signal },
    );
    const [best] = patches
      .filter(
        (offer) =>
          held.has(offer.from) && offer.target === target.digest && offer.sizeBytes <= missingBytes * LIMITS.patchShare,
      )
      .sort((a, b) => a.sizeBytes - b.sizeBytes);
    return best && { ...best, fromPath: cache.path(best.from), fromBytes: held.get(best.from)! };
  } catch {
    // Offers only save bytes; without them the whole is fetched.
    return undefined;
  }
}
