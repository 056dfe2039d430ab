import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatMoment } from "../terminal/moment.ts";

export async function listSecrets({ terminal, api }: Invocation): Promise<void> {
  const { items } = await answerOf((await api()).GET("/api/v1/secrets"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0)
    return terminal.note("There is no secret yet. Set one: shoal secret set acme-licence --package acme");
  terminal.table(items, [
    { title: "secret", cell: (row) => row.name, whole: true },
    { title: "set", cell: (row) => formatMoment(row.changedMs), whole: true },
    { title: "by", cell: (row) => row.changedBy },
    { title: "times", align: "right", cell: (row) => String(row.version), whole: true },
    { title: "for", cell: ({ packages }) => packages.join(" ") || "-" },
    {
      title: "needed by",
      cell: ({ usedBy }) => usedBy.map((each) => `${each.package}@${each.version}`).join(" ") || "-",
    },
  ]);
}
