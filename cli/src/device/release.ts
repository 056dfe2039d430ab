import { acceptedBy } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { resolveDevice } from "./resolve.ts";

export async function releaseDevice(invocation: Invocation, _options: object, text: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const { id, name } = await resolveDevice(api, text);
  await acceptedBy(api.POST("/api/v1/devices/{id}/release", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson({ id, released: true });
  terminal.answer(id);
  terminal.note(`${name} goes on. Where its copy still has the same key, both are in quarantine again soon.`);
}
