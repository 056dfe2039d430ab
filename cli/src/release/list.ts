import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { formatMoment } from "../terminal/moment.ts";

export async function listStaged(invocation: Invocation): Promise<void> {
  const { terminal } = invocation;
  const api = await invocation.api();
  const { items } = await answerOf(api.GET("/api/v1/staged-releases"));
  if (terminal.json) return terminal.answerJson({ items });
  if (items.length === 0)
    return terminal.note("No release waits to be signed. One that does: shoal package publish --stage");
  terminal.table(items, [
    { title: "release", cell: (each) => `${each.package}@${each.version}`, whole: true },
    { title: "since", cell: (each) => formatMoment(each.createdMs), whole: true },
    { title: "by", cell: (each) => each.createdBy },
    { title: "digest", cell: (each) => each.digest, whole: true },
  ]);
}
