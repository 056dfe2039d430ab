import { TaskEventRow } from "@shoal/protocol/api/history";
import { IdParams, Page, PageQuery } from "@shoal/protocol/api/page";
import { ActionDetail, ActionQuery, ActionRow, CellQuery, Explanation, TaskCell } from "@shoal/protocol/api/task";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { boundsOf } from "../auth/hooks.ts";
import { findDevice } from "../device/find.ts";
import { taskEvents } from "../history/task-events.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { withinBounds } from "../query/within.ts";
import { releaseStore } from "../release/store.ts";
import { findTask } from "../task/find.ts";
import { explain } from "./explain.ts";
import { actionStore } from "./store.ts";

export function actionRoutes(app: App, services: Services): void {
  const { db, hooks, hub, now } = services;
  const actions = actionStore(db);
  const tags = ["actions"];
  const withinOf = async (request: FastifyRequest) => await withinBounds(db, boundsOf(request), scopeAt(now(), hub));

  app.get(
    "/api/v1/actions",
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "listActions",
        tags,
        summary: "Devices' parts of tasks, in the order in which they were made",
        querystring: ActionQuery,
        response: { 200: Page(ActionRow), ...PROBLEMS },
      },
    },
    async (request) => await actions.page(request.query, limitOf(request.query), await withinOf(request)),
  );
  app.get(
    "/api/v1/tasks/:id/actions",
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "listTaskActions",
        tags,
        summary: "One task's actions",
        params: IdParams,
        querystring: ActionQuery,
        response: { 200: Page(ActionRow), ...PROBLEMS },
      },
    },
    async (request) => {
      await findTask(db, request.params.id, boundsOf(request));
      const query = { ...request.query, task: request.params.id };
      return await actions.page(query, limitOf(request.query), await withinOf(request));
    },
  );
  app.get(
    "/api/v1/tasks/:id/cells",
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "listTaskCells",
        tags,
        summary: "How far one task is on each device, in few words for many devices",
        params: IdParams,
        querystring: CellQuery,
        response: { 200: Page(TaskCell), ...PROBLEMS },
      },
    },
    async (request) => {
      const task = await findTask(db, request.params.id, boundsOf(request));
      const page = { limit: LIMITS.pageCells, ...request.query };
      return await actions.cells(task.id, page, await withinOf(request));
    },
  );
  app.get(
    "/api/v1/tasks/:id/events",
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "listTaskEvents",
        tags: ["tasks"],
        summary: "Everything that happened in one task, newest first: orders, rings, and each step of its devices",
        params: IdParams,
        querystring: Type.Object(PageQuery),
        response: { 200: Page(TaskEventRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const task = await findTask(db, request.params.id, boundsOf(request));
      return await taskEvents(db, task.id, limitOf(request.query), await withinOf(request));
    },
  );
  app.get(
    "/api/v1/actions/:id",
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "getAction",
        tags,
        summary: "One action with every step",
        params: IdParams,
        response: { 200: ActionDetail, ...PROBLEMS },
      },
    },
    async (request) => {
      const { id } = request.params;
      const action = /^\d{1,15}$/.test(id) ? await actions.find(Number(id), await withinOf(request)) : undefined;
      if (!action) throw new Refusal("not-found", say("names-action", { id }));
      return action;
    },
  );
  app.get(
    "/api/v1/tasks/:id/explain/:device",
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "explainTask",
        tags,
        summary: "Why a device did or did not",
        params: Type.Object({ id: Type.String({ maxLength: 20 }), device: Type.String({ maxLength: 128 }) }),
        response: { 200: Explanation, ...PROBLEMS },
      },
    },
    async (request) => {
      const { id, device: name } = request.params;
      const task = await findTask(db, id, boundsOf(request));
      const device = await findDevice(services, request, name);
      const attempts = await actions.page({ task: String(task.id), device: device.id }, { limit: LIMITS.pageRows });
      const last = await actions.lastOf(task.id, device.id);
      // A rollback gives each device a release of its own.
      const given = last && (await releaseStore(db).find(last.package, last.version));
      const { release } = given ?? (await releaseStore(db).get(task.releaseId));
      return explain(device, release, last, attempts.items, task.detail);
    },
  );
}
