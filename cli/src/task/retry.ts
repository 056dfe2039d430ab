import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { resolveDevice } from "../device/resolve.ts";
import type { ExitCode } from "../exit/codes.ts";
import { devices } from "../terminal/counted.ts";
import { follow, placeBefore, readTimeout, type WatchOptions } from "./watch.ts";

export async function retryTask(
  invocation: Invocation,
  options: WatchOptions & { device?: string[]; watch?: boolean },
  id: string,
): Promise<ExitCode | undefined> {
  const timeoutMs = readTimeout(options.timeout, options.watch === true);
  const { terminal } = invocation;
  const api = await invocation.api();
  const deviceIds: string[] = [];
  for (const text of options.device ?? []) deviceIds.push((await resolveDevice(api, text)).id);
  const body = deviceIds.length > 0 ? { deviceIds } : {};
  const since = options.watch ? await placeBefore(invocation) : undefined;
  const again = await answerOf(api.POST("/api/v1/tasks/{id}/retry", { params: { path: { id } }, body }));
  terminal.note(`Task ${id} is tried again on ${devices(again.actions)}.`);
  const { rings } = await answerOf(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } }));
  if (rings) {
    const { state } = await answerOf(api.GET("/api/v1/tasks/{id}/rollout", { params: { path: { id } } }));
    if (state === "paused")
      terminal.note(`Its rollout is paused; they hear of it once it goes on: shoal rollout resume ${id}`);
  }
  if (options.watch) return await follow(invocation, id, { timeoutMs, since });
  if (terminal.json) terminal.answerJson(again);
  else terminal.answer(again.task.id);
  return;
}
