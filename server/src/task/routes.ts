import { IdParams, Page } from "@shoal/protocol/api/page";
import { Affected, Preview, RetrySpec, TaskDetail, TaskQuery, TaskRow } from "@shoal/protocol/api/task";
import { TaskSpec } from "@shoal/protocol/task/task";
import type { FastifyRequest } from "fastify";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { actorOf } from "../auth/hooks.ts";
import { refuseChannel } from "../channel/refuse.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { refuseRecalled } from "../release/refuse-recalled.ts";
import { releaseStore } from "../release/store.ts";
import { ringMembers } from "../rollout/members.ts";
import { refuseBadPlan } from "../rollout/refuse-plan.ts";
import { refuseInvalid, refuseOverride } from "../settings/refuse.ts";
import type { SettingsIndex } from "../settings/settings-index.ts";
import { refuseEverything } from "./confirm.ts";
import { findTask } from "./find.ts";
import { cancelTask, type Orders, startTask } from "./orders.ts";
import { previewTask } from "./preview.ts";
import { retryTask } from "./retry.ts";
import { taskStore } from "./store.ts";
import { targeted } from "./targets.ts";
import { refuseUrgency } from "./urgency.ts";

export function taskRoutes(app: App, services: Services, assignments: AssignmentIndex, settings: SettingsIndex): void {
  const { db, hooks, hub, now, outbox } = services;
  const tasks = taskStore(db);
  const preHandler = hooks.requireOperator;
  const tags = ["tasks"];
  const find = (id: string) => findTask(db, id);
  const releaseOf = async (spec: TaskSpec) => {
    const release = await releaseStore(db).find(spec.package, spec.version);
    if (!release) throw new Refusal("not-found", `release ${spec.package} ${spec.version}`);
    refuseRecalled(release, spec.kind);
    await refuseChannel(db, spec);
    if (spec.keep && spec.kind !== "install")
      throw new Refusal("bad-request", `body/keep: only what is installed can be kept, and this is a ${spec.kind}`);
    return release;
  };
  const ordersOf = (request: FastifyRequest): Orders => ({ ...services, assignments, request });

  app.post(
    "/api/v1/tasks/preview",
    {
      preHandler,
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
      const release = await releaseOf(request.body);
      refuseUrgency(request.body, now(), request.body.lifeMs);
      const scope = scopeAt(now(), hub);
      await refuseOverride(db, request.body.settings, request.body.targets, scope);
      return await previewTask(db, request.body, release, { scope, settings });
    },
  );
  app.post(
    "/api/v1/tasks",
    {
      preHandler,
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
      const release = await releaseOf(request.body);
      refuseUrgency(request.body, now(), request.body.lifeMs);
      const nowMs = now();
      const { settings, targets, confirm, rings } = request.body;
      const scope = scopeAt(nowMs, hub);
      // Asked once, so that what is wrong with a query or a group is told where it is written.
      await targeted(db, targets, scope);
      await refuseEverything(db, targets, scope, confirm);
      await refuseOverride(db, settings, targets, scope);
      // Which devices a ring has depends on the task's number, but not how many.
      if (rings) await ringMembers(db, rings, targets, 0, scope);
      const id = await db.transaction().execute(async (trx) => {
        const made = await taskStore(trx).add(request.body, release.id, { nowMs, actor: actorOf(request.caller) });
        await services.audit(trx, request, "task.created", `task:${made}`, { ...request.body });
        await outbox.add(trx, [
          { atMs: nowMs, kind: "task.created", subject: `task:${made}`, data: { taskId: String(made) } },
        ]);
        return made;
      });
      await outbox.publish();
      reply.code(201);
      return (await find(String(id))).detail;
    },
  );
  app.get(
    "/api/v1/tasks",
    {
      preHandler,
      schema: {
        operationId: "listTasks",
        tags,
        summary: "Tasks, newest first",
        querystring: TaskQuery,
        response: { 200: Page(TaskRow), ...PROBLEMS },
      },
    },
    async (request) => await tasks.page(request.query, limitOf(request.query)),
  );
  app.get(
    "/api/v1/tasks/:id",
    {
      preHandler,
      schema: {
        operationId: "getTask",
        tags,
        summary: "One task with its counts and bytes by source",
        params: IdParams,
        response: { 200: TaskDetail, ...PROBLEMS },
      },
    },
    async (request) => (await find(request.params.id)).detail,
  );
  app.post(
    "/api/v1/tasks/:id/start",
    {
      preHandler,
      schema: {
        operationId: "startTask",
        tags,
        summary: "Gives every target its action",
        params: IdParams,
        response: { 200: Affected, ...PROBLEMS },
      },
    },
    async (request) => {
      const actions = await startTask(ordersOf(request), await find(request.params.id));
      return { task: (await find(request.params.id)).detail, actions };
    },
  );
  app.post(
    "/api/v1/tasks/:id/cancel",
    {
      preHandler,
      schema: {
        operationId: "cancelTask",
        tags,
        summary: "Stops what has not ended; what a device has begun it ends",
        params: IdParams,
        response: { 200: Affected, ...PROBLEMS },
      },
    },
    async (request) => {
      const actions = await cancelTask(ordersOf(request), await find(request.params.id));
      return { task: (await find(request.params.id)).detail, actions };
    },
  );
  app.post(
    "/api/v1/tasks/:id/retry",
    {
      preHandler,
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
      const actions = await retryTask(ordersOf(request), await find(request.params.id), request.body.deviceIds);
      return { task: (await find(request.params.id)).detail, actions };
    },
  );
}
