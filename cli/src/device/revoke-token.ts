import { acceptedBy } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";

export async function revokeToken(invocation: Invocation, _options: object, id: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.DELETE("/api/v1/enrolment-tokens/{id}", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson({ id, revoked: true });
  terminal.answer(id);
  terminal.note(`Token ${id} enrols nobody any more. Devices that it has enrolled stay.`);
}
