import { SetupDone, SetupSpec } from "@shoal/protocol/api/operator";
import { LIMITS } from "@shoal/protocol/limits";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { spendSetupLink, whyNotSetup } from "./setup-link.ts";
import { tokenStore } from "./token-store.ts";

/** The first operator, by the link that only those have who can read the data folder. */
export function setupRoutes(app: App, { db, hooks, now, audit }: Services, dataDir: string): void {
  app.post(
    "/api/v1/setup",
    {
      preValidation: hooks.anybody,
      schema: {
        operationId: "setUp",
        tags: ["operators"],
        summary: "Makes an API token of the role admin; the setup link works once",
        security: [],
        body: SetupSpec,
        response: { 201: SetupDone, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const nowMs = now();
      // Inside the transaction: of two who come at once, one finds the file gone.
      const done = await db.transaction().execute(async (trx) => {
        const why = whyNotSetup(dataDir, request.body.secret, nowMs);
        if (why) throw new Refusal("setup-link-invalid", why);
        const store = tokenStore(trx);
        const taken = (await store.named("admin", nowMs)).length > 0;
        const name = taken ? `admin-${nowMs.toString(36)}` : "admin";
        const by = { by: "setup-link", nowMs, expiresMs: nowMs + LIMITS.apiTokenMs };
        const { token, row } = await store.add({ name, role: "admin", ...by });
        const detail = { role: "admin", expiresMs: row.expiresMs };
        await audit(trx, request, "setup-link.used", `api-token:${name}`, detail);
        spendSetupLink(dataDir);
        return { actor: `token:${name}`, token, expiresMs: row.expiresMs };
      });
      reply.code(201);
      return done;
    },
  );
}
