import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { pointing } from "../query/check.ts";
import type { RolloutOptions } from "../rollout/options.ts";
import { readRollout } from "../rollout/read-options.ts";
import { confirming } from "../target/confirming.ts";
import { checkSpec, resolveSpec, type SpecOptions } from "./spec.ts";

/** A draft is what was said of it last: what is left out here has its default, as if it were made anew. */
export async function changeTask(
  invocation: Invocation,
  options: SpecOptions & RolloutOptions,
  id: string,
): Promise<void> {
  const { terminal } = invocation;
  checkSpec(options, Date.now());
  const rollout = await readRollout(invocation, options);
  const api = await invocation.api();
  const body = { ...(await resolveSpec(api, terminal, options)), ...rollout };
  const task = await confirming(invocation, (confirm) =>
    pointing(
      options.query,
      answerOf(api.PUT("/api/v1/tasks/{id}", { params: { path: { id } }, body: { ...body, ...confirm } })),
    ),
  );
  if (terminal.json) return terminal.answerJson(task);
  terminal.answer(task.id);
  terminal.note(`Task ${id} is another draft now. Next: shoal task preview ${id}, then shoal task start ${id}`);
}
