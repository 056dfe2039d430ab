import type { AuditKind } from "@shoal/protocol/audit/kinds";
import type { FastifyRequest } from "fastify";
import type { Db } from "../db/schema.ts";
import { audit, entryOf, type Services } from "../http/services.ts";
import type { KnownBrowsers } from "./browser.ts";
import type { Credentials } from "./credentials.ts";
import type { Sessions } from "./sessions.ts";
import type { SignInGuard } from "./sign-in-guard.ts";
import type { TotpCodes } from "./totp-codes.ts";

/** What the routes of accounts are given. */
export interface AccountParts {
  credentials: Credentials;
  sessions: Sessions;
  guard: SignInGuard;
  codes: TotpCodes;
  browsers: KnownBrowsers;
  /** As browsers see this server; undefined: as they ask for it. */
  publicUrl: string | undefined;
}

/** An entry that names somebody who proves just now who they are, and has no session yet. */
export async function auditAs(
  { now }: Pick<Services, "now">,
  db: Db,
  request: FastifyRequest,
  name: string,
  what: AuditKind,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await audit(db, { ...entryOf(request, now(), what, `operator:${name}`, detail), actor: `operator:${name}` });
}
