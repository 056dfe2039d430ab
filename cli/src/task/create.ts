import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import type { ExitCode } from "../exit/codes.ts";
import { usageFailure } from "../exit/failure.ts";
import { pointing } from "../query/check.ts";
import { readRollout } from "../rollout/read-options.ts";
import { confirming } from "../target/confirming.ts";
import { checkSpec, resolveSpec, type SpecOptions } from "./spec.ts";
import { startAndSay } from "./start.ts";
import { follow, placeBefore, readTimeout } from "./watch.ts";

interface CreateOptions extends SpecOptions {
  start?: boolean;
  watch?: boolean;
  timeout?: string;
}

export async function createTask(invocation: Invocation, options: CreateOptions): Promise<ExitCode | undefined> {
  const { terminal } = invocation;
  checkSpec(options, Date.now());
  if (options.watch && !options.start)
    throw usageFailure("A task that is not started cannot be watched", "Say --start --watch.");
  const timeoutMs = readTimeout(options.timeout, options.watch === true);
  const rollout = await readRollout(invocation, options);
  const api = await invocation.api();
  const spec = { ...(await resolveSpec(api, terminal, options)), ...rollout };
  const task = await confirming(invocation, (confirm) =>
    pointing(options.query, answerOf(api.POST("/api/v1/tasks", { body: { ...spec, ...confirm } }))),
  );
  const made = `Task ${task.id} is made: ${spec.kind} ${spec.package}@${spec.version} by ${spec.delivery}.`;
  if (!options.start) {
    if (terminal.json) terminal.answerJson(task);
    else terminal.answer(task.id);
    terminal.note(`${made} Next: shoal task preview ${task.id}, then shoal task start ${task.id}`);
    return;
  }
  terminal.note(made);
  const since = options.watch ? await placeBefore(invocation) : undefined;
  const started = await startAndSay(invocation, api, task.id);
  if (options.watch) return await follow(invocation, task.id, { timeoutMs, since });
  if (terminal.json) terminal.answerJson(started.task);
  else terminal.answer(task.id);
  return;
}
