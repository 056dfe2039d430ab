import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { type ConnectionOptions, connect } from "node:tls";
import type { RenewAnswer } from "@shoal/protocol/agent/enrol";
import { CAPABILITY } from "@shoal/protocol/capability";
import type { Problem } from "@shoal/protocol/errors/problem";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { answerOf, fetchBy, type TestIdentity, testTls } from "@shoal/server/identity/fixture";
import { createServer } from "@shoal/server/server";
import { fakeTls } from "../agent/fake-tls.ts";
import { WireAgent } from "../fleet/wire-agent.ts";
import { boot } from "../server/booted.ts";
import { folder } from "./folder.ts";

const DAY = 86_400_000;
const ASK = JSON.stringify({
  capability: CAPABILITY,
  agentVersion: "0.1.0",
  inventoryDigest: "0".repeat(64),
  afterSequence: 0,
});

async function scene(t: TestContext, clock: () => number = Date.now) {
  const booted = await boot(t, { certificateClock: clock });
  await booted.operator.trust();
  const device = await booted.enrol(0);
  /** What somebody who shows this is answered. */
  const answered = async (shown: Pick<TestIdentity, "trust"> & Partial<TestIdentity>, path = "/agent/v1/check-in") => {
    const connections = testTls(shown);
    try {
      const body = path.endsWith("/renew") ? renewal(generateIdentityKey()) : ASK;
      const answer = await fetchBy(connections, booted.server.agentUrl + path, { method: "POST", body });
      return answer.ok ? "ok" : ((await answer.json()) as Problem);
    } finally {
      connections.destroy();
    }
  };
  const code = async (...asked: Parameters<typeof answered>) => {
    const answer = await answered(...asked);
    return answer === "ok" ? answer : answer.code;
  };
  return { ...booted, device, answered, code };
}

const renewal = (key: string) => JSON.stringify({ csr: certificateRequest(createPrivateKey(key)) });

test("who shows no certificate, a stranger's, or another device's old one is refused in words", async (t) => {
  const { server, device, code, answered } = await scene(t);
  const { identity } = device;
  assert.equal(await code(identity), "ok");
  assert.equal(await code({ trust: identity.trust }), "certificate-required");
  assert.equal(await code({ trust: identity.trust }, "/agent/v1/renew"), "certificate-required");
  const rogue = (await fakeTls(identity.deviceId)).device;
  assert.equal(await code({ trust: identity.trust, ...rogue }), "certificate-refused");
  const refused = await answered({ trust: identity.trust, ...rogue });
  assert.match((refused as Problem).detail ?? "", /not one that this server has issued/);

  const plain = connect({ ...addressOf(server.agentUrl), rejectUnauthorized: false, maxVersion: "TLSv1.2" });
  const [error] = (await once(plain, "error")) as [NodeJS.ErrnoException];
  assert.match(error.code ?? "", /ALERT_PROTOCOL_VERSION|ECONNRESET/);
});

test("a renewed key is the device's one key once it was used, and the one before it is good until then", async (t) => {
  const { device, code } = await scene(t);
  const { identity } = device;
  const renew = async () => {
    const key = generateIdentityKey();
    const asked = device.fetch("/agent/v1/renew", { method: "POST", body: renewal(key) });
    return { ...identity, key, ...(await answerOf<RenewAnswer>(asked)) };
  };
  const lost = await renew();
  assert.equal(await code(identity), "ok", "the answer may have been lost");
  const next = await renew();
  assert.equal(await code(lost), "certificate-refused", "another one was signed for since");
  assert.equal(await code(next), "ok");
  assert.equal(await code(identity), "certificate-refused");
  assert.equal(await code(identity, "/agent/v1/renew"), "certificate-refused");
  assert.equal(await code(next), "ok");
});

test("an expired certificate renews, and nothing else; then the device goes on", async (t) => {
  let aheadMs = 0;
  const { device, code, answered } = await scene(t, () => Date.now() + aheadMs);
  const { identity } = device;
  aheadMs = 29 * DAY;
  assert.equal(await code(identity), "ok");
  // A year in a drawer.
  aheadMs = 400 * DAY;
  assert.equal(await code(identity), "certificate-expired");
  assert.match(((await answered(identity)) as Problem).detail ?? "", new RegExp(identity.deviceId));
  const key = generateIdentityKey();
  const asked = device.fetch("/agent/v1/renew", { method: "POST", body: renewal(key) });
  const next = { ...identity, key, ...(await answerOf<RenewAnswer>(asked)) };
  assert.equal(await code(next), "ok");
});

test("a resumed session is asked again with every request who it is, and whether it still may", async (t) => {
  let aheadMs = 0;
  const { server, device } = await scene(t, () => Date.now() + aheadMs);
  const { options } = device.connections;
  const ask = async (session?: Buffer | undefined) => {
    const socket = connect({
      ...(options as ConnectionOptions),
      ...addressOf(server.agentUrl),
      ...(session ? { session } : {}),
    });
    let kept: Buffer | undefined;
    socket.on("session", (session) => {
      kept = session;
    });
    socket.write(
      `POST /agent/v1/check-in HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${ASK.length}\r\n\r\n${ASK}`,
    );
    await once(socket, "secureConnect");
    const resumed = socket.isSessionReused();
    let text = "";
    for await (const chunk of socket) text += chunk;
    return { status: text.slice(9, 12), resumed, session: kept };
  };
  const first = await ask();
  assert.deepEqual([first.status, first.resumed], ["200", false]);
  const second = await ask(first.session);
  assert.deepEqual(
    [second.status, second.resumed],
    ["200", true],
    "a check-in costs no new key exchange of certificates",
  );
  aheadMs = 31 * DAY;
  const third = await ask(second.session ?? first.session);
  assert.deepEqual([third.status, third.resumed], ["401", true]);
});

test("certificates say what they are for, and from an hour ago on", async (t) => {
  const { server, device } = await scene(t);
  const certificate = new X509Certificate(device.identity.certificate);
  assert.equal(certificate.subjectAltName, `URI:urn:shoal:device:${device.deviceId}`);
  assert.deepEqual(certificate.keyUsage, ["1.3.6.1.5.5.7.3.2"]);
  assert.equal(certificate.ca, false);
  const [from, until] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()];
  assert.ok(Math.abs(Date.now() - from - DAY / 24) < DAY / 24 && Math.abs(until - Date.now() - 30 * DAY) < DAY / 24);
  // Believed by nobody, and not the name that agents ask for: it is not a server's.
  const socket = connect({ ...addressOf(server.agentUrl), rejectUnauthorized: false });
  await once(socket, "secureConnect");
  assert.equal(socket.getPeerX509Certificate()?.subjectAltName, "DNS:shoal-server");
  assert.equal(socket.getProtocol(), "TLSv1.3");
  socket.destroy();
});

test("agents' routes are at their address alone, and operators' at theirs", async (t) => {
  const { server, device, operator } = await scene(t);
  const code = async (asked: Promise<Response>) => ((await (await asked).json()) as Problem).code;
  const post = { method: "POST", body: ASK };
  for (const path of ["/agent/v1/check-in", "/%61gent/v1/check-in"]) {
    assert.equal(await code(fetch(server.url + path, post)), "not-found");
    assert.equal((await device.fetch(path, post)).status, 200);
  }
  const headers = { authorization: `Bearer ${operator.token}` };
  for (const path of ["/api/v1/devices", "/healthz", "/metrics", "/openapi.json"]) {
    assert.equal((await fetch(server.url + path, { headers })).status, 200, path);
    assert.equal(await code(device.fetch(path, { headers })), "not-found", path);
  }
  assert.equal(await code(fetch(`${server.url}/agent/v1/trust`)), "not-found");
});

test("a server that starts again is believed by those that knew it, and knows them", async (t) => {
  const { device, dataDir } = await scene(t);
  const copy = folder(t);
  cpSync(dataDir, copy, { recursive: true });
  const again = await createServer({ dataDir: copy, port: 0, logLevel: "silent" });
  t.after(() => again.close());
  const wire = new WireAgent(again.agentUrl, device.identity);
  t.after(() => wire.close());
  assert.deepEqual(await wire.take(0), []);
});

function addressOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
