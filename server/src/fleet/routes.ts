import { FleetRulesAnswer, FleetRulesSpec } from "@shoal/protocol/api/fleet";
import { FleetApplySpec, FleetExport, FleetPlan, ManagedObject } from "@shoal/protocol/api/fleet-plan";
import { Page } from "@shoal/protocol/api/page";
import { LIMITS } from "@shoal/protocol/limits";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { applyFleet, type FleetOrders } from "./apply.ts";
import { exportFleet } from "./export.ts";
import { type FleetName, refuseManaged } from "./refuse-managed.ts";
import { changeRules, readRules } from "./rules.ts";
import { fleetStore } from "./store.ts";

const RULES: FleetName = { kind: "fleet-rules", name: "fleet" };

export function fleetRoutes(app: App, services: Services, more: Pick<FleetOrders, "assignments" | "settings">): void {
  const { db, hooks, hub, now, outbox } = services;
  const tags = ["fleet"];
  const rules = async (): Promise<FleetRulesAnswer> => {
    const managed = (await fleetStore(db).find(RULES.kind, RULES.name))?.managed;
    return { ...(await readRules(db)), ...(managed ? { managed } : {}) };
  };

  app.get(
    "/api/v1/fleet/rules",
    {
      preValidation: hooks.may("fleet.read"),
      schema: {
        operationId: "getFleetRules",
        tags,
        summary: "By which rules devices are stale and retired",
        response: { 200: FleetRulesAnswer, ...PROBLEMS },
      },
    },
    async () => await rules(),
  );
  app.patch(
    "/api/v1/fleet/rules",
    {
      preValidation: hooks.may("fleet.rules"),
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
      await db.transaction().execute(async (trx) => {
        await refuseManaged(trx, request, RULES, nowMs);
        await changeRules(trx, { ...services, request }, request.body, nowMs);
      });
      await outbox.publish();
      return await rules();
    },
  );
  app.post(
    "/api/v1/fleet/apply",
    {
      preValidation: hooks.may("fleet.apply"),
      bodyLimit: LIMITS.fleetBytes,
      schema: {
        operationId: "applyFleet",
        tags,
        summary:
          "Makes the fleet what files of one source say, whole or not at all; as a dry run, says what it would do",
        body: FleetApplySpec,
        response: { 200: FleetPlan, ...PROBLEMS },
      },
    },
    async (request) => await applyFleet({ ...services, ...more, request }, request.body),
  );
  app.get(
    "/api/v1/fleet/objects",
    {
      preValidation: hooks.may("fleet.read"),
      schema: {
        operationId: "listManaged",
        tags,
        summary: "What files manage, of which source and revision",
        response: { 200: Page(ManagedObject), ...PROBLEMS },
      },
    },
    async () => ({
      items: (await fleetStore(db).list()).map(({ kind, name, managed }) => ({ kind, name, ...managed })),
    }),
  );
  app.get(
    "/api/v1/fleet/export",
    {
      preValidation: hooks.may("fleet.read"),
      schema: {
        operationId: "exportFleet",
        tags,
        summary: "The fleet as it is now, as files would declare it",
        response: { 200: FleetExport, ...PROBLEMS },
      },
    },
    async () => await db.transaction().execute(async (trx) => await exportFleet(trx, scopeAt(now(), hub))),
  );
}
