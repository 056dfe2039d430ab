import { DeviceRow } from "@shoal/protocol/api/device";
import { GroupDetail, GroupParams, GroupRow, GroupSpec, MembersChanged, MembersSpec } from "@shoal/protocol/api/group";
import { Page, PageQuery } from "@shoal/protocol/api/page";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { boundsOf } from "../auth/hooks.ts";
import { judged } from "../device/presence.ts";
import { deviceStore } from "../device/store.ts";
import { marked, markOf } from "../fleet/mark.ts";
import { readRules } from "../fleet/rules.ts";
import { fleetStore } from "../fleet/store.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { counted, membersCondition } from "./members.ts";
import { changeMembers, deleteGroup, type GroupOrders, putGroup } from "./orders.ts";
import { groupStore, type StoredGroup } from "./store.ts";
import { usedBy } from "./used-by.ts";

const AT = "/api/v1/groups";

export function groupRoutes(app: App, services: Services): void {
  const { db, hooks, hub, now } = services;
  const groups = groupStore(db);
  const tags = ["groups"];
  const params = GroupParams;
  const scope = () => scopeAt(now(), hub);
  const find = async (name: string, bounds?: readonly string[]): Promise<StoredGroup> => {
    const group = await groups.find(name);
    if (!group || (bounds && !bounds.includes(name))) throw new Refusal("not-found", say("names-group", { name }));
    return group;
  };
  const detail = async (name: string, bounds?: readonly string[]): Promise<GroupDetail> => ({
    ...(await counted(db, await find(name, bounds), scope())),
    ...(await markOf(db, "group", name)),
    // Others' tasks and groups are not for whoever is bound to this one.
    usedBy: bounds ? [] : await usedBy(db, name, now()),
  });
  const ordersOf = (request: FastifyRequest): GroupOrders => ({ ...services, request });

  app.get(
    AT,
    {
      preValidation: hooks.may("group.read", "groups"),
      schema: {
        operationId: "listGroups",
        tags,
        summary: "Groups of devices, by name",
        response: { 200: Page(GroupRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const items: GroupRow[] = [];
      const marks = await fleetStore(db).marks("group");
      const bounds = boundsOf(request);
      for (const group of (await groups.list()).filter(({ name }) => !bounds || bounds.includes(name)))
        items.push(marked(await counted(db, group, scope()), marks.get(group.name)));
      return { items };
    },
  );
  app.get(
    `${AT}/:name`,
    {
      preValidation: hooks.may("group.read", "groups"),
      schema: {
        operationId: "getGroup",
        tags,
        summary: "One group, and what uses it",
        params,
        response: { 200: GroupDetail, ...PROBLEMS },
      },
    },
    async (request) => await detail(request.params.name, boundsOf(request)),
  );
  app.put(
    `${AT}/:name`,
    {
      preValidation: hooks.may("group.write"),
      schema: {
        operationId: "putGroup",
        tags,
        summary: "Makes a group of a query or of a list, or changes it",
        params,
        body: GroupSpec,
        response: { 200: GroupDetail, 201: GroupDetail, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      reply.code((await putGroup(ordersOf(request), name, request.body)) ? 201 : 200);
      return await detail(name);
    },
  );
  app.delete(
    `${AT}/:name`,
    {
      preValidation: hooks.may("group.write"),
      schema: {
        operationId: "deleteGroup",
        tags,
        summary: "Deletes a group that no other group and no open task uses",
        params,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await deleteGroup(ordersOf(request), request.params.name);
      reply.code(204);
      return null;
    },
  );
  app.get(
    `${AT}/:name/members`,
    {
      preValidation: hooks.may("group.read", "groups"),
      schema: {
        operationId: "listGroupMembers",
        tags,
        summary: "Who is in a group at this moment",
        params,
        querystring: Type.Object(PageQuery, { additionalProperties: false }),
        response: { 200: Page(DeviceRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const { name } = await find(request.params.name, boundsOf(request));
      const where = await membersCondition(db, name, scope());
      const page = await deviceStore(db, (id) => hub.isOnline(id)).page({}, limitOf(request.query), where);
      const rules = await readRules(db);
      return { ...page, items: page.items.map((device) => judged(device, now(), rules)) };
    },
  );
  for (const verb of ["added", "removed"] as const)
    app.post(
      `${AT}/:name/${verb === "added" ? "add" : "remove"}`,
      {
        preValidation: hooks.may("group.write"),
        schema: {
          operationId: verb === "added" ? "addGroupMembers" : "removeGroupMembers",
          tags,
          summary: verb === "added" ? "Puts devices on a list" : "Takes devices off a list",
          params,
          body: MembersSpec,
          response: { 200: MembersChanged, ...PROBLEMS },
        },
      },
      async (request) => {
        const { name } = request.params;
        const devices = await changeMembers(ordersOf(request), name, request.body, verb);
        return { group: await counted(db, await find(name), scope()), devices };
      },
    );
}
