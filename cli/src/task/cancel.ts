import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { devices } from "../terminal/counted.ts";

export async function cancelTask(invocation: Invocation, _options: object, id: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const cancelled = await answerOf(api.POST("/api/v1/tasks/{id}/cancel", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson(cancelled);
  terminal.answer(cancelled.task.id);
  terminal.note(
    `Task ${id} is cancelled on ${devices(cancelled.actions)}; what is installing at this moment is finished first.`,
  );
}
