import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { devices } from "../terminal/counted.ts";

export async function approveTask({ terminal, api }: Invocation, _options: object, id: string): Promise<void> {
  const started = await answerOf((await api()).POST("/api/v1/tasks/{id}/approve", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson(started);
  terminal.answer(id);
  terminal.note(`Task ${id}, which ${started.task.startedBy} wanted, is started on ${devices(started.actions)}.`);
}

export async function rejectTask(
  { terminal, api }: Invocation,
  { reason }: { reason: string },
  id: string,
): Promise<void> {
  const params = { path: { id } };
  const task = await answerOf((await api()).POST("/api/v1/tasks/{id}/reject", { params, body: { reason } }));
  if (terminal.json) return terminal.answerJson(task);
  terminal.answer(id);
  terminal.note(`Task ${id} is a draft again.`);
}
