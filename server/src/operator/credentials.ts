import { type Grant, grantsOf, isBound, lent } from "@shoal/core/operator/grants";
import { LIMITS } from "@shoal/protocol/limits";
import type { Permission } from "@shoal/protocol/operator/permissions";
import { hashToken } from "../auth/token.ts";
import type { Db } from "../db/schema.ts";
import { operatorStore } from "./operator-store.ts";
import { roleStore } from "./role-store.ts";
import type { Sessions } from "./sessions.ts";
import { type StoredToken, tokenStore } from "./token-store.ts";

/** Somebody who proved who they are, and what they may do. */
export interface OperatorCaller {
  kind: "operator";
  /** As the audit trail names it: `operator:ann`, `token:ci`. */
  actor: string;
  /** Who stands behind it, whatever token they made for it: two orders that need two people need two of these. */
  person: string;
  /** The account that stands behind it; absent: none, as with a token of a setup link. */
  operatorId?: string;
  /** Of what was shown: one of both. */
  tokenId?: string;
  sessionId?: string;
  grants: readonly Grant[];
  /** Whoever stands behind it is bound to groups in something, whatever of it this shows: who is in a group is not theirs to say. */
  bound: boolean;
  /** Nothing is granted before there is one. */
  secondFactorMissing: boolean;
  expiresMs: number;
  /** Aborted when what was shown no longer holds, for answers that stay open. */
  ended: AbortSignal;
}

interface Remembered {
  caller: OperatorCaller;
  /** Of a token, kept to the minute: a write for every request would be the most of the load. */
  usedMs: number;
  /** Of a session: until when it is believed without being read again. */
  untilMs: number;
}

const REMEMBERED = 10_000;

/** What operators show to be believed, remembered until something of it changes. */
export class Credentials {
  readonly #db: Db;
  readonly #now: () => number;
  readonly #sessions: Sessions;
  /** A password alone opens nothing. */
  readonly secondFactor: boolean;
  readonly #known = new Map<string, Remembered>();
  #ended = new AbortController();

  constructor(options: { db: Db; now: () => number; sessions: Sessions; secondFactor: boolean }) {
    this.#db = options.db;
    this.#now = options.now;
    this.#sessions = options.sessions;
    this.secondFactor = options.secondFactor;
  }

  /** Who shows this token. @param from the address that it comes from, kept as where it was last used */
  async byToken(token: string, from: string): Promise<OperatorCaller | undefined> {
    const hash = hashToken(token);
    const known = this.#known.get(hash) ?? (await this.#readToken(hash));
    const nowMs = this.#now();
    if (!known || known.caller.expiresMs <= nowMs) return undefined;
    if (nowMs - known.usedMs >= LIMITS.apiTokenUsedMs) {
      known.usedMs = nowMs;
      await tokenStore(this.#db).used(known.caller.tokenId!, nowMs, from);
    }
    return known.caller;
  }

  /** Whose session this cookie is. By the system's clock, as better-auth has it. */
  async bySession(cookie: string): Promise<OperatorCaller | undefined> {
    const key = hashToken(cookie);
    const known = this.#known.get(key);
    const nowMs = Date.now();
    if (known && known.untilMs > nowMs && known.caller.expiresMs > nowMs) return known.caller;
    const { signal: ended } = this.#ended;
    const session = await this.#sessions.find(cookie);
    if (!session || session.createdMs + LIMITS.sessionMs <= nowMs) return undefined;
    const operator = await operatorStore(this.#db).find(session.operatorId);
    if (!operator || operator.disabledMs !== null) return undefined;
    const secondFactorMissing = this.secondFactor && !session.strong;
    const grants = secondFactorMissing ? [] : await this.#grantsOf(operator.id);
    const caller: OperatorCaller = {
      ...{
        kind: "operator",
        actor: `operator:${operator.name}`,
        operatorId: operator.id,
        sessionId: session.id,
        ended,
      },
      person: `operator:${operator.id}`,
      ...{ grants, bound: isBound(grants) },
      secondFactorMissing,
      expiresMs: Math.min(session.expiresMs, session.createdMs + LIMITS.sessionMs),
    };
    this.#remember(key, { caller, usedMs: nowMs, untilMs: nowMs + LIMITS.sessionCheckMs });
    return caller;
  }

  /**
   * To be called after each change of tokens, roles, accounts or sessions. Answers that stay open end; whoever reads them comes
   * back and is judged anew.
   */
  forget(): void {
    this.#known.clear();
    this.#ended.abort();
    this.#ended = new AbortController();
  }

  async #readToken(hash: string): Promise<Remembered | undefined> {
    const { signal: ended } = this.#ended;
    const row = await tokenStore(this.#db).byHash(hash);
    if (!row || row.revoked_ms !== null) return undefined;
    const operator = row.operator_id === null ? undefined : await operatorStore(this.#db).find(row.operator_id);
    if (row.operator_id !== null && (!operator || operator.disabledMs !== null)) return undefined;
    const owner = operator && (await this.#grantsOf(operator.id));
    const asOwner = owner !== undefined && row.role === null && row.permissions === null;
    const groups = row.groups === null ? undefined : (JSON.parse(row.groups) as string[]);
    const own = asOwner ? [] : grantsOf(await permissionsIn(this.#db, row), groups);
    const grants = asOwner ? owner : owner ? lent(own, owner) : own;
    const caller: OperatorCaller = {
      ...{ kind: "operator", tokenId: row.id, expiresMs: row.expires_ms, ended, secondFactorMissing: false },
      person: operator ? `operator:${operator.id}` : `token:${await this.#rootOf(row)}`,
      actor: asOwner ? `operator:${operator!.name}` : `token:${row.name}`,
      ...(operator ? { operatorId: operator.id } : {}),
      ...{ grants, bound: isBound(owner ?? grants) || isBound(grants) },
    };
    return this.#remember(hash, { caller, usedMs: row.used_ms ?? 0, untilMs: 0 });
  }

  /** The token that a token was made with, and so on: who made it with one is no second person. */
  async #rootOf(token: StoredToken): Promise<string> {
    let root = token;
    for (let next: StoredToken | undefined = token; next?.made_with; ) {
      next = await tokenStore(this.#db).find(next.made_with);
      if (next) root = next;
    }
    return root.id;
  }

  async #grantsOf(operatorId: string): Promise<Grant[]> {
    const grants: Grant[] = [];
    for (const { role, groups } of await operatorStore(this.#db).rolesOf(operatorId)) {
      const permissions = (await roleStore(this.#db).find(role))?.permissions ?? [];
      grants.push(...grantsOf(permissions as Permission[], groups));
    }
    return grants;
  }

  #remember(key: string, remembered: Remembered): Remembered {
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    // What was forgotten while this was read may be what was read.
    if (!remembered.caller.ended.aborted) this.#known.set(key, remembered);
    return remembered;
  }
}

async function permissionsIn(db: Db, { role, permissions }: StoredToken): Promise<Permission[]> {
  if (permissions !== null) return JSON.parse(permissions) as Permission[];
  // A role that is gone gives nothing.
  return ((await roleStore(db).find(role ?? ""))?.permissions ?? []) as Permission[];
}
