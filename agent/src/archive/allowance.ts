import { Transform } from "node:stream";
import { LIMITS } from "@shoal/protocol/limits";
import { ArchiveRefused } from "./entry.ts";

/** Below this no ratio is a bomb: a small file of zeros is honest, and no disk is filled by it. */
const HONEST_BYTES = 64 * 1024 ** 2;

/** Counts what comes out of an archive, and refuses it where that is too much for what went in. */
export class Allowance {
  readonly #maxBytes: number;
  #bytes = 0;
  #entries = 0;

  /** @param packedBytes size of the archive */
  constructor(packedBytes: number, honestBytes: number = HONEST_BYTES) {
    this.#maxBytes = Math.min(LIMITS.archiveBytes, Math.max(honestBytes, packedBytes * LIMITS.archiveRatio));
  }

  addBytes(count: number): void {
    this.#bytes += count;
    if (this.#bytes > this.#maxBytes)
      throw new ArchiveRefused(
        `more than ${this.#maxBytes} bytes come out of it, which no honest archive of its size holds`,
      );
  }

  addEntry(): void {
    this.#entries++;
    if (this.#entries > LIMITS.archiveEntries)
      throw new ArchiveRefused(`it has more than ${LIMITS.archiveEntries} entries`);
  }

  /** Lets bytes through as long as they are allowed. */
  gate(): Transform {
    const allowance = this;
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        try {
          allowance.addBytes(chunk.length);
          done(null, chunk);
        } catch (error) {
          done(error as Error);
        }
      },
    });
  }
}
