import { acceptedBy } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";

export async function deleteChannel(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.DELETE("/api/v1/channels/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson({ name, deleted: true });
  terminal.answer(name);
  terminal.note(`Channel ${name} is deleted; the release that it pointed to stays.`);
}
