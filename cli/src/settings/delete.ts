import { acceptedBy } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";

export async function deleteSet(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.DELETE("/api/v1/setting-sets/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson({ name, deleted: true });
  terminal.answer(name);
  terminal.note(`Set ${name} is deleted. The audit trail has its last values.`);
}
