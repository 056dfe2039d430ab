import { type Api, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import type { ExitCode } from "../exit/codes.ts";
import { devices } from "../terminal/counted.ts";
import { follow, placeBefore, readTimeout, type WatchOptions } from "./watch.ts";

export async function startTask(
  invocation: Invocation,
  options: WatchOptions & { watch?: boolean },
  id: string,
): Promise<ExitCode | undefined> {
  const timeoutMs = readTimeout(options.timeout, options.watch === true);
  const { terminal } = invocation;
  const since = options.watch ? await placeBefore(invocation) : undefined;
  const started = await startAndSay(invocation, await invocation.api(), id);
  if (options.watch) return await follow(invocation, id, { timeoutMs, since });
  if (terminal.json) terminal.answerJson(started);
  else terminal.answer(started.task.id);
  return;
}

export async function startAndSay({ terminal }: Invocation, api: Api, id: string) {
  const started = await answerOf(api.POST("/api/v1/tasks/{id}/start", { params: { path: { id } } }));
  if (started.task.state === "awaiting-approval") {
    const { approval } = await answerOf(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } }));
    terminal.note(`Task ${id} waits for a second person: ${approval?.why}. Another operator: shoal task approve ${id}`);
    return started;
  }
  const { rings } = await answerOf(api.GET("/api/v1/tasks/{id}", { params: { path: { id } } }));
  const where = rings ? `, the first ring; how far it is: shoal rollout show ${id}` : "";
  terminal.note(`Task ${id} is started on ${devices(started.actions)}${where}.`);
  return started;
}
