import type { ApiTokenRow } from "@shoal/protocol/api/operator";
import type { Permission } from "@shoal/protocol/operator/permissions";
import type { Selectable } from "kysely";
import { newId, newToken } from "../auth/token.ts";
import type { Db } from "../db/schema.ts";
import { groupsText } from "./operator-store.ts";
import type { OperatorTables } from "./tables.ts";

export interface NewToken {
  name: string;
  role?: string | undefined;
  permissions?: readonly Permission[] | undefined;
  groups?: readonly string[] | undefined;
  /** The token that it is made with, by id. */
  madeWith?: string | undefined;
  operatorId?: string | undefined;
  by: string;
  nowMs: number;
  expiresMs: number;
}

export type StoredToken = Selectable<OperatorTables["api_tokens"]>;

/** The server keeps a token's SHA-256 alone: who has the database has no token. */
export interface TokenStore {
  add(token: NewToken): Promise<{ token: string; row: ApiTokenRow }>;
  byHash(hash: string): Promise<StoredToken | undefined>;
  find(id: string): Promise<StoredToken | undefined>;
  /** Newest first. @param of only those that are good and were made by this actor; undefined: all that ever were */
  list(of?: { actor: string; nowMs: number }): Promise<ApiTokenRow[]>;
  /** Good ones with this name. */
  named(name: string, nowMs: number): Promise<StoredToken[]>;
  /** Ends a token and all that were made with it. @returns their ids */
  revoke(id: string, nowMs: number): Promise<string[]>;
  /** Ends those of an operator. @param which `logins`: only those that may do what they may. @returns how many */
  revokeOf(operatorId: string, nowMs: number, which: "all" | "logins"): Promise<number>;
  used(id: string, nowMs: number, from: string): Promise<void>;
}

export function tokenStore(db: Db): TokenStore {
  const all = () => db.selectFrom("api_tokens").selectAll();
  const good = (nowMs: number) => all().where("revoked_ms", "is", null).where("expires_ms", ">", nowMs);
  const revoke = async (id: string, nowMs: number): Promise<string[]> => {
    const ended: string[] = [];
    for (let next = [id]; next.length > 0; ) {
      ended.push(...next);
      const children = await all()
        .select("id")
        .where("made_with", "in", next)
        .where("revoked_ms", "is", null)
        .execute();
      next = children.map((child) => child.id).filter((child) => !ended.includes(child));
    }
    await db
      .updateTable("api_tokens")
      .set({ revoked_ms: nowMs })
      .where("id", "in", ended)
      .where("revoked_ms", "is", null)
      .execute();
    return ended;
  };
  return {
    async add({ name, role, permissions, groups, madeWith, operatorId, by, nowMs, expiresMs }) {
      const { token, hash } = newToken("so_");
      const stored: StoredToken = {
        ...{ id: newId("t-"), name, token_hash: hash, role: role ?? null },
        permissions: permissions === undefined ? null : JSON.stringify(permissions),
        groups: groupsText(groups),
        ...{
          made_with: madeWith ?? null,
          operator_id: operatorId ?? null,
          created_ms: nowMs,
          created_by: by,
          expires_ms: expiresMs,
        },
        ...{ used_ms: null, used_from: null, revoked_ms: null },
      };
      await db.insertInto("api_tokens").values(stored).execute();
      return { token, row: rowOf(stored) };
    },
    byHash: async (hash) => await all().where("token_hash", "=", hash).executeTakeFirst(),
    find: async (id) => await all().where("id", "=", id).executeTakeFirst(),
    async list(of) {
      const rows = of ? good(of.nowMs).where("created_by", "=", of.actor) : all();
      return (await rows.orderBy("created_ms", "desc").orderBy("id").execute()).map(rowOf);
    },
    named: async (name, nowMs) => await good(nowMs).where("name", "=", name).execute(),
    revoke,
    async revokeOf(operatorId, nowMs, which) {
      let query = all().select("id").where("operator_id", "=", operatorId).where("revoked_ms", "is", null);
      if (which === "logins") query = query.where("role", "is", null).where("permissions", "is", null);
      let ended = 0;
      for (const { id } of await query.execute()) ended += (await revoke(id, nowMs)).length;
      return ended;
    },
    async used(id, nowMs, from) {
      await db.updateTable("api_tokens").set({ used_ms: nowMs, used_from: from }).where("id", "=", id).execute();
    },
  };
}

export function rowOf(token: StoredToken): ApiTokenRow {
  return {
    ...{ id: token.id, name: token.name },
    ...(token.role === null ? {} : { role: token.role }),
    ...(token.permissions === null ? {} : { permissions: JSON.parse(token.permissions) as string[] }),
    ...(token.groups === null ? {} : { groups: JSON.parse(token.groups) as string[] }),
    ...(token.role === null && token.permissions === null ? { login: true } : {}),
    ...{ createdMs: token.created_ms, createdBy: token.created_by, expiresMs: token.expires_ms },
    ...(token.used_ms === null ? {} : { usedMs: token.used_ms }),
    ...(token.used_from === null ? {} : { usedFrom: token.used_from }),
    ...(token.revoked_ms === null ? {} : { revokedMs: token.revoked_ms }),
  };
}
