import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type AgentOptions, createAgent, enrol } from "@shoal/agent/agent";
import { type Identity, readIdentity } from "@shoal/agent/identity/identity";
import { MIXED_FLEET } from "../fleet/model.ts";
import { SimHost } from "../fleet/sim-host.ts";
import { boot } from "../server/booted.ts";
import { folder } from "./folder.ts";
import type { RenewalMoment } from "./renewing-agent.ts";

const DAY = 86_400_000;
const RENEWING = fileURLToPath(new URL("./renewing-agent.ts", import.meta.url));

/** A server, and a real agent's folder that is enrolled there; both by a clock that a test moves. */
async function scene(t: TestContext) {
  const clock = { aheadMs: 0 };
  const certificateClock = () => Date.now() + clock.aheadMs;
  const booted = await boot(t, { certificateClock });
  await booted.operator.trust();
  const stateDir = folder(t);
  const { token } = await booted.operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  const host = new SimHost(MIXED_FLEET[0]!);
  await enrol({ server: booted.server.agentUrl, token, host, stateDir });
  const identity = () => readIdentity(stateDir) as Identity;
  const start = async (options: Partial<AgentOptions> = {}) => {
    const agent = await createAgent({ stateDir, host, certificateClock, ...options });
    t.after(() => agent.stop());
    await agent.start();
    return agent;
  };
  const until = async (what: string, holds: () => boolean) => {
    for (const endMs = performance.now() + 30_000; !holds(); ) {
      assert.ok(performance.now() < endMs, `${what} did not come`);
      await sleep(20);
    }
  };
  return { ...booted, clock, stateDir, identity, start, until };
}

test("an agent renews its certificate after two thirds of its life with a new key, and goes on by it", async (t) => {
  const { clock, identity, start, until, stateDir, operator } = await scene(t);
  const before = identity();
  assert.equal(statSync(join(stateDir, "identity.json")).mode & 0o777, 0o600);
  clock.aheadMs = 19 * DAY;
  let agent = await start();
  await until("a doorbell", () => agent.status().connected);
  await agent.stop();
  assert.equal(identity().certificate, before.certificate, "it is not due yet");
  clock.aheadMs = 21 * DAY;
  agent = await start();
  await until("a renewal", () => identity().certificate !== before.certificate);
  assert.notEqual(identity().key, before.key);
  assert.equal(statSync(join(stateDir, "identity.json")).mode & 0o777, 0o600);
  await until("a doorbell by the new one", () => agent.status().connected);
  await agent.checkNow();
  assert.equal(agent.status().checkInFailed, undefined);
  assert.equal((await operator.get<{ items: unknown[] }>("/api/v1/devices")).items.length, 1);
});

test("a laptop comes back after a year in a drawer, without a person", async (t) => {
  const { clock, identity, start, until } = await scene(t);
  const before = identity();
  clock.aheadMs = 365 * DAY;
  const agent = await start();
  await until("a doorbell", () => agent.status().connected);
  assert.notEqual(identity().certificate, before.certificate);
  await agent.checkNow();
  assert.equal(agent.status().checkInFailed, undefined);
});

test("where the server says that it has expired, it is renewed, whatever the device's clock says", async (t) => {
  const { clock, identity, start, until } = await scene(t);
  const before = identity();
  clock.aheadMs = 31 * DAY;
  const agent = await start({ certificateClock: Date.now });
  await until("a doorbell", () => agent.status().connected);
  assert.notEqual(identity().certificate, before.certificate);
});

test("killed between any two steps of a renewal, it has a pair that works", async (t) => {
  const { clock, identity, start, until, stateDir } = await scene(t);
  for (const moment of ["signed", "written", "stored"] satisfies RenewalMoment[]) {
    clock.aheadMs += 31 * DAY;
    const before = identity();
    const asked = JSON.stringify({ stateDir, moment, aheadMs: clock.aheadMs });
    const child = spawn(process.execPath, [RENEWING, asked], { stdio: ["ignore", "inherit", "inherit"] });
    const [, signal] = (await once(child, "exit")) as [number | null, string | null];
    assert.equal(signal, "SIGKILL", moment);
    assert.equal(identity().key === before.key, moment !== "stored", moment);
    const agent = await start();
    await until(`a doorbell after ${moment}`, () => agent.status().connected);
    assert.notEqual(identity().key, before.key, moment);
    await agent.checkNow();
    assert.equal(agent.status().checkInFailed, undefined, moment);
    await agent.stop();
  }
});
