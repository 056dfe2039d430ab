import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Problem } from "@shoal/protocol/errors/problem";
import { openAuthority } from "@shoal/server/identity/authority";
import { fetchBy, type TestIdentity, testTls } from "@shoal/server/identity/fixture";
import { fakeTls } from "../agent/fake-tls.ts";
import { boot } from "../server/booted.ts";

const DAY = 86_400_000;

interface Route {
  method: string;
  path: string;
}

/** Every route that there is, with something in place of what it is about. */
const ROUTES: Route[] = Object.entries(
  (
    JSON.parse(readFileSync(new URL("../../../docs/openapi.json", import.meta.url), "utf8")) as {
      paths: Record<string, object>;
    }
  ).paths,
).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => ({
    method: method.toUpperCase(),
    path: path.replaceAll("{digest}", "0".repeat(64)).replaceAll(/\{[^}]+\}/g, "1"),
  })),
);
const OPEN = ["GET /agent/v1/trust", "POST /agent/v1/enrol"];

/** What somebody is answered at the agents' address who shows this. */
async function ask(url: string, shown: Pick<TestIdentity, "trust"> & Partial<TestIdentity>, { method, path }: Route) {
  const connections = testTls(shown);
  try {
    const body = method === "GET" || method === "HEAD" ? {} : { body: "{}" };
    const answer = await fetchBy(connections, url + path, { method, ...body });
    const text = await answer.text();
    return answer.ok ? "ok" : (JSON.parse(text) as Problem).code;
  } finally {
    connections.destroy();
  }
}

test("every route, by everybody who may not: at the agents' address nobody gets further than a device of this server", async (t) => {
  const { server, operator, enrol, dataDir } = await boot(t);
  await operator.trust();
  const [device, revoked] = [await enrol(0), await enrol(1)];
  const { trust } = device;
  const authority = await openAuthority(dataDir, Date.now());
  const spki = createPublicKey(createPrivateKey(device.identity.key)).export({ type: "spki", format: "der" });
  const issue = (subject: { deviceUri: string } | { proxyUri: string }, atMs: number) =>
    authority.issue(new Uint8Array(spki), subject, atMs);
  const deviceUri = `urn:shoal:device:${device.deviceId}`;
  const { key } = device.identity;
  const callers: Record<string, [shown: Pick<TestIdentity, "trust"> & Partial<TestIdentity>, code: string]> = {
    nobody: [{ trust }, "certificate-required"],
    "one that another authority has signed for": [
      { trust, ...(await fakeTls(device.deviceId)).device },
      "certificate-refused",
    ],
    "a device that is not there": [
      { trust, key, certificate: await issue({ deviceUri: "urn:shoal:device:d-gone" }, Date.now()) },
      "certificate-refused",
    ],
    "another device's key": [{ trust, key: revoked.identity.key, certificate: device.identity.certificate }, "no TLS"],
    "a proxy that forwards nobody": [
      { trust, key, certificate: await issue({ proxyUri: "urn:shoal:proxy:p" }, Date.now()) },
      "certificate-required",
    ],
    "a device whose certificate has expired": [
      { trust, key, certificate: await issue({ deviceUri }, Date.now() - 60 * DAY) },
      "certificate-expired",
    ],
    "a revoked device": [revoked.identity, "device-revoked"],
  };
  await operator.post(`/api/v1/devices/${revoked.deviceId}/revoke`);
  for (const route of ROUTES) {
    const name = `${route.method} ${route.path}`;
    const ours = route.path.startsWith("/agent/v1/");
    // Where no route of theirs is, it does not matter who asks.
    for (const [who, [shown, code]] of Object.entries(callers).slice(0, ours ? undefined : 1)) {
      if (code === "no TLS") {
        await assert.rejects(ask(server.agentUrl, shown, route), who);
        continue;
      }
      const answer = await ask(server.agentUrl, shown, route);
      const expected = ours ? code : "not-found";
      const renews = name === "POST /agent/v1/renew" && code === "certificate-expired";
      if (OPEN.includes(name)) assert.ok(["ok", "bad-request"].includes(answer), `${name} as ${who}: ${answer}`);
      else if (renews) assert.equal(answer, "bad-request", `${name} as ${who}`);
      else assert.equal(answer, expected, `${name} as ${who}`);
    }
    const own = await ask(server.agentUrl, device.identity, route);
    if (ours)
      assert.ok(["ok", "bad-request", "not-found", "not-on-offer"].includes(own), `${name} as a device: ${own}`);
    else assert.equal(own, "not-found", `${name} as a device`);
    if (!ours) continue;
    const headers = { authorization: `Bearer ${operator.token}` };
    const asked = await fetch(server.url + route.path, { method: route.method, headers });
    assert.equal(((await asked.json()) as Problem).code, "not-found", `${name} as an operator`);
  }
  assert.ok(ROUTES.filter(({ path }) => path.startsWith("/agent/v1/")).length >= 10);
});
