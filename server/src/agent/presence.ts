import type { Logger } from "pino";
import type { Db } from "../db/schema.ts";
import { deviceStore } from "../device/store.ts";

const FLUSH_MS = 2000;
/** Rows in one transaction, so that others get their turn in between. */
const BATCH = 1000;

/** When each device was last heard from; written in batches, because a fleet says "here I am" a thousand times a second. */
export class Presence {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #log: Logger;
  readonly #timer: NodeJS.Timeout;
  #seen = new Map<string, number>();
  /** That are being written at this moment. */
  #writing = new Map<string, number>();

  constructor(db: Db, now: () => number, log: Logger) {
    this.#db = db;
    this.#now = now;
    this.#log = log;
    this.#timer = setInterval(
      () => void this.flush().catch((error: Error) => this.#log.warn({ err: error }, "presence could not be written")),
      FLUSH_MS,
    );
    this.#timer.unref();
  }

  seen(deviceId: string): void {
    this.#seen.set(deviceId, this.#now());
  }

  /** Heard from since the last time that this was written. */
  heard(deviceId: string): boolean {
    return this.#seen.has(deviceId) || this.#writing.has(deviceId);
  }

  async flush(): Promise<void> {
    this.#writing = this.#seen;
    this.#seen = new Map();
    const all = [...this.#writing];
    const devices = deviceStore(this.#db, () => true);
    for (let at = 0; at < all.length; at += BATCH) await devices.seen(new Map(all.slice(at, at + BATCH)));
    this.#writing = new Map();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
