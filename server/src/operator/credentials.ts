import type { Grant } from "@shoal/core/operator/grants";
import { LIMITS } from "@shoal/protocol/limits";
import type { Permission } from "@shoal/protocol/operator/permissions";
import { hashToken } from "../auth/token.ts";
import type { Db } from "../db/schema.ts";
import { roleStore } from "./role-store.ts";
import { type StoredToken, tokenStore } from "./token-store.ts";

/** Somebody who proved who they are, and what they may do. */
export interface OperatorCaller {
  kind: "operator";
  /** As the audit trail names it: `token:ci`. */
  actor: string;
  /** Of the API token that was shown. */
  tokenId: string;
  grants: readonly Grant[];
  expiresMs: number;
  /** Aborted when what was shown no longer holds, for answers that stay open. */
  ended: AbortSignal;
}

interface Remembered {
  caller: OperatorCaller;
  /** Kept to the minute: a write for every request would be the most of the load. */
  usedMs: number;
}

const REMEMBERED = 10_000;

/** What operators show to be believed, remembered until something of it changes. */
export class Credentials {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #known = new Map<string, Remembered>();
  #ended = new AbortController();

  constructor(db: Db, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Who shows this token. @param from the address that it comes from, kept as where it was last used */
  async byToken(token: string, from: string): Promise<OperatorCaller | undefined> {
    const hash = hashToken(token);
    const known = this.#known.get(hash) ?? (await this.#read(hash));
    const nowMs = this.#now();
    if (!known || known.caller.expiresMs <= nowMs) return undefined;
    if (nowMs - known.usedMs >= LIMITS.apiTokenUsedMs) {
      known.usedMs = nowMs;
      await tokenStore(this.#db).used(known.caller.tokenId, nowMs, from);
    }
    return known.caller;
  }

  /** To be called after each change of tokens or roles. Answers that stay open end; whoever reads them comes back and is judged anew. */
  forget(): void {
    this.#known.clear();
    this.#ended.abort();
    this.#ended = new AbortController();
  }

  async #read(hash: string): Promise<Remembered | undefined> {
    const { signal: ended } = this.#ended;
    const row = await tokenStore(this.#db).byHash(hash);
    if (!row || row.revoked_ms !== null) return undefined;
    const caller: OperatorCaller = {
      ...{ kind: "operator", actor: `token:${row.name}`, tokenId: row.id, expiresMs: row.expires_ms, ended },
      grants: [{ permissions: new Set(await permissionsIn(this.#db, row)) }],
    };
    const remembered = { caller, usedMs: row.used_ms ?? 0 };
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    // What was forgotten while this was read may be what was read.
    if (!ended.aborted) this.#known.set(hash, remembered);
    return remembered;
  }
}

async function permissionsIn(db: Db, { role, permissions }: StoredToken): Promise<Permission[]> {
  if (permissions !== null) return JSON.parse(permissions) as Permission[];
  // A role that is gone gives nothing.
  return ((await roleStore(db).find(role ?? ""))?.permissions ?? []) as Permission[];
}
