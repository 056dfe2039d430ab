import { IdParams } from "@shoal/protocol/api/page";
import { RollbackPreview, RollbackSpec, RolledBack } from "@shoal/protocol/api/rollback";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { boundsOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { scopeAt } from "../query/scope.ts";
import { withinBounds } from "../query/within.ts";
import { findTask } from "./find.ts";
import { refuseRollback, rollBackTask } from "./rollback.ts";
import { planRollback } from "./rollback-plan.ts";

const AT = "/api/v1/tasks/:id/rollback";

export function rollbackRoutes(app: App, services: Services, assignments: AssignmentIndex): void {
  const { db, hooks, hub, now } = services;
  const tags = ["tasks"];

  app.get(
    AT,
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "previewRollback",
        tags,
        summary: "What taking back a task would do to each device that it reached; changes nothing",
        params: IdParams,
        response: { 200: RollbackPreview, ...PROBLEMS },
      },
    },
    async (request) => {
      const task = await findTask(db, request.params.id, boundsOf(request));
      refuseRollback(task);
      const within = await withinBounds(db, boundsOf(request), scopeAt(now(), hub));
      return (await planRollback(db, task, hub.online(), within)).preview;
    },
  );
  app.post(
    AT,
    {
      preValidation: hooks.may("task.start", "groups"),
      schema: {
        operationId: "rollBackTask",
        tags,
        summary: "Ends a task, and gives each device back what it had before it",
        params: IdParams,
        body: RollbackSpec,
        response: { 200: RolledBack, ...PROBLEMS },
      },
    },
    async (request) => {
      const task = await findTask(db, request.params.id, boundsOf(request));
      const { taskId, preview } = await rollBackTask({ ...services, assignments, request }, task, request.body);
      return { task: (await findTask(db, String(taskId), boundsOf(request))).detail, rollback: preview };
    },
  );
}
