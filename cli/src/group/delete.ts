import { acceptedBy } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";

export async function deleteGroup(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.DELETE("/api/v1/groups/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson({ name, deleted: true });
  terminal.answer(name);
  terminal.note(`Group ${name} is deleted. Its devices stay, and so does what was ordered for them.`);
}
