import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { Agent } from "node:https";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createAgent, enrol } from "@shoal/agent/agent";
import type { DeviceRow } from "@shoal/protocol/api/device";
import type { EnrolmentRequestRow } from "@shoal/protocol/api/identity";
import { LIMITS } from "@shoal/protocol/limits";
import { certificateRequest, generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { fetchBy } from "@shoal/server/identity/fixture";
import { inventoryOf } from "../bench/enrolled.ts";
import { shoalFor } from "../cli/shoal.ts";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { boot } from "../server/booted.ts";
import { folder } from "./folder.ts";

const AGENT = fileURLToPath(import.meta.resolve("@shoal/agent/main"));

test("what the agent says of a token that is mistyped, used up, revoked or too old", async (t) => {
  let aheadMs = 0;
  const { server, operator } = await boot(t, { now: () => Date.now() + aheadMs });
  await operator.trust();
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  const typed = async (token: string) => {
    const asked = ["enrol", "--server", server.agentUrl, "--token", token, "--state", folder(t), "--name", "till"];
    const child = spawn(process.execPath, ["--no-warnings", AGENT, ...asked], { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, "close")) as [number];
    return `${code} ${said}`;
  };
  const make = async (...options: string[]) => (await shoal("device", "token", ...options)).stdout.trim();
  const single = await make();
  assert.match(await typed(single), /^0 /);
  assert.match(await typed(single), /^1 .*token has been used up/s);
  const [, secret, pin] = single.split(".");
  const other = secret!.replace(/^./, (first) => (first === "A" ? "B" : "A"));
  assert.match(await typed(`shoal1.${other}.${pin}`), /^1 .*the token is not known/s);
  assert.match(await typed(`shoal1.${secret}`), /^1 .*token/s);
  const { items } = await operator.get<{ items: { id: string; usesLeft: number }[] }>("/api/v1/enrolment-tokens");
  const revoked = await make();
  const all = await operator.get<{ items: { id: string }[] }>("/api/v1/enrolment-tokens");
  const id = all.items.map((each) => each.id).find((each) => items.every((before) => before.id !== each))!;
  await shoal("device", "revoke-token", id);
  assert.match(await typed(revoked), /^1 .*the token was revoked/s);
  const old = await make();
  aheadMs = 400 * 86_400_000;
  assert.match(await typed(old), /^1 .*the token has expired/s);
});

test("who asked to be let in and then fell silent for a week waits no more, and cannot be let in", async (t) => {
  let aheadMs = 0;
  const { server, operator } = await boot(t, { now: () => Date.now() + aheadMs });
  await operator.trust();
  const stranger = new Agent({ rejectUnauthorized: false, servername: "shoal-server" });
  t.after(() => stranger.destroy());
  const csr = certificateRequest(createPrivateKey(generateIdentityKey()));
  const ask = async () => {
    const body = JSON.stringify({ inventory: inventoryOf(0), csr });
    return (await fetchBy(stranger, `${server.agentUrl}/agent/v1/enrol`, { method: "POST", body })).status;
  };
  const queue = async () =>
    (await operator.get<{ items: EnrolmentRequestRow[] }>("/api/v1/enrolment-requests")).items.map(({ id }) => id);
  assert.equal(await ask(), 202);
  const [id] = await queue();
  aheadMs = LIMITS.enrolmentRequestMs - 60_000;
  assert.deepEqual(await queue(), [id]);
  aheadMs = LIMITS.enrolmentRequestMs + 60_000;
  assert.deepEqual(await queue(), []);
  for (const path of ["approve", "reject"])
    await assert.rejects(operator.post(`/api/v1/enrolment-requests/${id}/${path}`), /no device waits as/, path);
  assert.equal(await ask(), 202, "and may ask again");
  assert.equal((await queue()).length, 1);
});

test("a copy of an agent's disk: both are held, the copy becomes a device of its own, and the other goes on", async (t) => {
  let aheadMs = 0;
  const { server, operator } = await boot(t, { now: () => Date.now() + aheadMs });
  await operator.trust();
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: 2 });
  const host = new SimHost(MIXED_FLEET[0]!);
  const [first, copy] = [folder(t), folder(t)];
  const { deviceId } = await enrol({ server: server.agentUrl, token, host, stateDir: first });
  cpSync(first, copy, { recursive: true });
  const start = async (stateDir: string) => {
    const agent = await createAgent({ stateDir, host });
    t.after(() => agent.stop());
    await agent.start();
    await agent.checkNow();
    return agent;
  };
  const agent = await start(first);
  const other = await start(copy);
  aheadMs = 61_000;
  await agent.checkNow();
  await other.checkNow();
  for (const each of [agent, other]) {
    await each.checkNow();
    assert.match(each.status().checkInFailed ?? "", /Two holders of this device's key were seen/);
  }
  await other.stop();
  const again = await enrol({ server: server.agentUrl, token, host, stateDir: copy, force: true });
  assert.notEqual(again.deviceId, deviceId);
  await operator.post(`/api/v1/devices/${deviceId}/release`);
  const renewed = await start(copy);
  for (const each of [agent, renewed]) {
    await each.checkNow();
    assert.equal(each.status().checkInFailed, undefined);
  }
  assert.equal((await operator.get<{ items: DeviceRow[] }>("/api/v1/devices")).items.length, 2);
});

test("shoal proxy list: which certificates there are, and what became of them", async (t) => {
  const { server } = await boot(t);
  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  assert.match((await shoal("proxy", "list")).stderr, /No proxy has a certificate/);
  for (const name of ["front", "back"])
    assert.equal((await shoal("proxy", "certificate", name, "--out", folder(t))).code, 0);
  assert.equal((await shoal("proxy", "revoke", "front")).code, 0);
  const { stdout } = await shoal("proxy", "list");
  assert.match(stdout, /back +good +\d{4}-\d\d-\d\d/);
  assert.match(stdout, /front +revoked/);
  const { items } = await shoal.json<{ items: { name: string; revokedMs?: number }[] }>("proxy", "list");
  assert.deepEqual(items.map((each) => [each.name, each.revokedMs !== undefined]).sort(), [
    ["back", false],
    ["front", true],
  ]);
  assert.match(
    (await shoal("proxy", "revoke", "front")).stderr,
    /no proxy front has a certificate that is not revoked/,
  );
});
