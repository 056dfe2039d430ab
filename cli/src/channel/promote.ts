import { undefinedWhereAbsent } from "../api/absent.ts";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { sayWhere } from "./say-where.ts";

export async function promoteChannel(
  invocation: Invocation,
  { from }: { from: string },
  channel: string,
): Promise<void> {
  const api = await invocation.api();
  const params = { path: { name: channel } };
  const before = await undefinedWhereAbsent(answerOf(api.GET("/api/v1/channels/{name}", { params })));
  const after = await answerOf(api.POST("/api/v1/channels/{name}/promote", { params, body: { from } }));
  sayWhere(invocation.terminal, after, before);
}
