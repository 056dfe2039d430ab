import { hashToken, newId } from "../auth/token.ts";
import type { Db } from "../db/schema.ts";

export interface EnrolmentToken {
  id: string;
  createdMs: number;
  createdBy: string;
  expiresMs: number;
  uses: number;
  usesLeft: number;
  revoked: boolean;
  group?: string;
}

/** What became of a try to enrol with a secret. */
export type Spent =
  | { ok: true; id: string; group: string | undefined }
  | { ok: false; why: "unknown" | "expired" | "used-up" | "revoked" };

export interface EnrolmentStore {
  make(
    secret: string,
    options: {
      /** Of the trust document that the token pins agents to. */
      trustDigest: string;
      nowMs: number;
      lifeMs: number;
      uses: number;
      by: string;
      group?: string | undefined;
    },
  ): Promise<EnrolmentToken>;
  list(): Promise<EnrolmentToken[]>;
  /** @returns false where there is no such token */
  revoke(id: string, nowMs: number): Promise<boolean>;
  /** Takes one use of the token that this is the secret of. */
  spend(secret: string, nowMs: number): Promise<Spent>;
}

export function enrolmentStore(db: Db): EnrolmentStore {
  return {
    async make(secret, { trustDigest, nowMs, lifeMs, uses, by, group }) {
      const row = {
        id: newId("e-"),
        secret_hash: hashToken(secret),
        trust_digest: trustDigest,
        group_name: group ?? null,
        created_ms: nowMs,
        created_by: by,
        expires_ms: nowMs + lifeMs,
        uses,
        uses_left: uses,
        revoked_ms: null,
      };
      await db.insertInto("enrolment_tokens").values(row).execute();
      return toToken(row);
    },
    async list() {
      return (
        await db.selectFrom("enrolment_tokens").selectAll().orderBy("created_ms", "desc").limit(500).execute()
      ).map(toToken);
    },
    async revoke(id, nowMs) {
      const { numUpdatedRows } = await db
        .updateTable("enrolment_tokens")
        .set({ revoked_ms: nowMs })
        .where("id", "=", id)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async spend(secret, nowMs) {
      const row = await db
        .selectFrom("enrolment_tokens")
        .selectAll()
        .where("secret_hash", "=", hashToken(secret))
        .executeTakeFirst();
      if (!row) return { ok: false, why: "unknown" };
      if (row.revoked_ms !== null) return { ok: false, why: "revoked" };
      if (nowMs >= row.expires_ms) return { ok: false, why: "expired" };
      const { numUpdatedRows } = await db
        .updateTable("enrolment_tokens")
        .set((eb) => ({ uses_left: eb("uses_left", "-", 1) }))
        .where("id", "=", row.id)
        .where("uses_left", ">", 0)
        .executeTakeFirst();
      return numUpdatedRows > 0n
        ? { ok: true, id: row.id, group: row.group_name ?? undefined }
        : { ok: false, why: "used-up" };
    },
  };
}

function toToken(row: {
  id: string;
  created_ms: number;
  created_by: string;
  expires_ms: number;
  uses: number;
  uses_left: number;
  revoked_ms: number | null;
  group_name: string | null;
}): EnrolmentToken {
  return {
    id: row.id,
    createdMs: row.created_ms,
    createdBy: row.created_by,
    expiresMs: row.expires_ms,
    uses: row.uses,
    usesLeft: row.uses_left,
    revoked: row.revoked_ms !== null,
    ...(row.group_name === null ? {} : { group: row.group_name }),
  };
}
