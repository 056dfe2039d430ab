import { DeviceDetail, DeviceQuery, DeviceRow } from "@shoal/protocol/api/device";
import { DeviceGroup } from "@shoal/protocol/api/group";
import { DeviceEventRow } from "@shoal/protocol/api/history";
import { IdParams, Page, PageQuery } from "@shoal/protocol/api/page";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { boundsOf } from "../auth/hooks.ts";
import { readRules } from "../fleet/rules.ts";
import { groupsOf } from "../group/of-device.ts";
import { deviceEvents } from "../history/device-events.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import type { Services } from "../http/services.ts";
import { queryCondition, readQuery } from "../query/refuse.ts";
import { scopeAt } from "../query/scope.ts";
import { withinBounds } from "../query/within.ts";
import { findDevice } from "./find.ts";
import { judged } from "./presence.ts";
import { deviceStore } from "./store.ts";

export function deviceRoutes(app: App, services: Services): void {
  const { db, hooks, hub, now } = services;
  const devices = deviceStore(db, (id) => hub.isOnline(id));
  const tags = ["devices"];
  const find = async (request: FastifyRequest, id: string) =>
    judged(await findDevice(services, request, id), now(), await readRules(db));

  app.get(
    "/api/v1/devices",
    {
      preValidation: hooks.may("device.read", "groups"),
      schema: {
        operationId: "listDevices",
        tags,
        summary: "Devices in the order of their enrolment, or of their names",
        querystring: DeviceQuery,
        response: { 200: Page(DeviceRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const { query, ...filter } = request.query;
      const nowMs = now();
      const scope = scopeAt(nowMs, hub, boundsOf(request));
      const where = query === undefined ? undefined : await queryCondition(db, readQuery(query), scope);
      const within = await withinBounds(db, boundsOf(request), scope);
      const page = await devices.page(filter, limitOf(request.query), where, within);
      const rules = await readRules(db);
      return { ...page, items: page.items.map((device) => judged(device, nowMs, rules)) };
    },
  );
  app.get(
    "/api/v1/devices/:id",
    {
      preValidation: hooks.may("device.read", "groups"),
      schema: {
        operationId: "getDevice",
        tags,
        summary: "One device with its inventory, by id or name",
        params: IdParams,
        response: { 200: DeviceDetail, ...PROBLEMS },
      },
    },
    async (request) => await find(request, request.params.id),
  );
  app.get(
    "/api/v1/devices/:id/groups",
    {
      preValidation: hooks.may("group.read", "groups"),
      schema: {
        operationId: "listDeviceGroups",
        tags,
        summary: "The groups that a device is in now, by name",
        params: IdParams,
        response: { 200: Page(DeviceGroup), ...PROBLEMS },
      },
    },
    async (request) => {
      const { id } = await findDevice(services, request, request.params.id);
      return { items: await groupsOf(db, id, scopeAt(now(), hub), boundsOf(request)) };
    },
  );
  app.get(
    "/api/v1/devices/:id/history",
    {
      preValidation: hooks.may("device.read", "groups"),
      schema: {
        operationId: "getDeviceHistory",
        tags,
        summary: "Everything that happened on a device, newest first",
        params: IdParams,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: Page(DeviceEventRow), ...PROBLEMS },
      },
    },
    async (request) => await deviceEvents(db, (await find(request, request.params.id)).id, limitOf(request.query)),
  );
}
