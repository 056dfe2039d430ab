import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { resolveDevice } from "./resolve.ts";

/** The groups that a device is in now, and by what. */
export async function deviceGroups(invocation: Invocation, _options: object, text: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const { id } = await resolveDevice(api, text);
  const answer = await answerOf(api.GET("/api/v1/devices/{id}/groups", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson(answer);
  if (answer.items.length === 0) return terminal.note("It is in no group.");
  terminal.table(answer.items, [
    { title: "group", cell: (group) => group.name, whole: true },
    { title: "by", cell: (group) => group.query ?? "its list" },
    { title: "", cell: (group) => group.description },
  ]);
}
