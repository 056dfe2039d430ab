import type { RolloutDetail } from "@shoal/protocol/api/rollout";
import { type Api, answerOf } from "../api/client.ts";
import type { Handler } from "../command/command.ts";
import { printable } from "../terminal/printable.ts";
import { sayNext } from "./show.ts";

/** Orders of a person, by the route that each one is. */
const ROUTES = {
  pause: (api: Api, id: string) => api.POST("/api/v1/tasks/{id}/rollout/pause", { params: { path: { id } } }),
  resume: (api: Api, id: string) => api.POST("/api/v1/tasks/{id}/rollout/resume", { params: { path: { id } } }),
  next: (api: Api, id: string) => api.POST("/api/v1/tasks/{id}/rollout/next", { params: { path: { id } } }),
  approve: (api: Api, id: string) => api.POST("/api/v1/tasks/{id}/rollout/approve", { params: { path: { id } } }),
  abort: (api: Api, id: string) => api.POST("/api/v1/tasks/{id}/rollout/abort", { params: { path: { id } } }),
};

export function orderRollout(order: keyof typeof ROUTES): Handler<object> {
  return async (invocation, _options, id) => {
    const { terminal } = invocation;
    const rollout: RolloutDetail = await answerOf(ROUTES[order](await invocation.api(), id!));
    if (terminal.json) return terminal.answerJson(rollout);
    terminal.answer(rollout.state);
    const agreed =
      order === "approve" && rollout.approvals.length > 0 ? ` (agreed by ${rollout.approvals.length})` : "";
    terminal.note(printable(`The rollout of task ${id} is ${rollout.state}${agreed}: ${rollout.why}`));
    sayNext(invocation, rollout);
  };
}
