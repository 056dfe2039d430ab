import { acceptedBy } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";

export async function deleteSecret(invocation: Invocation, _options: object, name: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.DELETE("/api/v1/secrets/{name}", { params: { path: { name } } }));
  if (terminal.json) return terminal.answerJson({ secret: name, deleted: true });
  terminal.answer(name);
  terminal.note(`Secret ${name} is deleted.`);
}
