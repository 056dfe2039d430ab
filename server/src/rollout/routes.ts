import { ROLLOUT_ORDERS, type RolloutOrder } from "@shoal/core/rollout/messages";
import { IdParams } from "@shoal/protocol/api/page";
import { RolloutDetail } from "@shoal/protocol/api/rollout";
import { say } from "@shoal/protocol/sentence/say";
import type { FastifyRequest } from "fastify";
import type { AssignmentIndex } from "../agent/assignment-index.ts";
import { boundsOf } from "../auth/hooks.ts";
import { type App, PROBLEMS } from "../http/app.ts";
import { Refusal } from "../http/refusal.ts";
import type { Services } from "../http/services.ts";
import { findTask } from "../task/find.ts";
import { rolloutDetail } from "./detail.ts";
import { orderRollout } from "./orders.ts";
import { rolloutStore } from "./store.ts";

const SUMMARIES: Record<RolloutOrder, string> = {
  pause: "Opens nothing more and hands out nothing more; what a device has accepted it ends",
  resume: "Goes on, in spite of the failures so far",
  next: "Opens the next ring now; of the last one it is the end",
  approve: "Agrees that the next ring opens; only for others than the one who started it",
  abort: "Ends it for good, and cancels what has not ended",
};

export function rolloutRoutes(app: App, services: Services, assignments: AssignmentIndex): void {
  const { db, hooks, now } = services;
  const tags = ["rollouts"];
  const find = async (request: FastifyRequest, id: string): Promise<RolloutDetail> => {
    if (boundsOf(request)) await findTask(db, id, boundsOf(request));
    const rollout = /^\d{1,15}$/.test(id) ? await rolloutStore(db).load(Number(id)) : undefined;
    if (!rollout) throw new Refusal("not-found", say("no-rollout", { id }));
    return rolloutDetail(Number(id), rollout, now());
  };

  app.get(
    "/api/v1/tasks/:id/rollout",
    {
      preValidation: hooks.may("task.read", "groups"),
      schema: {
        operationId: "getRollout",
        tags,
        summary: "A task's rollout: its rings with their counts, why it stands, and what can be done",
        params: IdParams,
        response: { 200: RolloutDetail, ...PROBLEMS },
      },
    },
    async (request) => await find(request, request.params.id),
  );
  for (const order of ROLLOUT_ORDERS)
    app.post(
      `/api/v1/tasks/:id/rollout/${order}`,
      {
        preValidation: hooks.may(order === "approve" ? "rollout.approve" : "rollout.order", "groups"),
        schema: {
          operationId: `${order}Rollout`,
          tags,
          summary: SUMMARIES[order],
          params: IdParams,
          response: { 200: RolloutDetail, ...PROBLEMS },
        },
      },
      async (request) => {
        await find(request, request.params.id);
        await orderRollout({ ...services, assignments, request }, Number(request.params.id), order);
        return await find(request, request.params.id);
      },
    );
}
