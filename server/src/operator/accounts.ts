import { LIMITS } from "@shoal/protocol/limits";
import { betterAuth } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Logger } from "pino";
import { hashToken } from "../auth/token.ts";
import type { Db } from "../db/schema.ts";
import { hashPassword, verifyPassword } from "./password.ts";

export interface AccountOptions {
  db: Db;
  log: Logger;
  /** Signs cookies and encrypts seeds of authenticators; not in the database. */
  secret: string;
  /** Browsers come by TLS. */
  tls: boolean;
}

/** What a session was opened by, where that was not a password. */
export type Means = "passkey" | "sign-on" | "invitation";

/** Standard Schema, of what only we call. */
const Opening = {
  "~standard": { version: 1, vendor: "shoal", validate: (value: unknown) => ({ value }) },
} as const;

/**
 * Passwords, sessions and second factors are better-auth's. It is called by our routes alone: none of its own is open, so everything
 * that can be asked is in our OpenAPI, behind our guards and in our audit trail.
 */
export function createAccounts({ db, log, secret, tls }: AccountOptions) {
  return betterAuth({
    appName: "Shoal",
    // Asked for, and of no use where no route of its own is open.
    baseURL: "http://shoal.invalid",
    secret,
    database: { db, type: "sqlite" },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { log: (level, message) => log.debug({ level }, message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: LIMITS.passwordLeastChars,
      maxPasswordLength: LIMITS.passwordChars,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: { modelName: "operators" },
    session: {
      modelName: "operator_sessions",
      expiresIn: LIMITS.sessionIdleMs / 1000,
      updateAge: LIMITS.sessionCheckMs / 1000,
      additionalFields: { means: { type: "string", required: false, input: false } },
    },
    account: { modelName: "operator_accounts" },
    verification: { modelName: "operator_verifications" },
    databaseHooks: {
      session: {
        create: {
          // Whichever way somebody comes: whoever is disabled gets no session.
          before: async ({ userId }) => {
            const operator = await db
              .selectFrom("operators")
              .select("disabled_ms")
              .where("id", "=", userId)
              .executeTakeFirst();
            return operator?.disabled_ms === null ? undefined : false;
          },
        },
      },
    },
    advanced: {
      cookiePrefix: tls ? "__Host-shoal" : "shoal",
      useSecureCookies: false,
      defaultCookieAttributes: { secure: tls, sameSite: "strict", httpOnly: true, path: "/" },
      ipAddress: { ipAddressHeaders: [FROM_HEADER] },
    },
    plugins: [
      twoFactor({
        issuer: "Shoal",
        backupCodeOptions: { amount: 10, length: 24, storeBackupCodes: KEPT_HASHED },
        schema: { twoFactor: { modelName: "operator_totp" } },
      }),
      {
        id: "shoal",
        endpoints: {
          /** A session for somebody who proved themselves otherwise. */
          openSession: createAuthEndpoint(
            "/shoal/open-session",
            { method: "POST", body: Opening, metadata: { SERVER_ONLY: true } },
            async (ctx) => {
              const { userId, means } = ctx.body as { userId: string; means: Means };
              const session = await ctx.context.internalAdapter.createSession(userId, false, { means });
              const user = await ctx.context.internalAdapter.findUserById(userId);
              if (!session || !user) return ctx.json({ token: null });
              await setSessionCookie(ctx, { session, user });
              return ctx.json({ token: session.token });
            },
          ),
        },
      },
    ],
  });
}
export type Accounts = ReturnType<typeof createAccounts>;

/**
 * Recovery codes are kept by their SHA-256, which is enough for 140 random bits (ASVS 5.0, 6.5.2). better-auth compares what it is given with what it
 * keeps, so it is given the digest, too: `recoveryDigest`.
 */
const KEPT_HASHED = {
  encrypt: async (codes: string) =>
    JSON.stringify(
      (JSON.parse(codes) as string[]).map((code) => (code.startsWith(KEPT) ? code : recoveryDigest(code))),
    ),
  decrypt: async (kept: string) => kept,
};
const KEPT = "sha256:";

export function recoveryDigest(code: string): string {
  return KEPT + hashToken(code);
}

/** Where a request came from, as we judge it, told to better-auth. */
export const FROM_HEADER = "x-shoal-from";
