import type { Db } from "../db/schema.ts";
import { hashToken } from "./token.ts";

export type Caller = { kind: "operator"; name: string } | { kind: "device"; deviceId: string };

/** Ten thousand agents call often and change rarely, so what a token stands for is remembered. */
export interface Callers {
  /** Who a bearer token belongs to. */
  find(token: string): Promise<Caller | undefined>;
  /** To be called when a token was revoked or replaced. */
  forget(): void;
}

const REMEMBERED = 100_000;

export function createCallers(db: Db): Callers {
  const known = new Map<string, Caller>();
  return {
    async find(token) {
      const remembered = known.get(token);
      if (remembered) return remembered;
      const hash = hashToken(token);
      const device = await db.selectFrom("devices").select("id").where("token_hash", "=", hash).executeTakeFirst();
      const operator = device
        ? undefined
        : await db
            .selectFrom("api_tokens")
            .select("name")
            .where("token_hash", "=", hash)
            .where("revoked_ms", "is", null)
            .executeTakeFirst();
      const caller: Caller | undefined = device
        ? { kind: "device", deviceId: device.id }
        : operator
          ? { kind: "operator", name: operator.name }
          : undefined;
      if (caller) {
        if (known.size >= REMEMBERED) known.clear();
        known.set(token, caller);
      }
      return caller;
    },
    forget: () => known.clear(),
  };
}
