import { say } from "@shoal/protocol/sentence/say";
import { symmetricDecrypt } from "better-auth/crypto";
import type { Db } from "../db/schema.ts";
import { Refusal } from "../http/refusal.ts";
import type { Accounts } from "./accounts.ts";

/** What was used within these is not taken again; longer than a code is good for. */
const KEPT_MS = 60_000;

/**
 * Codes of authenticators (RFC 6238): each is good for its own 30 seconds and once (ASVS 5.0, 6.5.1 and 6.5.5). better-auth alone would take those of the 30 seconds
 * before and after, too.
 */
export class TotpCodes {
  readonly #used = new Map<string, number>();
  readonly #db: Db;
  readonly #accounts: Accounts;

  constructor(db: Db, accounts: Accounts) {
    this.#db = db;
    this.#accounts = accounts;
  }

  /**
   * @returns whether it is the code of these 30 seconds, for the first time
   * @throws Refusal where the seed was encrypted with another key than the server has now
   */
  async take(operatorId: string, code: string): Promise<boolean> {
    const row = await this.#db
      .selectFrom("operator_totp")
      .select("secret")
      .where("userId", "=", operatorId)
      .executeTakeFirst();
    if (!row) return false;
    const { secretConfig: key } = await this.#accounts.$context;
    const secret = await symmetricDecrypt({ key, data: row.secret }).catch(() => {
      throw new Refusal("sign-in-refused", say("seed-unreadable"));
    });
    if (code !== (await this.#accounts.api.generateTOTP({ body: { secret } })).code) return false;
    const nowMs = Date.now();
    for (const [key, atMs] of this.#used) {
      if (nowMs - atMs < KEPT_MS) break;
      this.#used.delete(key);
    }
    const used = `${operatorId} ${code}`;
    if (this.#used.has(used)) return false;
    this.#used.set(used, nowMs);
    return true;
  }
}
