import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { enrol } from "@shoal/agent/agent";
import { readIdentity } from "@shoal/agent/identity/identity";
import type { Trust } from "@shoal/protocol/agent/enrol";
import { generateKeyPem, signerFromPem } from "@shoal/protocol/node/ed25519";
import { answerOf, fetchBy, testTls } from "@shoal/server/identity/fixture";
import { fakeTls } from "../agent/fake-tls.ts";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { boot } from "../server/booted.ts";
import { folder } from "./folder.ts";

const YEAR = 365 * 86_400_000;

/** Somebody else at the server's address, with keys of their own. @param shows their own document, or another that they have read */
async function impostor(t: TestContext, shows?: unknown) {
  const told: string[] = [];
  const { cas, server: tls } = await fakeTls("d-x");
  const keys = [signerFromPem(generateKeyPem()).publicKey];
  const trust: Trust = { format: 2, cas, taskKeys: keys, root: "{}" };
  const server = createServer({ ...tls, requestCert: false }, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    told.push(`${request.method} ${request.url?.split("?")[0]} ${body}`);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(shows ?? trust));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { told, trust, url: `https://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("the secret is told to the pinned server alone: not to another, not to one in between that shows its document", async (t) => {
  const { server, operator } = await boot(t);
  await operator.trust();
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: 9 });
  const stateDir = folder(t);
  const host = new SimHost(MIXED_FLEET[0]!);
  const another = await impostor(t);
  await assert.rejects(enrol({ server: another.url, token, host, stateDir }), /other keys than the token was made for/);

  const pin = token.split(".")[2]!;
  const stranger = testTls({ trust: another.trust });
  stranger.options.rejectUnauthorized = false;
  t.after(() => stranger.destroy());
  const shown = await answerOf(fetchBy(stranger, `${server.agentUrl}/agent/v1/trust?digest=${pin}`));
  const between = await impostor(t, shown);
  await assert.rejects(
    enrol({ server: between.url, token, host, stateDir }),
    /not the server that this device is pinned to/,
  );

  await assert.rejects(enrol({ server: "http://127.0.0.1:1", token, host, stateDir }), /agents speak TLS/);
  for (const { told } of [another, between]) assert.deepEqual(told, ["GET /agent/v1/trust "]);
  assert.equal(existsSync(join(stateDir, "identity.json")), false);
  await enrol({ server: server.agentUrl, token, host, stateDir });
  const { key, trust: pinned } = readIdentity(stateDir)!;
  assert.match(key, /BEGIN PRIVATE KEY/);
  assert.deepEqual(pinned, shown);
});

test("a clock that is wrong is named as the reason", async (t) => {
  for (const [aheadMs, said] of [
    [YEAR, /not valid yet: this device's clock says 20\d\d-.*where that is wrong, set it/],
    [-YEAR, /has expired: this device's clock says/],
  ] as const) {
    const { server, operator } = await boot(t, { certificateClock: () => Date.now() + aheadMs });
    await operator.trust();
    const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
    const asked = enrol({ server: server.agentUrl, token, host: new SimHost(MIXED_FLEET[0]!), stateDir: folder(t) });
    await assert.rejects(asked, said);
  }
});
