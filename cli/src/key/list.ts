import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatMoment } from "../terminal/moment.ts";

export async function listKeys(invocation: Invocation): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/release-keys"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0) return terminal.note("The server trusts no release key yet. Add yours: shoal key trust");
  terminal.table(items, [
    { title: "key id", cell: (key) => key.keyId, whole: true },
    {
      title: "trusted",
      cell: (key) => ({
        text: key.revoked ? "revoked" : "yes",
        style: key.revoked ? terminal.out.red : terminal.out.green,
      }),
      whole: true,
    },
    { title: "since", cell: (key) => formatMoment(key.addedMs), whole: true },
    { title: "name", cell: (key) => key.name },
  ]);
}
