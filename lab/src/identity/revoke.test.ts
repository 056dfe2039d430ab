import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey } from "node:crypto";
import { once } from "node:events";
import { request as httpsRequest } from "node:https";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createAgent, enrol } from "@shoal/agent/agent";
import type { RenewAnswer } from "@shoal/protocol/agent/enrol";
import type { DeviceRow } from "@shoal/protocol/api/device";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { CAPABILITY } from "@shoal/protocol/capability";
import type { Problem } from "@shoal/protocol/errors/problem";
import { proxyUri } from "@shoal/protocol/identity/names";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { openAuthority } from "@shoal/server/identity/authority";
import { answerOf, testTls } from "@shoal/server/identity/fixture";
import { fakeTls } from "../agent/fake-tls.ts";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { WireAgent } from "../fleet/wire-agent.ts";
import { boot, scriptRelease } from "../server/booted.ts";
import { folder } from "./folder.ts";

const ASK = JSON.stringify({
  capability: CAPABILITY,
  agentVersion: "0.1.0",
  inventoryDigest: "0".repeat(64),
  afterSequence: 0,
});
const CHECK_IN = { method: "POST", body: ASK };

test("a revoked device is cut off at once and refused everything; what was open on it has ended", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const [device, other] = [await enrol(0), await enrol(1)];
  const spec = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } };
  const task = await operator.post<TaskDetail>("/api/v1/tasks", spec);
  await operator.post(`/api/v1/tasks/${task.id}/start`);

  const socket = device.socket();
  await once(socket, "open");
  const ended = once(socket, "close");
  assert.equal((await device.fetch("/agent/v1/check-in", CHECK_IN)).status, 200);
  // One that has only begun to ask; it is the device's since its first request.
  const slow = httpsRequest(`${device.url}/agent/v1/check-in`, {
    agent: device.connections,
    method: "POST",
    headers: { "content-type": "application/json", "content-length": ASK.length },
  });
  slow.write(ASK.slice(0, 10));
  await once(slow, "socket");
  const cut = once(slow, "error");
  await sleep(100);

  const answer = await operator.post(`/api/v1/devices/${device.deviceId}/revoke`, { reason: "stolen" });
  assert.deepEqual(answer, { id: device.deviceId, name: MIXED_FLEET[0]!.name, ended: 1 });
  await Promise.all([ended, cut]);
  for (const [path, init] of [
    ["/agent/v1/check-in", CHECK_IN],
    ["/agent/v1/renew", { method: "POST", body: "{}" }],
    ["/agent/v1/offers", {}],
    [`/agent/v1/blobs/${"0".repeat(64)}`, {}],
  ] as const) {
    const refused = (await (await device.fetch(path, init)).json()) as Problem;
    assert.equal(refused.code, "device-revoked", path);
  }
  const again = device.socket();
  again.on("error", () => {});
  const [, response] = (await once(again, "unexpected-response")) as [unknown, { statusCode: number }];
  assert.equal(response.statusCode, 403);
  again.terminate();

  const { items } = await operator.get<{ items: ActionRow[] }>(`/api/v1/tasks/${task.id}/actions`);
  const row = items.find((each) => each.deviceId === device.deviceId);
  assert.deepEqual([row?.state, row?.reason?.code, row?.reason?.detail], ["expired", "device-revoked", "stolen"]);
  const seen = await operator.get<DeviceRow>(`/api/v1/devices/${device.deviceId}`);
  assert.match(seen.presenceWhy, /^revoked .* it is refused everything/);
  assert.ok(seen.revokedMs !== undefined);
  const { items: audit } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=device.revoked");
  assert.deepEqual(
    [audit.length, audit[0]?.actor, audit[0]?.detail],
    [1, "token:admin", { reason: "stolen", ended: 1 }],
  );
  await assert.rejects(operator.post(`/api/v1/devices/${device.deviceId}/revoke`), /conflict.*revoked before/);
  assert.equal((await other.fetch("/agent/v1/check-in", CHECK_IN)).status, 200);
  const next = await operator.post<TaskDetail>("/api/v1/tasks", spec);
  assert.equal((await operator.post<{ actions: number }>(`/api/v1/tasks/${next.id}/start`)).actions, 1, "no target");
});

test("behind a proxy too, the socket of the device that is revoked ends, and no other's", async (t) => {
  const { server, operator, enrol, dataDir } = await boot(t);
  await operator.trust();
  const devices = [await enrol(0), await enrol(1)];
  const key = generateIdentityKey();
  const spki = new Uint8Array(createPublicKey(createPrivateKey(key)).export({ type: "spki", format: "der" }));
  const authority = await openAuthority(dataDir, Date.now());
  const certificate = await authority.issue(spki, { proxyUri: proxyUri("front") }, Date.now());
  const proxy = testTls({ trust: devices[0]!.trust, key, certificate });
  t.after(() => proxy.destroy());
  const behind = devices.map(({ identity }) => new WireAgent(server.agentUrl, identity, proxy));
  const [gone, stays] = behind.map((each) => each.socket());
  await Promise.all([once(gone!, "open"), once(stays!, "open")]);
  const ended = once(gone!, "close");
  await operator.post(`/api/v1/devices/${devices[0]!.deviceId}/revoke`);
  await ended;
  const refused = (await (await behind[0]!.fetch("/agent/v1/check-in", CHECK_IN)).json()) as Problem;
  assert.equal(refused.code, "device-revoked");
  assert.equal((await behind[1]!.fetch("/agent/v1/check-in", CHECK_IN)).status, 200);
  assert.equal(stays!.readyState, stays!.OPEN);
  stays!.terminate();
});

test("enrolled anew, a device stays the one that it was where its old key says so, but not after it was revoked", async (t) => {
  const { server, operator } = await boot(t);
  await operator.trust();
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: 5 });
  const stateDir = folder(t);
  const host = new SimHost(MIXED_FLEET[0]!);
  const again = (more: object = {}) =>
    enrol({ server: server.agentUrl, token, host, stateDir, force: true, ...more }).then(({ deviceId }) => deviceId);
  const first = await again({ name: "till-1" });
  assert.equal(await again(), first);
  const devices = async () => (await operator.get<{ items: DeviceRow[] }>("/api/v1/devices")).items;
  assert.deepEqual(
    (await devices()).map(({ name }) => name),
    ["till-1"],
  );
  const agent = await createAgent({ stateDir, host });
  await agent.start();
  await agent.checkNow();
  assert.equal(agent.status().checkInFailed, undefined);
  await operator.post(`/api/v1/devices/${first}/revoke`);
  await agent.checkNow();
  assert.match(agent.status().checkInFailed ?? "", /This device was revoked/);
  await agent.stop();
  const second = await again();
  assert.notEqual(second, first);
  assert.equal((await devices()).length, 2);
});

test("two that have one key are told by their instances, and wait until one has enrolled anew and a person has agreed", async (t) => {
  let nowMs = Date.now();
  const { operator, enrol } = await boot(t, { now: () => nowMs });
  await operator.trust();
  const device = await enrol(0);
  const checkIn = (instance: string) =>
    device.checkIn({ inventoryDigest: "0".repeat(64), afterSequence: 0, instance: instance.repeat(16) }).then(
      () => "ok",
      (error: Error) => /"code":"([a-z-]+)"/.exec(error.message)?.[1],
    );
  // Restarts, and a request that was on its way while the agent was killed.
  for (const instance of ["a", "a", "b", "a", "b", "c"]) assert.equal(await checkIn(instance), "ok", instance);
  nowMs += 61_000;
  assert.equal(await checkIn("c"), "ok");
  const socket = device.socket();
  await once(socket, "open");
  const ended = once(socket, "close");
  assert.equal(await checkIn("b"), "device-quarantined", "the copy is back");
  await ended;
  assert.equal(await checkIn("c"), "device-quarantined");
  assert.equal(await checkIn("d"), "device-quarantined", "a restart does not help");
  const seen = async () => await operator.get<DeviceRow>(`/api/v1/devices/${device.deviceId}`);
  assert.match((await seen()).presenceWhy, /two holders of its key/);
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=device.quarantined");
  assert.deepEqual(items[0]?.detail, { instance: "b".repeat(16), other: "c".repeat(16) });
  await operator.post(`/api/v1/devices/${device.deviceId}/release`);
  assert.equal(await checkIn("d"), "ok");
  assert.equal((await seen()).quarantinedMs, undefined);
  await assert.rejects(operator.post(`/api/v1/devices/${device.deviceId}/release`), /conflict.*not in quarantine/);
});

test("what is refused to a device that was revoked, or has another key by now, stands in the trail under its name", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  const [revoked, renewed] = [await enrol(0), await enrol(1)];
  const key = generateIdentityKey();
  const csr = certificateRequest(createPrivateKey(key));
  const asked = renewed.fetch("/agent/v1/renew", { method: "POST", body: JSON.stringify({ csr }) });
  const newer = new WireAgent(renewed.url, { ...renewed.identity, key, ...(await answerOf<RenewAnswer>(asked)) });
  t.after(() => newer.close());
  assert.equal((await newer.fetch("/agent/v1/check-in", CHECK_IN)).status, 200);
  await operator.post(`/api/v1/devices/${revoked.deviceId}/revoke`);
  const rogue = (await fakeTls(revoked.deviceId)).device;
  const stranger = new WireAgent(revoked.url, { ...revoked.identity, ...rogue });
  t.after(() => stranger.close());
  for (const each of [revoked, renewed, stranger])
    assert.notEqual((await each.fetch("/agent/v1/check-in", CHECK_IN)).status, 200);
  const { items } = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=request.refused");
  assert.deepEqual(items.map(({ actor, detail }) => [actor, detail["code"], detail["barred"]]).reverse(), [
    [`device:${revoked.deviceId}`, "device-revoked", "revoked"],
    [`device:${renewed.deviceId}`, "certificate-refused", "replaced"],
    ["anonymous", "certificate-refused", undefined],
  ]);
});
