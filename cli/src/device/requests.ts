import { describePlatform } from "@shoal/core/variant/describe";
import { acceptedBy, answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatAgo } from "../terminal/moment.ts";

export async function listRequests(invocation: Invocation): Promise<void> {
  const { terminal, shell } = invocation;
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/enrolment-requests"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("No device waits to be let in.");
  terminal.table(items, [
    { title: "id", cell: ({ id }) => id, whole: true },
    { title: "device", cell: ({ name }) => name },
    { title: "platform", cell: ({ platform }) => describePlatform(platform) },
    { title: "serial", cell: ({ serial = "" }) => serial },
    { title: "from", cell: ({ remote }) => remote, whole: true },
    { title: "asked", cell: ({ lastMs }) => formatAgo(lastMs, shell.nowMs()), whole: true },
    { title: "key", cell: ({ fingerprint }) => fingerprint, whole: true },
  ]);
  terminal.note("shoal-agent key prints the key on the device: compare it, then shoal device approve ID.");
}

export async function approveRequest(
  invocation: Invocation,
  options: { name?: string; group?: string },
  id: string,
): Promise<void> {
  const { terminal } = invocation;
  const { name, group } = options;
  const api = await invocation.api();
  const body = { ...(name === undefined ? {} : { name }), ...(group === undefined ? {} : { group }) };
  const made = await answerOf(api.POST("/api/v1/enrolment-requests/{id}/approve", { params: { path: { id } }, body }));
  if (terminal.json) return terminal.answerJson(made);
  terminal.answer(made.deviceId);
  terminal.note(`${made.name} is let in, and comes for its certificate by itself.`);
}

export async function rejectRequest(invocation: Invocation, _options: object, id: string): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  await acceptedBy(api.POST("/api/v1/enrolment-requests/{id}/reject", { params: { path: { id } } }));
  if (terminal.json) return terminal.answerJson({ id, rejected: true });
  terminal.answer(id);
  terminal.note(`${id} is not let in, and is told so when it asks again.`);
}
