import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import { createAgent, enrol } from "@shoal/agent/agent";
import { readIdentity } from "@shoal/agent/identity/identity";
import type { AuthorityRow } from "@shoal/protocol/api/identity";
import type { TaskDetail } from "@shoal/protocol/api/task";
import { shoalFor } from "../cli/shoal.ts";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { boot, scriptRelease } from "../server/booted.ts";
import { folder } from "./folder.ts";

const DAY = 86_400_000;

test("another authority takes the place of the first, and no device that came meanwhile enrols anew", async (t) => {
  const clock = { aheadMs: 0 };
  const certificateClock = () => Date.now() + clock.aheadMs;
  const booted = await boot(t);
  const { operator, server, dataDir } = booted;
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  const authorities = async () => (await operator.get<{ items: AuthorityRow[] }>("/api/v1/authorities")).items;
  const states = async () => (await authorities()).map((each) => [each.state, each.devices, each.devicesWithout]);
  const issuerOf = async () => {
    const { hostname, port } = new URL(server.agentUrl);
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
    await once(socket, "secureConnect");
    const shown = socket.getPeerX509Certificate()!;
    socket.destroy();
    const all = readFileSync(join(dataDir, "ca.pem"), "utf8").match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g)!;
    return all.findIndex((pem) => shown.checkIssued(new X509Certificate(pem)));
  };

  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  const stateDir = folder(t);
  const host = new SimHost(MIXED_FLEET[0]!);
  await enrol({ server: server.agentUrl, token, host, stateDir });
  const first = readIdentity(stateDir)!;
  let agent = await createAgent({ stateDir, host, certificateClock });
  t.after(() => agent.stop());
  await agent.start();
  // One that never asks what is new.
  const deaf = await booted.enrol(1);
  await agent.checkNow();
  assert.deepEqual(await states(), [["issues", 2, 1]]);

  assert.match((await shoal("ca", "activate")).stderr, /no authority was announced; first: shoal ca prepare/);
  assert.match((await shoal("ca", "retire")).stderr, /there is no former authority/);
  assert.equal((await shoal("ca", "prepare")).code, 0);
  assert.match((await shoal("ca", "prepare")).stderr, /there are two authorities already/);
  const announced = async () => (await authorities()).find(({ state }) => state === "announced");
  for (let waited = 0; (await announced())?.devicesWithout !== 1; waited++) {
    assert.ok(waited < 100, JSON.stringify(await states()));
    await agent.checkNow();
    await sleep(100);
  }
  assert.equal(readIdentity(stateDir)!.trust.cas.length, 2);
  assert.deepEqual(readIdentity(stateDir)!.trust.root, first.trust.root);
  assert.equal(await issuerOf(), 0, "nothing was issued by it yet");

  assert.match((await shoal("ca", "activate")).stderr, /1 device have not heard of it yet|1 device has/);
  assert.equal((await shoal("ca", "activate", "--confirm", "1")).code, 0);
  for (let waited = 0; (await issuerOf()) !== 0 && waited < 100; waited++) await sleep(50);
  const ca = readFileSync(join(dataDir, "ca.pem"), "utf8");
  assert.equal(ca.match(/BEGIN CERTIFICATE/g)?.length, 2);
  assert.deepEqual(await states(), [
    ["issues", 0, 1],
    ["former", 2, 1],
  ]);
  await agent.stop();
  agent = await createAgent({ stateDir, host, certificateClock });
  await agent.start();
  await agent.checkNow();
  assert.equal(agent.status().checkInFailed, undefined, "by its old certificate, at a server that shows a new one");
  await agent.stop();
  assert.match((await shoal("ca", "retire")).stderr, /2 devices still have a certificate of it/);

  clock.aheadMs = 21 * DAY;
  agent = await createAgent({ stateDir, host, certificateClock });
  await agent.start();
  for (let waited = 0; (await states())[1]![1] !== 1; waited++) {
    assert.ok(waited < 100, "its next certificate is of the new one");
    await sleep(50);
  }
  assert.equal((await shoal("ca", "retire", "--confirm", "1")).code, 0);
  for (let waited = 0; (await states()).length !== 1 && waited < 100; waited++) await sleep(50);
  assert.equal(readFileSync(join(dataDir, "ca.key"), "utf8").match(/BEGIN PRIVATE KEY/g)?.length, 1);
  await agent.checkNow();
  assert.equal(agent.status().checkInFailed, undefined);
  await assert.rejects(deaf.take(0), /UNABLE_TO_VERIFY|unable to verify|self-signed|certificate-refused/i);
  const spec = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } };
  const task = await operator.post<TaskDetail>("/api/v1/tasks", spec);
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  await agent.checkNow();
  assert.equal(agent.status().checkInFailed, undefined, "tasks are believed as before");
});
