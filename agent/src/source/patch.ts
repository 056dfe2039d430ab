import type { PatchOffer, PatchOffers } from "@shoal/protocol/agent/check-in";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { LIMITS } from "@shoal/protocol/limits";
import type { Static } from "typebox";
import type { Cache } from "../cache/cache.ts";
import type { HttpClient } from "../http/client.ts";

/** Blobs that the server is asked about: the last used are the likeliest to be the release before. */
const ASKED = 16;

/** A patch from a blob that is here. */
export type HeldOffer = PatchOffer & { fromPath: string; fromBytes: number };

/** The patches that the server has from what is here. Never rejects: offers only save bytes, and without them the whole is fetched. */
export async function patchOffers(
  http: HttpClient,
  cache: Cache,
  target: BlobRef,
  signal: AbortSignal,
): Promise<HeldOffer[]> {
  const held = new Map(
    cache
      .held()
      .slice(0, ASKED)
      .filter((blob) => blob.digest !== target.digest)
      .map((blob) => [blob.digest, blob.sizeBytes]),
  );
  if (held.size === 0 || target.sizeBytes > LIMITS.patchNewBytes) return [];
  try {
    const { patches } = await http.json<Static<typeof PatchOffers>>(
      `/agent/v1/blobs/${target.digest}/patches?from=${[...held.keys()].join(",")}`,
      { signal },
    );
    return patches
      .filter(({ from, target: digest }) => held.has(from) && digest === target.digest)
      .map((offer) => ({ ...offer, fromPath: cache.path(offer.from), fromBytes: held.get(offer.from)! }));
  } catch {
    return [];
  }
}

/** The one that saves most; undefined where none does. */
export function bestOffer(offers: readonly HeldOffer[], missingBytes: number): HeldOffer | undefined {
  return offers
    .filter(({ sizeBytes }) => sizeBytes <= missingBytes * LIMITS.patchShare)
    .toSorted((a, b) => a.sizeBytes - b.sizeBytes)[0];
}
