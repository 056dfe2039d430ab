import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { ActionRow, TaskDetail } from "@shoal/protocol/api/task";
import type { Release, ReleaseFile } from "@shoal/protocol/package/release";
import { Fleet } from "../fleet/fleet.ts";
import { type DeviceModel, MIXED_FLEET } from "../fleet/model.ts";
import { type Booted, boot } from "../server/booted.ts";

const model = (name: string, behaviour: DeviceModel["behaviour"] = {}): DeviceModel => ({
  ...MIXED_FLEET[0]!,
  name,
  behaviour: { ...behaviour, installMs: 1 },
});

/** A release with one file for Windows desktops. */
function release(version: string, file: ReleaseFile): Release {
  return {
    format: 1,
    name: "reader",
    version,
    publisher: "Lab",
    description: "",
    variants: [
      {
        id: "windows",
        match: { os: ["windows"] },
        files: [file],
        installer: { kind: "msi" },
        detect: { msi: { productCode: "{6F1B9C52-2B5B-4C7B-9C59-1D2E3F405162}" } },
        timeoutMs: 60_000,
      },
    ],
  };
}

async function start(t: TestContext, models: readonly DeviceModel[]): Promise<Booted & { fleet: Fleet }> {
  const booted = await boot(t);
  await booted.operator.trust();
  const folder = mkdtempSync(join(tmpdir(), "shoal-fleet-"));
  const fleet = new Fleet({ server: booted.server.url, folder });
  t.after(async () => {
    await fleet.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const { token } = await booted.operator.post<{ token: string }>("/api/v1/enrolment-tokens", { uses: models.length });
  for (const each of models) await fleet.add(each, token);
  return { ...booted, fleet };
}

async function run({ operator }: Booted, spec: object): Promise<string> {
  const task = await operator.post<TaskDetail>("/api/v1/tasks", {
    kind: "install",
    delivery: "pull",
    package: "reader",
    version: "1.0.0",
    targets: { all: true },
    ...spec,
  });
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  return task.id;
}

/** The actions of a task by device, once each is in one of the states (default: at an end). */
async function settled(
  { operator }: Booted,
  taskId: string,
  until: (row: ActionRow) => boolean = (row) => row.endedMs !== undefined,
): Promise<Map<string, ActionRow>> {
  for (let waited = 0; ; waited++) {
    const { items } = await operator.get<{ items: ActionRow[] }>(`/api/v1/tasks/${taskId}/actions`);
    if (items.every(until)) return new Map(items.map((row) => [row.device, row]));
    if (waited > 400)
      assert.fail(`not settled: ${JSON.stringify(items.map((row) => [row.device, row.state, row.reason]))}`);
    await sleep(50);
  }
}

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
