import { sha256 } from "@noble/hashes/sha2.js";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { BlobHasher } from "@shoal/protocol/content/piece-hasher";

/** What the page that has started it is told. */
export type Hashed = { doneBytes: number } | { ref: BlobRef } | { why: string };

/** Of a file, between two words about how far it is. */
const EACH_BYTES = 4 * 1024 * 1024;

/** Beside the page, which stays as quick as it was: reads a file as it comes, and keeps nothing of it. */
addEventListener("message", ({ data }: MessageEvent<File>) => {
  hash(data).then(
    (ref) => postMessage({ ref } satisfies Hashed),
    (error: Error) => postMessage({ why: error.message } satisfies Hashed),
  );
});

async function hash(file: File): Promise<BlobRef> {
  const hasher = new BlobHasher(() => sha256.create());
  const reader = file.stream().getReader();
  let told = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return hasher.finish().ref;
    hasher.update(value);
    if (hasher.sizeBytes - told < EACH_BYTES) continue;
    told = hasher.sizeBytes;
    postMessage({ doneBytes: told } satisfies Hashed);
  }
}
