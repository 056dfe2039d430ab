import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import { operatorOf } from "../auth/hooks.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { AccountParts } from "./parts.ts";

export interface ProvedSession {
  operatorId: string;
  sessionId: string;
  actor: string;
}

/** What better-auth says by its codes of an account that is not so. */
const WORDS: Partial<Record<string, "password-none" | "totp-there" | "totp-none">> = {
  CREDENTIAL_ACCOUNT_NOT_FOUND: "password-none",
  TOTP_ALREADY_ENABLED: "totp-there",
  TWO_FACTOR_NOT_ENABLED: "totp-none",
};

/** The session that asks; what concerns how somebody proves themselves is not for API tokens. */
export function sessionOf(request: FastifyRequest): ProvedSession {
  const { operatorId, sessionId, actor } = operatorOf(request);
  if (!operatorId || !sessionId) throw new Refusal("forbidden", say("needs-session"));
  return { operatorId, sessionId, actor };
}

/** Whoever would change how an account is entered proves once more that they are its owner: a cookie may be stolen (ASVS 5.0, 7.5). */
export class ProveAnew {
  readonly #db: Services["db"];
  readonly #parts: AccountParts;

  constructor({ db }: Services, parts: AccountParts) {
    this.#db = db;
    this.#parts = parts;
  }

  /** By the password, or where there is none by having signed in a moment ago. */
  async by(request: FastifyRequest, password: string | undefined): Promise<ProvedSession> {
    const session = sessionOf(request);
    const { sessions } = this.#parts;
    if (password !== undefined) {
      const asked = { headers: sessions.headersOf(request), asResponse: true } as const;
      await this.asking(request, () => sessions.accounts.api.verifyPassword({ body: { password }, ...asked }));
      return session;
    }
    const own = await this.#db
      .selectFrom("operator_accounts")
      .select("id")
      .where("userId", "=", session.operatorId)
      .where("providerId", "=", "credential")
      .executeTakeFirst();
    if (own) throw new Refusal("sign-in-refused", say("password-again"));
    const { createdAt } = await this.#db
      .selectFrom("operator_sessions")
      .select("createdAt")
      .where("id", "=", session.sessionId)
      .executeTakeFirstOrThrow();
    if (Date.now() - Date.parse(createdAt) > LIMITS.sessionFreshMs)
      throw new Refusal("sign-in-refused", say("sign-in-once-more", { minutes: LIMITS.sessionFreshMs / 60_000 }));
    return session;
  }

  /** What better-auth was asked, with the password that it judges. */
  async asking(request: FastifyRequest, ask: () => Promise<Response>): Promise<Response> {
    const { guard } = this.#parts;
    // Of an account whose owner sits here: strangers' tries are counted apart.
    const attempt = { account: sessionOf(request).operatorId, known: true, source: request.ip, browser: "session" };
    await guard.begin(attempt);
    const answer = await ask();
    if (answer.ok) {
      await guard.succeeded(attempt);
      return answer;
    }
    const { code = "", message = "" } = (await answer.json().catch(() => ({}))) as { code?: string; message?: string };
    if (/PASSWORD/.test(code)) throw new Refusal("sign-in-refused", say("password-wrong"));
    await guard.succeeded(attempt);
    const known = WORDS[code];
    throw new Refusal("conflict", known ? say(known) : say("account-refused", { words: message.toLowerCase() }));
  }
}
