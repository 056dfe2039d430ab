import { AttributeSpec, Labelled, TagSpec, TargetCount, TargetSpec } from "@shoal/protocol/api/label";
import { boundsOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { reachOf } from "../task/confirm.ts";
import { boundTargets } from "../task/within.ts";
import { changeAttributes, changeTags } from "./label-orders.ts";

/** What operators note on devices, one or many at once, and how many that would be. */
export function labelRoutes(app: App, services: Services): void {
  const { db, hooks, hub, now } = services;
  const tags = ["devices"];

  app.post(
    "/api/v1/devices/tags",
    {
      preValidation: hooks.may("device.write", "groups"),
      schema: {
        operationId: "changeTags",
        tags,
        summary: "Gives tags to devices, and takes them away",
        body: TagSpec,
        response: { 200: Labelled, ...PROBLEMS },
      },
    },
    async (request) => await changeTags({ ...services, request }, request.body),
  );
  app.post(
    "/api/v1/devices/attributes",
    {
      preValidation: hooks.may("device.write", "groups"),
      schema: {
        operationId: "changeAttributes",
        tags,
        summary: "Sets attributes of devices, and takes them away",
        body: AttributeSpec,
        response: { 200: Labelled, ...PROBLEMS },
      },
    },
    async (request) => await changeAttributes({ ...services, request }, request.body),
  );
  app.post(
    "/api/v1/targets/count",
    {
      preValidation: hooks.may("device.read", "groups"),
      schema: {
        operationId: "countTargets",
        tags,
        summary: "How many devices targets name at this moment; changes nothing",
        body: TargetSpec,
        response: { 200: TargetCount, ...PROBLEMS },
      },
    },
    async (request) =>
      await reachOf(db, boundTargets(request, request.body.targets), scopeAt(now(), hub, boundsOf(request))),
  );
}
