import { createHash } from "node:crypto";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { decodeManifest, type Manifest } from "@shoal/protocol/content/manifest";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import { type HttpClient, HttpFailure } from "../http/client.ts";

/** 32 bytes for each piece of the largest blob, and the head. */
const MANIFEST_BYTES = Math.ceil(LIMITS.blobBytes / LIMITS.pieceBytes) * 32 + 56;

export type ManifestAnswer =
  | { ok: true; manifest: Manifest }
  | { ok: false; passing: boolean; missing: boolean; detail: string };

/** The list of a blob's pieces, from wherever: what counts is its digest, which the signed release names. */
export async function fetchManifest(http: HttpClient, ref: BlobRef, signal: AbortSignal): Promise<ManifestAnswer> {
  try {
    const bytes = await http.bytes(`/agent/v1/manifests/${ref.manifestDigest}`, { signal }, MANIFEST_BYTES);
    if (createHash("sha256").update(bytes).digest("hex") !== ref.manifestDigest)
      return wrong(say("manifest-other-digest"));
    const manifest = decodeManifest(bytes);
    if (manifest.digest !== ref.digest || manifest.sizeBytes !== ref.sizeBytes)
      return wrong(say("manifest-other-blob"));
    return { ok: true, manifest };
  } catch (error) {
    if (error instanceof HttpFailure)
      return { ok: false, passing: error.passing, missing: error.status === 404, detail: error.message };
    return wrong((error as Error).message);
  }
}

function wrong(detail: string): ManifestAnswer {
  return { ok: false, passing: false, missing: false, detail: say("manifest-refused", { detail }) };
}
