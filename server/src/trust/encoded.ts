import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { LIMITS } from "@shoal/protocol/limits";

const compress = promisify(brotliCompress);
/** What is shorter goes into one packet as it is. */
const LEAST_BYTES = 1024;

/**
 * Metadata in Brotli at its strongest: made once for each version, by a thread of Node's own, since all devices read the same. Which file it is
 * says what is in it, so what was made is never out of date.
 */
export class EncodedMetadata {
  readonly #made = new Map<string, { bytes: Promise<Buffer>; size: number }>();
  #size = 0;

  /** @returns undefined where it is not worth it */
  async of(file: string, text: string): Promise<Buffer | undefined> {
    if (text.length < LEAST_BYTES) return undefined;
    const known = this.#made.get(file);
    if (known) return await known.bytes;
    const made = { bytes: compress(text), size: text.length };
    this.#made.set(file, made);
    this.#size += made.size;
    for (const [oldest, { size }] of this.#made) {
      if (this.#size <= LIMITS.trustEncodedBytes) break;
      this.#made.delete(oldest);
      this.#size -= size;
    }
    return await made.bytes;
  }
}
