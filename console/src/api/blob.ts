import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { answerOf, api, Refused, refusedBy } from "./client.ts";

/** What the server has of this content; undefined: nothing. */
export async function findBlob(digest: string): Promise<BlobRef | undefined> {
  try {
    return await answerOf(api.GET("/api/v1/blobs/{digest}", { params: { path: { digest } } }));
  } catch (error) {
    if (error instanceof Refused && error.problem.status === 404) return undefined;
    throw error;
  }
}

/**
 * Sends a file under its digest. By `XMLHttpRequest`, which says how much of it is on its way; `fetch` does not.
 * @throws Refused where the server says no
 * @throws TypeError where it was not reached, or no more
 */
export function putBlob(
  digest: string,
  file: Blob,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<BlobRef> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", `/api/v1/blobs/${digest}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded }) => onSent(loaded));
    request.addEventListener("load", () => {
      const { status, statusText, responseText } = request;
      if (status >= 200 && status < 300) return resolve(JSON.parse(responseText) as BlobRef);
      reject(refusedBy({ status, statusText }, parsed(responseText)));
    });
    const cut = () => reject(new TypeError("the connection was lost"));
    for (const kind of ["error", "timeout", "abort"]) request.addEventListener(kind, cut);
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
