import { LIMITS } from "@shoal/protocol/limits";
import type { Db } from "../db/schema.ts";
import { type AuditEntry, auditStore } from "./store.ts";

/** A write that was not done. */
export interface RefusedWrite extends Pick<AuditEntry, "atMs" | "actor" | "remote" | "via" | "requestId"> {
  /** The route as it is declared: `POST /api/v1/tasks/:id/start`. */
  route: string;
  /** The path that was asked for, without its query. */
  path: string;
  /** Of the answer; `http` where it is none of the catalogue's. */
  code: string;
  status: number;
  /** Of a device from which nothing is taken any more: why. */
  barred?: string;
}

interface Fold {
  first: RefusedWrite;
  /** How often it came again. */
  times: number;
}

const OTHERS = "others";
const SERVER = { actor: "server", what: "request.refused", subject: OTHERS, detail: {} } as const;

/**
 * Writes refused writes into the trail. One caller can fill it with nothing: the first of a caller, route and reason is written at once,
 * before it is answered, and what comes again within the time is counted and written as one entry when the time is over. Of a caller that
 * is not known, the address is the caller. Where more are told apart than the limit says, the rest is counted together, whoever it was.
 */
export class RefusedWrites {
  readonly #db: Db;
  #folds = new Map<string, Fold>();
  #sinceMs = 0;

  constructor(db: Db) {
    this.#db = db;
  }

  async note(write: RefusedWrite): Promise<void> {
    if (write.atMs - this.#sinceMs >= LIMITS.auditFoldMs || write.atMs < this.#sinceMs) await this.flush(write.atMs);
    const caller = write.actor === "anonymous" ? `${write.actor} ${write.remote}` : write.actor;
    const key = [caller, write.route, write.code].join("\n");
    const known = this.#folds.get(key);
    if (known) return void known.times++;
    if (this.#folds.size >= LIMITS.auditFolds) {
      const others = this.#folds.get(OTHERS);
      if (others) others.times++;
      else this.#folds.set(OTHERS, { first: write, times: 1 });
      return;
    }
    this.#folds.set(key, { first: write, times: 0 });
    await auditStore(this.#db).append(entryOf(write));
  }

  /** Writes what was counted. To be called when the time is over, and before the database is closed. */
  async flush(nowMs: number): Promise<void> {
    const folds = [...this.#folds].filter(([, { times }]) => times > 0);
    const sinceMs = this.#sinceMs;
    this.#folds = new Map();
    this.#sinceMs = nowMs;
    if (folds.length === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      for (const [key, { first, times }] of folds) {
        const { detail, ...entry } = key === OTHERS ? { ...SERVER, atMs: nowMs } : entryOf({ ...first, atMs: nowMs });
        await auditStore(trx).append({ ...entry, detail: { ...detail, times, sinceMs } });
      }
    });
  }
}

function entryOf({ route, path, code, status, barred, ...who }: RefusedWrite): AuditEntry {
  const detail = { code, status, path, ...(barred ? { barred } : {}) };
  return { ...who, what: "request.refused", subject: route, detail };
}
