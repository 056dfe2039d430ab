import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { resolveDevice } from "./resolve.ts";

export async function revokeDevice(invocation: Invocation, options: { reason?: string }, text: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const { id } = await resolveDevice(api, text);
  const body = options.reason === undefined ? {} : { reason: options.reason };
  const revoked = await answerOf(api.POST("/api/v1/devices/{id}/revoke", { params: { path: { id } }, body }));
  if (terminal.json) return terminal.answerJson(revoked);
  terminal.answer(revoked.id);
  const ended = revoked.ended === 1 ? "one action has" : `${revoked.ended} actions have`;
  terminal.note(
    `${revoked.name} is refused everything from now on; ${ended} ended on it. It can come back by enrolling anew.`,
  );
}
