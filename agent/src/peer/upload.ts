import type { ServerResponse } from "node:http";
import type { RateGate } from "../fetch/rate-gate.ts";

export interface UploadOptions {
  gate: RateGate;
  /** Ceiling of everything that this device sends to others; 0 is none. */
  rateBytesPerSecond: () => number;
  /** Within this a reader has taken a piece, or is cut. */
  takeMs: number;
}

/** One answer on its way: as fast as the ceiling lets it go, and only as long as its reader takes it. */
export class Upload {
  readonly #response: ServerResponse;
  readonly #options: UploadOptions;
  readonly #gone = new AbortController();

  constructor(response: ServerResponse, options: UploadOptions) {
    this.#response = response;
    this.#options = options;
    response.once("close", () => this.#gone.abort());
  }

  /** Aborted when the answer has ended, one way or the other. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** @returns whether the reader's system has taken it; where not, the connection is gone */
  async send(...parts: Uint8Array[]): Promise<boolean> {
    const lengthBytes = parts.reduce((sum, part) => sum + part.length, 0);
    try {
      await this.#options.gate.pass(lengthBytes, this.#options.rateBytesPerSecond(), () => undefined, this.gone);
    } catch {
      return false;
    }
    return await this.#taken(parts);
  }

  end(): void {
    this.#response.end();
  }

  /** Not an end that a reader could take for a whole answer. */
  cut(): void {
    this.#response.destroy();
  }

  #taken(parts: Uint8Array[]): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.gone.aborted) return resolve(false);
      const timer = setTimeout(() => this.cut(), this.#options.takeMs);
      const settle = (taken: boolean) => {
        clearTimeout(timer);
        this.gone.removeEventListener("abort", lost);
        resolve(taken);
      };
      const lost = () => settle(false);
      this.gone.addEventListener("abort", lost);
      for (const [at, part] of parts.entries())
        this.#response.write(part, at === parts.length - 1 ? (error) => settle(!error) : undefined);
    });
  }
}
