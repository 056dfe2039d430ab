import { IdParams } from "@shoal/protocol/api/page";
import { RollbackPreview, RollbackSpec, RolledBack } from "@shoal/protocol/api/rollback";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import type { Services } from "../http/services.ts";
import { findTask } from "./find.ts";
import { refuseRollback, rollBackTask } from "./rollback.ts";
import { planRollback } from "./rollback-plan.ts";

const AT = "/api/v1/tasks/:id/rollback";

export function rollbackRoutes(app: App, services: Services, assignments: AssignmentIndex): void {
  const { db, hooks, hub } = services;
  const tags = ["tasks"];

  app.get(
    AT,
    {
      preValidation: hooks.may("task.read"),
      schema: {
        operationId: "previewRollback",
        tags,
        summary: "What taking back a task would do to each device that it reached; changes nothing",
        params: IdParams,
        response: { 200: RollbackPreview, ...PROBLEMS },
      },
    },
    async (request) => {
      const task = await findTask(db, request.params.id);
      refuseRollback(task);
      return (await planRollback(db, task, hub.online())).preview;
    },
  );
  app.post(
    AT,
    {
      preValidation: hooks.may("task.start"),
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
      const task = await findTask(db, request.params.id);
      const { taskId, preview } = await rollBackTask({ ...services, assignments, request }, task, request.body);
      return { task: (await findTask(db, String(taskId))).detail, rollback: preview };
    },
  );
}
