import { createPrivateKey, createPublicKey } from "node:crypto";
import { deviceUri, proxyUri } from "@shoal/protocol/identity/names";
import { generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { openAuthority } from "@shoal/server/identity/authority";
import { spkiDigest } from "@shoal/server/identity/certificate";
import { type TestIdentity, testTls } from "@shoal/server/identity/fixture";
import { MIXED_FLEET } from "../../fleet/model.ts";
import type { Operator } from "../../fleet/operator.ts";
import { SimHost } from "../../fleet/sim-host.ts";
import { WireAgent } from "../../fleet/wire-agent.ts";
import type { ServerProcess } from "../server-process.ts";

export const AT_ONCE = 32;
/** Of all devices, and of the proxy that they come by. */
const KEY = generateIdentityKey();
const SPKI = new Uint8Array(createPublicKey(createPrivateKey(KEY)).export({ type: "spki", format: "der" }));
/** By what a server knows it. */
export const KEY_DIGEST = spkiDigest(SPKI);

/** Whose part of a task was given out. */
export async function membersOf(operator: Operator, taskId: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = ""; ; ) {
    const query = `task=${taskId}&state=assigned&limit=500${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await operator.get<{ items: { deviceId: string }[]; nextCursor?: string }>(`/api/v1/actions?${query}`);
    ids.push(...page.items.map(({ deviceId }) => deviceId));
    if (page.nextCursor === undefined) return ids;
    cursor = page.nextCursor;
  }
}

/** The outsides of these devices, by a proxy in front, so that what is measured is the work and not as many handshakes. */
export async function agentsOf(server: ServerProcess, operator: Operator, ids: readonly string[]) {
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: 1 });
  const inventory = await new SimHost(MIXED_FLEET[0]!).inventory();
  const { trust } = (await WireAgent.enrol(server.agentUrl, token, "one more", inventory)).identity;
  const authority = await openAuthority(server.dataDir, Date.now());
  const issue = (subject: { deviceUri: string } | { proxyUri: string }) => authority.issue(SPKI, subject, Date.now());
  const proxy = testTls({ trust, key: KEY, certificate: await issue({ proxyUri: proxyUri("bench") }) });
  proxy.maxSockets = AT_ONCE;
  const agents: WireAgent[] = [];
  for (const deviceId of ids) {
    const certificate = await issue({ deviceUri: deviceUri(deviceId) });
    const identity: TestIdentity = { deviceId, trust, key: KEY, certificate };
    agents.push(new WireAgent(server.agentUrl, identity, proxy));
  }
  return { agents, close: () => proxy.destroy() };
}
