import type { Db } from "../db/schema.ts";
import type { Credentials, OperatorCaller } from "../operator/credentials.ts";
import { hashToken } from "./token.ts";

export type Caller = OperatorCaller | { kind: "device"; deviceId: string };

/** Ten thousand agents call often and change rarely, so what a token stands for is remembered. */
export interface Callers {
  /** Who a bearer token belongs to. @param from the address that it comes from */
  find(token: string, from: string): Promise<Caller | undefined>;
  /** To be called when a token was revoked or replaced. */
  forget(): void;
}

const REMEMBERED = 100_000;

export function createCallers(db: Db, credentials: Credentials): Callers {
  const known = new Map<string, Caller>();
  return {
    async find(token, from) {
      const remembered = known.get(token);
      if (remembered) return remembered;
      const device = await db
        .selectFrom("devices")
        .select("id")
        .where("token_hash", "=", hashToken(token))
        .executeTakeFirst();
      if (!device) return await credentials.byToken(token, from);
      const caller: Caller = { kind: "device", deviceId: device.id };
      if (known.size >= REMEMBERED) known.clear();
      known.set(token, caller);
      return caller;
    },
    forget: () => known.clear(),
  };
}
