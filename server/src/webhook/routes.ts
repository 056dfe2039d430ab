import { Page, PageQuery } from "@shoal/protocol/api/page";
import {
  DeliveryParams,
  DeliveryRow,
  RotateSpec,
  WebhookChange,
  WebhookCreate,
  WebhookMade,
  WebhookParams,
  WebhookRow,
} from "@shoal/protocol/api/webhook";
import { say } from "@shoal/protocol/sentence/say";
import { DELIVERY_STATES, type DeliveryState } from "@shoal/protocol/webhook/delivery-state";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { Reach } from "./address.ts";
import type { Courier } from "./courier.ts";
import {
  changeWebhook,
  deleteWebhook,
  disableWebhook,
  enableWebhook,
  makeWebhook,
  redeliver,
  rotateSecret,
  testWebhook,
  type WebhookOrders,
} from "./orders.ts";
import { type StoredDelivery, type StoredWebhook, toDelivery, webhookStore } from "./store.ts";

const AT = "/api/v1/webhooks";

export function webhookRoutes(
  app: App,
  services: Services,
  { courier, reach }: { courier: Courier; reach: Reach },
): void {
  const { db, hooks } = services;
  const tags = ["webhooks"];
  const params = WebhookParams;
  const ordersOf = (request: FastifyRequest): WebhookOrders => ({ ...services, request, courier, reach });
  const find = async (name: string): Promise<StoredWebhook> => {
    const webhook = await webhookStore(db).find(name);
    if (!webhook) throw new Refusal("not-found", say("names-webhook", { name }));
    return webhook;
  };
  const rowOf = async (name: string): Promise<WebhookRow> => {
    const row = await webhookStore(db).row(name);
    if (!row) throw new Refusal("not-found", say("names-webhook", { name }));
    return row;
  };
  const delivery = async (webhook: StoredWebhook, id: string): Promise<StoredDelivery> => {
    const found = /^\d{1,15}$/.test(id) ? await webhookStore(db).delivery(webhook, Number(id)) : undefined;
    if (!found) throw new Refusal("not-found", say("names-delivery", { id, name: webhook.name }));
    return found;
  };

  app.get(
    AT,
    {
      preValidation: hooks.may("webhook.read"),
      schema: {
        operationId: "listWebhooks",
        tags,
        summary: "Who is told of what happens, by name",
        response: { 200: Page(WebhookRow), ...PROBLEMS },
      },
    },
    async () => ({ items: await webhookStore(db).list() }),
  );
  app.post(
    AT,
    {
      preValidation: hooks.may("webhook.write"),
      schema: {
        operationId: "makeWebhook",
        tags,
        summary: "Makes a webhook; its secret is shown once",
        body: WebhookCreate,
        response: { 201: WebhookMade, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const secret = await makeWebhook(ordersOf(request), request.body);
      reply.code(201);
      return { ...(await rowOf(request.body.name)), secret };
    },
  );
  app.get(
    `${AT}/:name`,
    {
      preValidation: hooks.may("webhook.read"),
      schema: {
        operationId: "getWebhook",
        tags,
        summary: "One webhook, and how it does",
        params,
        response: { 200: WebhookRow, ...PROBLEMS },
      },
    },
    async (request) => await rowOf(request.params.name),
  );
  app.patch(
    `${AT}/:name`,
    {
      preValidation: hooks.may("webhook.write"),
      schema: {
        operationId: "changeWebhook",
        tags,
        summary: "Changes where it sends, or what; its secret stays",
        params,
        body: WebhookChange,
        response: { 200: WebhookRow, ...PROBLEMS },
      },
    },
    async (request) => {
      await changeWebhook(ordersOf(request), await find(request.params.name), request.body);
      return await rowOf(request.params.name);
    },
  );
  app.delete(
    `${AT}/:name`,
    {
      preValidation: hooks.may("webhook.write"),
      schema: {
        operationId: "deleteWebhook",
        tags,
        summary: "Deletes a webhook with its deliveries",
        params,
        response: { 204: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await deleteWebhook(ordersOf(request), await find(request.params.name));
      reply.code(204);
      return null;
    },
  );
  for (const [verb, carryOut, summary] of [
    ["enable", enableWebhook, "Sends again, and what waits at once"],
    ["disable", disableWebhook, "Sends nothing until it is enabled; what happens meanwhile waits"],
  ] as const)
    app.post(
      `${AT}/:name/${verb}`,
      {
        preValidation: hooks.may("webhook.write"),
        schema: { operationId: `${verb}Webhook`, tags, summary, params, response: { 200: WebhookRow, ...PROBLEMS } },
      },
      async (request) => {
        await carryOut(ordersOf(request), await find(request.params.name));
        return await rowOf(request.params.name);
      },
    );
  app.post(
    `${AT}/:name/rotate`,
    {
      preValidation: hooks.may("webhook.write"),
      schema: {
        operationId: "rotateWebhookSecret",
        tags,
        summary: "A new secret, shown once; the old one signs as well for a while",
        params,
        body: RotateSpec,
        response: { 200: WebhookMade, ...PROBLEMS },
      },
    },
    async (request) => {
      const webhook = await find(request.params.name);
      const secret = await rotateSecret(ordersOf(request), webhook, request.body.overlapMs);
      return { ...(await rowOf(webhook.name)), secret };
    },
  );
  app.post(
    `${AT}/:name/test`,
    {
      preValidation: hooks.may("webhook.write"),
      schema: {
        operationId: "testWebhook",
        tags,
        summary: "Sends a test at once, and says what came of it",
        params,
        response: { 200: DeliveryRow, ...PROBLEMS },
      },
    },
    async (request) => toDelivery(await testWebhook(ordersOf(request), await find(request.params.name))),
  );
  app.get(
    `${AT}/:name/deliveries`,
    {
      preValidation: hooks.may("webhook.read"),
      schema: {
        operationId: "listDeliveries",
        tags,
        summary: "What was sent and what waits, newest first",
        params,
        querystring: Type.Object(
          {
            ...PageQuery,
            state: Type.Optional(Type.Enum(DELIVERY_STATES as unknown as [DeliveryState, ...DeliveryState[]])),
          },
          { additionalProperties: false },
        ),
        response: { 200: Page(DeliveryRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const webhook = await find(request.params.name);
      return await webhookStore(db).deliveries(webhook, request.query.state, limitOf(request.query));
    },
  );
  app.post(
    `${AT}/:name/deliveries/:id/redeliver`,
    {
      preValidation: hooks.may("webhook.write"),
      schema: {
        operationId: "redeliver",
        tags,
        summary: "Sends one of them again, with the same id",
        params: DeliveryParams,
        response: { 200: DeliveryRow, ...PROBLEMS },
      },
    },
    async (request) => {
      const webhook = await find(request.params.name);
      await redeliver(ordersOf(request), webhook, await delivery(webhook, request.params.id));
      return toDelivery(await delivery(webhook, request.params.id));
    },
  );
}
