import { LIMITS } from "@shoal/protocol/limits";
import type { Db } from "../db/schema.ts";
import { type AuditEntry, auditStore } from "./store.ts";

/** A write that was not done, or a read that its caller may not. */
export interface RefusedRequest extends Pick<AuditEntry, "atMs" | "actor" | "remote" | "via" | "requestId"> {
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
  first: RefusedRequest;
  /** How often it came again. */
  times: number;
}

const emptyFolds = () => ({ read: new Map<string, Fold>(), write: new Map<string, Fold>() });

const OTHERS = "others";
const SERVER = { actor: "server", what: "request.refused", subject: OTHERS, detail: {} } as const;

/**
 * Writes refused requests into the trail. One caller can fill it with nothing: the first of a caller, route and reason is written at once,
 * before it is answered, and what comes again within the time is counted and written as one entry when the time is over. Of a caller that
 * is not known, the address is the caller. Where more are told apart than the limit says, the rest is counted together, whoever it was; reads apart from writes, so that no flood of
 * the ones hides the others.
 */
export class RefusedRequests {
  readonly #db: Db;
  #folds = emptyFolds();
  #sinceMs = 0;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @param kind a read that is refused for who asks, or a write, whatever it is refused for */
  async note(kind: "read" | "write", refused: RefusedRequest): Promise<void> {
    if (refused.atMs - this.#sinceMs >= LIMITS.auditFoldMs || refused.atMs < this.#sinceMs)
      await this.flush(refused.atMs);
    const caller = refused.actor === "anonymous" ? `${refused.actor} ${refused.remote}` : refused.actor;
    const key = [caller, refused.route, refused.code].join("\n");
    const folds = this.#folds[kind];
    const known = folds.get(key);
    if (known) return void known.times++;
    if (folds.size >= LIMITS.auditFolds) {
      const others = folds.get(OTHERS);
      if (others) others.times++;
      else folds.set(OTHERS, { first: refused, times: 1 });
      return;
    }
    folds.set(key, { first: refused, times: 0 });
    await auditStore(this.#db).append(entryOf(refused));
  }

  /** Writes what was counted. To be called when the time is over, and before the database is closed. */
  async flush(nowMs: number): Promise<void> {
    const folds = [...this.#folds.write, ...this.#folds.read].filter(([, { times }]) => times > 0);
    const sinceMs = this.#sinceMs;
    this.#folds = emptyFolds();
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

function entryOf({ route, path, code, status, barred, ...who }: RefusedRequest): AuditEntry {
  const detail = { code, status, path, ...(barred ? { barred } : {}) };
  return { ...who, what: "request.refused", subject: route, detail };
}
