import { randomBytes } from "node:crypto";
import { LIMITS } from "@shoal/protocol/limits";
import { hashToken } from "../auth/token.ts";
import type { Db } from "../db/schema.ts";

/** Links by which operators choose a password. Hashed: who has the database has none of them. */
export interface InvitationStore {
  /** The one before is gone. */
  make(operatorId: string, nowMs: number): Promise<{ secret: string; expiresMs: number }>;
  /** Once. @returns whose it is */
  take(secret: string, nowMs: number): Promise<string | undefined>;
}

export function invitationStore(db: Db): InvitationStore {
  return {
    async make(operatorId, nowMs) {
      await db.deleteFrom("operator_invitations").where("operator_id", "=", operatorId).execute();
      const secret = `invitation.${randomBytes(24).toString("base64url")}`;
      const expiresMs = nowMs + LIMITS.invitationMs;
      await db
        .insertInto("operator_invitations")
        .values({ secret_hash: hashToken(secret), operator_id: operatorId, expires_ms: expiresMs })
        .execute();
      return { secret, expiresMs };
    },
    async take(secret, nowMs) {
      const taken = await db
        .deleteFrom("operator_invitations")
        .where("secret_hash", "=", hashToken(secret))
        .returning(["operator_id", "expires_ms"])
        .executeTakeFirst();
      return taken && taken.expires_ms > nowMs ? taken.operator_id : undefined;
    },
  };
}
