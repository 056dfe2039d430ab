import { request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";

/** Sends a blob as the CLI does, from a stream. @throws Error where the answer is not 201 */
export async function upload(
  url: string,
  token: string,
  ref: BlobRef,
  chunks: Iterable<Buffer> | Readable,
): Promise<void> {
  const sending = request(`${url}/api/v1/blobs/${ref.digest}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-length": String(ref.sizeBytes) },
  });
  const answered = new Promise<void>((resolve, reject) => {
    sending.on("error", reject).on("response", (response) => {
      response.resume();
      if (response.statusCode === 201) resolve();
      else reject(new Error(`the upload was answered with ${response.statusCode}`));
    });
  });
  const source = chunks instanceof Readable ? chunks : Readable.from(chunks, { objectMode: false });
  await Promise.all([pipeline(source, sending), answered]);
}
