import { diffSettings } from "@shoal/core/settings/diff";
import { Page } from "@shoal/protocol/api/page";
import {
  ReachQuery,
  SettingSetAffected,
  SettingSetDiff,
  SettingSetDiffSpec,
  SettingSetParams,
  SettingSetReach,
  SettingSetRow,
  SettingSetSpec,
  SettingSetTargets,
} from "@shoal/protocol/api/settings";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { marked, markOf } from "../fleet/mark.ts";
import { fleetStore } from "../fleet/store.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { deviceSettingsRoute } from "./device-route.ts";
import { assignSet, deleteSet, putSet, type SetOrders } from "./orders.ts";
import { refuseInvalid, refuseSet } from "./refuse.ts";
import type { SettingsIndex } from "./settings-index.ts";
import { settingStore } from "./store.ts";

const AT = "/api/v1/setting-sets";

export function settingRoutes(app: App, services: Services, settings: SettingsIndex): void {
  const { db, hooks, hub } = services;
  const sets = settingStore(db);
  const tags = ["settings"];
  const params = SettingSetParams;
  const find = async (name: string): Promise<SettingSetRow> => {
    const set = await sets.find(name);
    if (!set) throw new Refusal("not-found", say("names-set", { name }));
    return { ...set, ...(await markOf(db, "setting-set", set.name)) };
  };
  const ordersOf = (request: FastifyRequest): SetOrders => ({ ...services, settings, request });
  deviceSettingsRoute(app, services);

  app.get(
    AT,
    {
      preValidation: hooks.may("setting.read"),
      schema: {
        operationId: "listSettingSets",
        tags,
        summary: "Named sets of agent settings, by name",
        response: { 200: Page(SettingSetRow), ...PROBLEMS },
      },
    },
    async () => {
      const marks = await fleetStore(db).marks("setting-set");
      return { items: (await sets.list()).map((set) => marked(set, marks.get(set.name))) };
    },
  );
  app.get(
    `${AT}/:name`,
    {
      preValidation: hooks.may("setting.read"),
      schema: {
        operationId: "getSettingSet",
        tags,
        summary: "One set",
        params,
        response: { 200: SettingSetRow, ...PROBLEMS },
      },
    },
    async (request) => await find(request.params.name),
  );
  app.put(
    `${AT}/:name`,
    {
      preValidation: hooks.may("setting.write"),
      attachValidation: true,
      schema: {
        operationId: "putSettingSet",
        tags,
        summary: "Makes a set or replaces its values; connected devices have it in seconds",
        params,
        body: SettingSetSpec,
        response: { 200: SettingSetRow, 201: SettingSetRow, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      refuseInvalid(request, "values");
      const { name } = request.params;
      reply.code((await putSet(ordersOf(request), name, request.body)) ? 201 : 200);
      return await find(name);
    },
  );
  app.delete(
    `${AT}/:name`,
    {
      preValidation: hooks.may("setting.write"),
      schema: {
        operationId: "deleteSettingSet",
        tags,
        summary: "Deletes a set that no device has",
        params,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await deleteSet(ordersOf(request), await find(request.params.name));
      reply.code(204);
      return null;
    },
  );
  for (const what of ["assigned", "unassigned"] as const)
    app.post(
      `${AT}/:name/${what === "assigned" ? "assign" : "unassign"}`,
      {
        preValidation: hooks.may("setting.assign"),
        schema: {
          operationId: what === "assigned" ? "assignSettingSet" : "unassignSettingSet",
          tags,
          summary:
            what === "assigned"
              ? "Gives a set to devices, in the place of the one they have"
              : "Takes a set from devices; the built-in settings hold there",
          params,
          body: SettingSetTargets,
          response: { 200: SettingSetAffected, ...PROBLEMS },
        },
      },
      async (request) => {
        const { name } = await find(request.params.name);
        const devices = await assignSet(ordersOf(request), name, request.body, what);
        return { set: await find(name), devices };
      },
    );
  app.get(
    `${AT}/:name/reach`,
    {
      preValidation: hooks.may("setting.read"),
      schema: {
        operationId: "getSettingSetReach",
        tags,
        summary: "How many devices a set is for, and on how many it is in force",
        params,
        querystring: ReachQuery,
        response: { 200: SettingSetReach, ...PROBLEMS },
      },
    },
    async (request) => {
      const { name, version, devices, inForce } = await find(request.params.name);
      const items = (await sets.waiting(name)).map((each) => ({ ...each, online: hub.isOnline(each.deviceId) }));
      const limit = request.query.limit ?? LIMITS.pageRowsDefault;
      const connected = items.filter((each) => each.online).length;
      return {
        name,
        version,
        devices,
        inForce,
        connected,
        away: items.length - connected,
        items: items.slice(0, limit),
        truncated: items.length > limit,
      };
    },
  );
  app.post(
    `${AT}/:name/diff`,
    {
      preValidation: hooks.may("setting.read"),
      attachValidation: true,
      schema: {
        operationId: "diffSettingSet",
        tags,
        summary: "What a set would change if it had other values; changes nothing",
        params,
        body: SettingSetDiffSpec,
        response: { 200: SettingSetDiff, ...PROBLEMS },
      },
    },
    async (request) => {
      refuseInvalid(request, "values");
      const { values } = request.body;
      const set = await sets.find(request.params.name);
      const name = set?.name ?? request.params.name;
      await refuseSet(db, name, values);
      const devices = set?.devices ?? 0;
      return {
        name,
        ...(set ? { version: set.version } : {}),
        devices,
        changes: diffSettings(`set ${name}`, set?.values ?? {}, values).map(({ effective, ...change }) => ({
          ...change,
          devices: effective ? devices : 0,
        })),
      };
    },
  );
}
