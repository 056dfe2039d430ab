import type { Db } from "../db/schema.ts";
import { hashToken } from "./token.ts";

export type Caller = { kind: "operator"; name: string } | { kind: "device"; deviceId: string };

/** Operators' scripts call often and tokens change rarely, so what a token stands for is remembered. */
export interface Callers {
  /** Who a bearer token belongs to. */
  find(token: string): Promise<Caller | undefined>;
  /** To be called when a token was revoked or replaced. */
  forget(): void;
}

const REMEMBERED = 10_000;

export function createCallers(db: Db): Callers {
  const known = new Map<string, Caller>();
  return {
    async find(token) {
      const remembered = known.get(token);
      if (remembered) return remembered;
      const hash = hashToken(token);
      const operator = await db
        .selectFrom("api_tokens")
        .select("name")
        .where("token_hash", "=", hash)
        .where("revoked_ms", "is", null)
        .executeTakeFirst();
      if (!operator) return undefined;
      const caller: Caller = { kind: "operator", name: operator.name };
      if (known.size >= REMEMBERED) known.clear();
      known.set(token, caller);
      return caller;
    },
    forget: () => known.clear(),
  };
}
