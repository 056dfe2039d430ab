import { undefinedWhereAbsent } from "../api/absent.ts";
import { answerOf } from "../api/client.ts";
import type { Invocation } from "../command/invocation.ts";
import { readRelease } from "../package/release-argument.ts";
import { sayWhere } from "./say-where.ts";

export async function setChannel(
  invocation: Invocation,
  _options: object,
  channel: string,
  name: string,
  version?: string,
): Promise<void> {
  const release = readRelease(name, version);
  const api = await invocation.api();
  const params = { path: { name: channel } };
  const before = await undefinedWhereAbsent(answerOf(api.GET("/api/v1/channels/{name}", { params })));
  const body = { package: release.name, version: release.version };
  const after = await answerOf(api.PUT("/api/v1/channels/{name}", { params, body }));
  sayWhere(invocation.terminal, after, before);
}
