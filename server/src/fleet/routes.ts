import { FleetRulesAnswer, FleetRulesSpec } from "@shoal/protocol/api/fleet";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { readRules, writeRules } from "./rules.ts";

export function fleetRoutes(app: App, services: Services): void {
  const { db, hooks, now, outbox } = services;
  const preHandler = hooks.requireOperator;
  const tags = ["fleet"];

  app.get(
    "/api/v1/fleet/rules",
    {
      preHandler,
      schema: {
        operationId: "getFleetRules",
        tags,
        summary: "By which rules devices are stale and retired",
        response: { 200: FleetRulesAnswer, ...PROBLEMS },
      },
    },
    async () => await readRules(db),
  );
  app.patch(
    "/api/v1/fleet/rules",
    {
      preHandler,
      schema: {
        operationId: "changeFleetRules",
        tags,
        summary: "Changes some of the rules; they hold from the next minute on",
        body: FleetRulesSpec,
        response: { 200: FleetRulesAnswer, ...PROBLEMS },
      },
    },
    async (request) => {
      const nowMs = now();
      const changed = await db.transaction().execute(async (trx) => {
        const before = await readRules(trx);
        const rules = { ...before, ...request.body };
        if (rules.retireAfterMs !== 0 && rules.retireAfterMs <= rules.staleAfterMs)
          throw new Refusal(
            "bad-request",
            `a device cannot be retired (retireAfterMs ${rules.retireAfterMs}) before it is stale (staleAfterMs ${rules.staleAfterMs})`,
          );
        await writeRules(trx, request.body);
        await services.audit(trx, request, "fleet.rules-changed", "fleet", { before, after: rules });
        await outbox.add(trx, [{ atMs: nowMs, kind: "fleet.rules-changed", subject: "fleet", data: rules }]);
        return rules;
      });
      await outbox.publish();
      return changed;
    },
  );
}
