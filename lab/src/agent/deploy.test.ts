import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { MIXED_FLEET } from "../fleet/model.ts";
import { model, release, run, settled, start } from "./scene.ts";

for (const delivery of ["pull", "push"] as const)
  test(`${delivery}: each device installs what it resolved, and what it says is what it proved`, async (t) => {
    const booted = await start(t, [
      model("good"),
      model("failing", { exitCode: 1603 }),
      model("lying", { installsNothing: true }),
      model("there", { alreadyInstalled: true }),
      { ...MIXED_FLEET[10]!, name: "linux" },
    ]);
    const bytes = randomBytes(1_000_000);
    await booted.operator.publish(release("1.0.0", await booted.operator.upload("reader.msi", bytes)));
    const rows = await settled(booted, await run(booted, { delivery }));
    const said = (name: string) => [rows.get(name)!.state, rows.get(name)!.reason?.code];
    assert.deepEqual(said("good"), ["succeeded", "installed"]);
    assert.deepEqual(said("failing"), ["failed", "exit-code"]);
    assert.match(rows.get("failing")!.reason!.detail!, /1603/);
    assert.deepEqual(said("lying"), ["failed", "not-detected"]);
    assert.match(rows.get("lying")!.reason!.detail!, /exit code 0/);
    assert.deepEqual(said("there"), ["succeeded", "already-installed"]);
    assert.deepEqual(said("linux"), ["not-applicable", "no-variant"]);
    const source = delivery === "pull" ? "origin" : "push";
    assert.equal(rows.get("good")!.bytes[source], bytes.length);
    assert.equal(rows.get("there")!.bytes[source], 0);
    assert.deepEqual(booted.fleet.members.get("good")!.host.runs, ["install reader 1.0.0"]);
  });

test("a restart that an installer needs is waited for, and proved afterwards", async (t) => {
  const booted = await start(t, [model("soft", { exitCode: 3010 })]);
  await booted.operator.publish(release("1.0.0", await booted.operator.upload("reader.msi", randomBytes(1000))));
  const taskId = await run(booted, {});
  const before = await settled(booted, taskId, (row) => row.state === "rebooting");
  assert.equal(before.get("soft")!.reason?.code, "reboot-required");
  await booted.fleet.reboot("soft");
  const after = await settled(booted, taskId);
  assert.deepEqual([after.get("soft")!.state, after.get("soft")!.reason?.code], ["succeeded", "installed"]);
});

test("precached content is installed without a second transfer, and removal is proved too", async (t) => {
  const booted = await start(t, [model("one")]);
  await booted.operator.publish(release("1.0.0", await booted.operator.upload("reader.msi", randomBytes(400_000))));
  const cached = await settled(booted, await run(booted, { kind: "precache" }));
  assert.deepEqual([cached.get("one")!.state, cached.get("one")!.bytes.origin], ["cached", 400_000]);
  const installed = await settled(booted, await run(booted, {}));
  assert.deepEqual(
    [installed.get("one")!.state, installed.get("one")!.bytes.origin, installed.get("one")!.bytes.cache],
    ["succeeded", 0, 400_000],
  );
  const removed = await settled(booted, await run(booted, { kind: "remove" }));
  assert.deepEqual([removed.get("one")!.state, removed.get("one")!.reason?.code], ["succeeded", "removed"]);
  const again = await settled(booted, await run(booted, { kind: "remove" }));
  assert.equal(again.get("one")!.reason?.code, "already-removed");
});

test("an agent that was away keeps its work, and reports what it did while the server was away", async (t) => {
  const booted = await start(t, [model("away")]);
  await booted.operator.publish(release("1.0.0", await booted.operator.upload("reader.msi", randomBytes(1000))));
  const member = booted.fleet.members.get("away")!;
  await member.agent.stop();
  const taskId = await run(booted, {});
  assert.equal((await settled(booted, taskId, () => true)).get("away")!.state, "assigned");
  await booted.fleet.reboot("away");
  assert.equal((await settled(booted, taskId)).get("away")!.state, "succeeded");
});

test("a retry reaches just those that failed", async (t) => {
  const booted = await start(t, [model("good"), model("failing", { exitCode: 1603 })]);
  await booted.operator.publish(release("1.0.0", await booted.operator.upload("reader.msi", randomBytes(1000))));
  const taskId = await run(booted, {});
  await settled(booted, taskId);
  booted.fleet.members.get("failing")!.host.model.behaviour.exitCode = 0;
  assert.equal((await booted.operator.post<{ actions: number }>(`/api/v1/tasks/${taskId}/retry`)).actions, 1);
  const rows = await settled(booted, taskId);
  assert.equal(rows.get("failing")!.state, "succeeded");
  assert.deepEqual(booted.fleet.members.get("good")!.host.runs.length, 1);
});
