import { IdParams, Page } from "@shoal/protocol/api/page";
import { Affected, Preview, RejectSpec, RetrySpec, TaskDetail, TaskQuery, TaskRow } from "@shoal/protocol/api/task";
import { TaskSpec } from "@shoal/protocol/task/task";
import type { FastifyRequest } from "fastify";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { boundsOf } from "../auth/hooks.ts";
import { marked } from "../fleet/mark.ts";
import { refuseManaged } from "../fleet/refuse-managed.ts";
import { fleetStore } from "../fleet/store.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { refuseBadPlan } from "../rollout/refuse-plan.ts";
import { refuseInvalid, refuseOverride } from "../settings/refuse.ts";
import type { SettingsIndex } from "../settings/settings-index.ts";
import { approvalStore } from "./approval.ts";
import { addDraft, changeDraft, releaseFor } from "./draft.ts";
import { findTask } from "./find.ts";
import { approveTask, cancelTask, type Orders, rejectTask, startTask } from "./orders.ts";
import { previewTask } from "./preview.ts";
import { retryTask } from "./retry.ts";
import { type StoredTask, taskStore } from "./store.ts";
import { refuseUrgency } from "./urgency.ts";
import { boundTargets } from "./within.ts";

export function taskRoutes(app: App, services: Services, assignments: AssignmentIndex, settings: SettingsIndex): void {
  const { db, hooks, hub, now, outbox } = services;
  const tasks = taskStore(db);
  const tags = ["tasks"];
  const find = async (request: FastifyRequest, id: string): Promise<StoredTask> => {
    const task = await findTask(db, id, boundsOf(request));
    const marks = await fleetStore(db).taskMarks([task.id]);
    const approval = await approvalStore(db).find(task.id);
    return { ...task, detail: { ...marked(task.detail, marks.get(task.id)), ...(approval ? { approval } : {}) } };
  };
  const ordersOf = (request: FastifyRequest): Orders => ({ ...services, assignments, request });

  app.post(
    "/api/v1/tasks/preview",
    {
      preValidation: hooks.may("task.read", "groups"),
      attachValidation: true,
      schema: {
        operationId: "previewTask",
        tags,
        summary: "What a task would do to each device, before anything is sent",
        body: TaskSpec,
        response: { 200: Preview, ...PROBLEMS },
      },
    },
    async (request) => {
      refuseBadPlan(request.body);
      refuseInvalid(request, "settings");
      const release = await releaseFor(db, request.body);
      refuseUrgency(request.body, now(), request.body.lifeMs);
      const scope = scopeAt(now(), hub, boundsOf(request));
      const spec = { ...request.body, targets: boundTargets(request, request.body.targets) };
      await refuseOverride(db, spec.settings, spec.targets, scope);
      return await previewTask(db, spec, release, { scope, settings });
    },
  );
  app.post(
    "/api/v1/tasks",
    {
      preValidation: hooks.may("task.write", "groups"),
      attachValidation: true,
      schema: {
        operationId: "createTask",
        tags,
        summary: "A draft; nothing is sent before it is started",
        body: TaskSpec,
        response: { 201: TaskDetail, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      refuseBadPlan(request.body);
      refuseInvalid(request, "settings");
      const scope = scopeAt(now(), hub, boundsOf(request));
      const spec = { ...request.body, targets: boundTargets(request, request.body.targets) };
      const id = await db
        .transaction()
        .execute(async (trx) => await addDraft(trx, { ...services, request }, spec, scope));
      await outbox.publish();
      reply.code(201);
      return (await find(request, String(id))).detail;
    },
  );
  app.get(
    "/api/v1/tasks",
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "listTasks",
        tags,
        summary: "Tasks, newest first",
        querystring: TaskQuery,
        response: { 200: Page(TaskRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const page = await tasks.page(request.query, limitOf(request.query), boundsOf(request));
      const marks = await fleetStore(db).taskMarks(page.items.map((task) => Number(task.id)));
      return { ...page, items: page.items.map((task) => marked(task, marks.get(Number(task.id)))) };
    },
  );
  app.get(
    "/api/v1/tasks/:id",
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "getTask",
        tags,
        summary: "One task with its counts and bytes by source",
        params: IdParams,
        response: { 200: TaskDetail, ...PROBLEMS },
      },
    },
    async (request) => (await find(request, request.params.id)).detail,
  );
  app.put(
    "/api/v1/tasks/:id",
    {
      preValidation: hooks.may("task.write", "groups"),
      attachValidation: true,
      schema: {
        operationId: "changeTask",
        tags,
        summary: "Makes a draft another one; what was started stays as it is",
        params: IdParams,
        body: TaskSpec,
        response: { 200: TaskDetail, ...PROBLEMS },
      },
    },
    async (request) => {
      const { id, detail } = await find(request, request.params.id);
      refuseBadPlan(request.body);
      refuseInvalid(request, "settings");
      const nowMs = now();
      const spec = { ...request.body, targets: boundTargets(request, request.body.targets) };
      const { kind, delivery, package: of, version, targets, rings, urgency, deadlineMs, priority } = detail;
      const before = { kind, delivery, package: of, version, targets, rings, urgency, deadlineMs, priority };
      await db.transaction().execute(async (trx) => {
        if (detail.managed) await refuseManaged(trx, request, { kind: "task", name: detail.name }, nowMs);
        await changeDraft(trx, { ...services, request }, id, spec, before, scopeAt(nowMs, hub, boundsOf(request)));
      });
      await outbox.publish();
      return (await find(request, request.params.id)).detail;
    },
  );
  app.post(
    "/api/v1/tasks/:id/start",
    {
      preValidation: hooks.may("task.start", "groups"),
      schema: {
        operationId: "startTask",
        tags,
        summary: "Gives every target its action",
        params: IdParams,
        response: { 200: Affected, ...PROBLEMS },
      },
    },
    async (request) => {
      const actions = await startTask(ordersOf(request), await find(request, request.params.id));
      return { task: (await find(request, request.params.id)).detail, actions };
    },
  );
  app.post(
    "/api/v1/tasks/:id/approve",
    {
      preValidation: hooks.may("task.approve", "groups"),
      schema: {
        operationId: "approveTask",
        tags,
        summary: "Starts a task that somebody else wants to start",
        params: IdParams,
        response: { 200: Affected, ...PROBLEMS },
      },
    },
    async (request) => {
      const actions = await approveTask(ordersOf(request), await find(request, request.params.id));
      return { task: (await find(request, request.params.id)).detail, actions };
    },
  );
  app.post(
    "/api/v1/tasks/:id/reject",
    {
      preValidation: hooks.may("task.approve", "groups"),
      schema: {
        operationId: "rejectTask",
        tags,
        summary: "Makes a task that somebody wants to start a draft again",
        params: IdParams,
        body: RejectSpec,
        response: { 200: TaskDetail, ...PROBLEMS },
      },
    },
    async (request) => {
      await rejectTask(ordersOf(request), await find(request, request.params.id), request.body.reason);
      return (await find(request, request.params.id)).detail;
    },
  );
  app.post(
    "/api/v1/tasks/:id/cancel",
    {
      preValidation: hooks.may("task.cancel", "groups"),
      schema: {
        operationId: "cancelTask",
        tags,
        summary: "Stops what has not ended; what a device has begun it ends",
        params: IdParams,
        response: { 200: Affected, ...PROBLEMS },
      },
    },
    async (request) => {
      const actions = await cancelTask(ordersOf(request), await find(request, request.params.id));
      return { task: (await find(request, request.params.id)).detail, actions };
    },
  );
  app.post(
    "/api/v1/tasks/:id/retry",
    {
      preValidation: hooks.may("task.start", "groups"),
      schema: {
        operationId: "retryTask",
        tags,
        summary: "New actions for devices whose last one failed, or for those named",
        params: IdParams,
        body: RetrySpec,
        response: { 200: Affected, ...PROBLEMS },
      },
    },
    async (request) => {
      const actions = await retryTask(
        ordersOf(request),
        await find(request, request.params.id),
        request.body.deviceIds,
      );
      return { task: (await find(request, request.params.id)).detail, actions };
    },
  );
}
