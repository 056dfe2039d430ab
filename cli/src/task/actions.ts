import type { ActionState } from "@shoal/protocol/action/state";
import type { ActionRow } from "@shoal/protocol/api/task";
import { LIMITS } from "@shoal/protocol/limits";
import { type Api, answerOf } from "../api/client.ts";
import { collectPages } from "../api/pages.ts";
import type { Invocation } from "../command/invocation.ts";
import { resolveDevice } from "../device/resolve.ts";
import { actionColumns } from "./action-columns.ts";

export async function listActions(
  invocation: Invocation,
  options: { state?: ActionState; device?: string },
  id: string,
): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const device = options.device === undefined ? undefined : (await resolveDevice(api, options.device)).id;
  const items = await actionsOf(api, id, { ...(options.state && { state: options.state }), ...(device && { device }) });
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("There is none.");
  terminal.table(items, actionColumns(terminal.out, items));
}

/** All actions of a task, page after page. */
export async function actionsOf(
  api: Api,
  id: string,
  filter: { state?: ActionState; device?: string } = {},
): Promise<ActionRow[]> {
  const { items } = await collectPages(Number.POSITIVE_INFINITY, LIMITS.pageRows, (cursor, limit) =>
    answerOf(
      api.GET("/api/v1/tasks/{id}/actions", {
        params: { path: { id }, query: { ...filter, limit, ...(cursor && { cursor }) } },
      }),
    ),
  );
  return items;
}
