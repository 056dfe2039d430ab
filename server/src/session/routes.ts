import { IdParams, Page } from "@shoal/protocol/api/page";
import { SessionPartQuery, SessionPartRow, SessionTree } from "@shoal/protocol/api/session";
import { say } from "@shoal/protocol/sentence/say";
import { type App, PROBLEMS } from "../http/app.ts";
import { limitOf } from "../http/cursor.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import type { SettingsIndex } from "../settings/settings-index.ts";
import { type StoredTask, taskStore } from "../task/store.ts";
import { lookingAt } from "./look.ts";
import { readTree } from "./read-tree.ts";
import { sessionStore } from "./store.ts";

export function sessionRoutes(app: App, { db, hooks, hub, now }: Services, settings: SettingsIndex): void {
  const tags = ["sessions"];
  const look = lookingAt(db, hub, now);
  const find = async (id: string): Promise<StoredTask> => {
    const task = /^\d{1,15}$/.test(id) ? await taskStore(db).find(Number(id)) : undefined;
    if (!task) throw new Refusal("not-found", say("names-task", { id }));
    return task;
  };

  app.get(
    "/api/v1/tasks/:id/sessions",
    {
      preValidation: hooks.may("task.read"),
      schema: {
        operationId: "getSessionTree",
        tags,
        summary: "Where a task's bytes came from, by site, subnet and session",
        params: IdParams,
        response: { 200: SessionTree, ...PROBLEMS },
      },
    },
    async (request) => await readTree(db, settings, await find(request.params.id)),
  );
  app.get(
    "/api/v1/tasks/:id/sessions/parts",
    {
      preValidation: hooks.may("task.read"),
      schema: {
        operationId: "listSessionParts",
        tags,
        summary: "What each device did in each session of a task, in the order in which they were first told",
        params: IdParams,
        querystring: SessionPartQuery,
        response: { 200: Page(SessionPartRow), ...PROBLEMS },
      },
    },
    async (request) => {
      const { id, detail } = await find(request.params.id);
      const { subnet } = request.query;
      if (subnet && detail.state === "running") await look(id, subnet);
      return await sessionStore(db).page(id, request.query, limitOf(request.query));
    },
  );
}
