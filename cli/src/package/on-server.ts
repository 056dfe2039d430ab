import { encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Release } from "@shoal/protocol/package/release";
import { undefinedWhereAbsent } from "../api/absent.ts";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import type { HashedFile } from "./hash-files.ts";

/** What the server has of a release that is about to be published. */
export interface OnServer {
  /** Digests of files that need no upload. */
  known: string[];
  /** This version: not there, there with this very content, or there with another. */
  release: "absent" | "same" | "other";
  /** Digest of the release as it is there. */
  digest: string | undefined;
}

/** Questions at a time: enough to hide the way there and back, few enough to be polite. */
const PARALLEL = 8;

export async function askServer(
  invocation: Invocation,
  release: Release,
  files: readonly HashedFile[],
): Promise<OnServer> {
  const api = await invocation.api();
  const path = { name: release.name, version: release.version };
  const before = await undefinedWhereAbsent(
    answerOf(api.GET("/api/v1/packages/{name}/releases/{version}", { params: { path } })),
  );
  const known: string[] = [];
  const queue = [...files];
  await Promise.all(
    Array.from({ length: PARALLEL }, async () => {
      for (let file = queue.shift(); file; file = queue.shift()) {
        const { digest } = file.ref;
        if (await undefinedWhereAbsent(answerOf(api.GET("/api/v1/blobs/{digest}", { params: { path: { digest } } }))))
          known.push(digest);
      }
    }),
  );
  return {
    known,
    release: before === undefined ? "absent" : sameContent(before.release, release) ? "same" : "other",
    digest: before?.digest,
  };
}

/** By their encoding, which has no freedom; the order of keys in JSON has. */
function sameContent(there: unknown, release: Release): boolean {
  return Buffer.compare(encodeCbor(there), encodeCbor(release)) === 0;
}

/** Sends the document, to be signed. */
export async function stageRelease(invocation: Invocation, document: Uint8Array): Promise<void> {
  const api = await invocation.api();
  await answerOf(
    api.POST("/api/v1/staged-releases", {
      // The document can only say that the body is bytes.
      body: document as never,
      bodySerializer: (body) => body,
      headers: { "content-type": "application/cbor" },
    }),
  );
}
