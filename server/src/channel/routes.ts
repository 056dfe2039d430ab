import { over } from "@shoal/core/operator/grants";
import { ChannelParams, ChannelRow, ChannelSpec, PromoteSpec } from "@shoal/protocol/api/channel";
import { Page } from "@shoal/protocol/api/page";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { operatorOf } from "../auth/hooks.ts";
import { marked, markOf } from "../fleet/mark.ts";
import { fleetStore } from "../fleet/store.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { Orders } from "../task/orders.ts";
import { deleteChannel, promoteChannel, setChannel } from "./orders.ts";
import { channelStore } from "./store.ts";

const AT = "/api/v1/channels";

export function channelRoutes(app: App, services: Services, assignments: AssignmentIndex): void {
  const { db, hooks } = services;
  const tags = ["channels"];
  const params = ChannelParams;
  const ordersOf = (request: FastifyRequest): Orders => ({ ...services, assignments, request });
  const find = async (name: string): Promise<ChannelRow> => {
    const channel = await channelStore(db).find(name);
    if (!channel) throw new Refusal("not-found", say("names-channel", { name }));
    return { ...channel, ...(await markOf(db, "channel", name)) };
  };

  app.get(
    AT,
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "listChannels",
        tags,
        summary: "Names that point to releases, by name",
        response: { 200: Page(ChannelRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const marks = await fleetStore(db).marks("channel");
      const channels = await channelStore(db).list();
      return { items: channels.map((channel) => seenBy(request, marked(channel, marks.get(channel.name)))) };
    },
  );
  app.get(
    `${AT}/:name`,
    {
      preValidation: hooks.may("package.read"),
      schema: {
        operationId: "getChannel",
        tags,
        summary: "One channel",
        params,
        response: { 200: ChannelRow, ...PROBLEMS },
      },
    },
    async (request) => seenBy(request, await find(request.params.name)),
  );
  app.put(
    `${AT}/:name`,
    {
      preValidation: hooks.may("channel.write"),
      schema: {
        operationId: "setChannel",
        tags,
        summary: "Makes a channel, or points it to another release of its package",
        params,
        body: ChannelSpec,
        response: { 200: ChannelRow, 201: ChannelRow, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      reply.code((await setChannel(ordersOf(request), name, request.body)) ? 201 : 200);
      return await find(name);
    },
  );
  app.post(
    `${AT}/:name/promote`,
    {
      preValidation: hooks.may("channel.write"),
      schema: {
        operationId: "promoteChannel",
        tags,
        summary: "Points a channel to where another one points now",
        params,
        body: PromoteSpec,
        response: { 200: ChannelRow, 201: ChannelRow, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      reply.code((await promoteChannel(ordersOf(request), name, request.body.from)) ? 201 : 200);
      return await find(name);
    },
  );
  app.delete(
    `${AT}/:name`,
    {
      preValidation: hooks.may("channel.write"),
      schema: {
        operationId: "deleteChannel",
        tags,
        summary: "Deletes a channel; the release stays",
        params,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await deleteChannel(ordersOf(request), await find(request.params.name));
      reply.code(204);
      return null;
    },
  );
}

/** A channel is of no device; the tasks that follow it are, and whoever is bound to groups does not see all of them. */
function seenBy(request: FastifyRequest, channel: ChannelRow): ChannelRow {
  return Array.isArray(over(operatorOf(request).grants, "task.read")) ? { ...channel, followers: [] } : channel;
}
