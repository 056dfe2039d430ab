import { LIMITS } from "@shoal/protocol/limits";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { readLimit } from "../command/read-limit.ts";
import { devices } from "../terminal/counted.ts";
import { formatAgo } from "../terminal/moment.ts";

export async function reachOfSet(invocation: Invocation, options: { limit: string }, name: string): Promise<void> {
  const { terminal, shell } = invocation;
  const limit = Math.min(readLimit(options.limit), LIMITS.pageRows);
  const api = await invocation.api();
  const reach = await answerOf(
    api.GET("/api/v1/setting-sets/{name}/reach", { params: { path: { name }, query: { limit } } }),
  );
  if (terminal.json) return terminal.answerJson(reach);
  terminal.answer(
    `${reach.inForce} of ${reach.devices} devices run with version ${reach.version} of set ${reach.name}`,
  );
  if (reach.items.length > 0) {
    terminal.answer("");
    terminal.table(reach.items, [
      { title: "not yet", cell: ({ device }) => device },
      { title: "online", cell: ({ online }) => (online ? "yes" : "no"), whole: true },
      { title: "seen", cell: ({ lastSeenMs }) => formatAgo(lastSeenMs, shell.nowMs()), whole: true },
      { title: "id", cell: ({ deviceId }) => deviceId, whole: true },
    ]);
  }
  const listed = reach.items.length;
  if (reach.truncated) terminal.note(`… and ${reach.connected + reach.away - listed} more.`);
  if (reach.connected > 0) terminal.note(`${devices(reach.connected)} connected: a matter of seconds.`);
  if (reach.away > 0) terminal.note(`${devices(reach.away)} away: at the next check-in.`);
}
