import { join } from "node:path";
import type { Followed, TrustDownload, TrustedTarget } from "@shoal/protocol/node/trust-client";
import { type HttpClient, HttpFailure } from "../http/client.ts";
import type { Log } from "../log/log.ts";
import type { Follow } from "./follow.ts";

export type Looked = Exclude<Followed, { ok: true }> | { ok: true; target: TrustedTarget | null };

export interface ReleasesParts {
  http: HttpClient;
  stateDir: string;
  /** The root that this device was enrolled with. */
  root: string;
  /** Of this system. */
  wallMs: () => number;
  log: Log;
  follow: Follow;
}

interface Asking {
  path: string;
  resolve: (looked: Looked) => void;
}

/** What the release keys have signed. One look at the server's metadata at a time; who asks meanwhile shares the next one. */
export class TrustedReleases {
  readonly #parts: ReleasesParts;
  readonly #stopping = new AbortController();
  #asking: Asking[] = [];
  #running = false;

  constructor(parts: ReleasesParts) {
    this.#parts = parts;
  }

  /** @param path `<package>/<version>` */
  lookUp(path: string): Promise<Looked> {
    return new Promise((resolve) => {
      this.#asking.push({ path, resolve });
      if (!this.#running) void this.#run();
    });
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #run(): Promise<void> {
    this.#running = true;
    // Those who ask in one go are all here by then.
    await Promise.resolve();
    while (this.#asking.length > 0) {
      const asking = this.#asking;
      this.#asking = [];
      const followed = await this.#follow([...new Set(asking.map((each) => each.path))]);
      for (const { path, resolve } of asking)
        resolve(followed.ok ? { ok: true, target: followed.targets[path] ?? null } : followed);
    }
    this.#running = false;
  }

  async #follow(paths: string[]): Promise<Followed> {
    const { stateDir, root, wallMs, log, follow } = this.#parts;
    const job = { folder: join(stateDir, "trust"), root, nowMs: wallMs(), paths };
    const followed = await follow(job, this.#download, this.#stopping.signal);
    for (const what of followed.lost) log.warn(`the memory of releases was damaged; lost is ${what}`);
    return followed;
  }

  #download: TrustDownload = async (file, maxBytes) => {
    const { signal } = this.#stopping;
    try {
      return await this.#parts.http.bytes(`/agent/v1/trust/metadata/${file}`, { signal, packed: true }, maxBytes);
    } catch (error) {
      const { message } = error as Error;
      const { status, code } = error instanceof HttpFailure ? error : new HttpFailure(0, message);
      if (status === 404 && code === "not-found") return "absent";
      return { failed: message, tooLong: status === 200 };
    }
  };
}
