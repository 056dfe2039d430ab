import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { TimeWindow } from "@shoal/protocol/settings/window";
import { model, release, run, settled, start } from "../agent/scene.ts";

const MINUTE = 60_000;
const noon: TimeWindow = { days: ["mon"], from: "12:00", to: "12:30" };
const night: TimeWindow = { days: ["mon"], from: "22:00", to: "23:00" };

test("a restart that one action has asked for serves the other, also where it comes at once", async (t) => {
  let passedMs = 27 * MINUTE;
  const nowMs = () => Date.UTC(2026, 10, 23, 12) + passedMs;
  const clocks = { wallMs: nowMs, monotonicMs: nowMs, offsetMs: () => 0 };
  const booted = await start(t, [model("desk", { exitCode: 3010 })], { now: nowMs }, clocks);
  const { operator, fleet } = booted;
  const desk = fleet.members.get("desk")!;
  const { variants, ...rest } = release("1.0.0", await operator.upload("reader.msi", randomBytes(1000)));
  const quick = variants.map((variant) => ({ ...variant, expectedMs: MINUTE }));
  const tasks: string[] = [];
  for (const name of ["reader", "writer"]) {
    await operator.publish({ ...rest, name, variants: quick });
    const settings = { rebootRule: "when-needed", maintenanceWindows: [noon, night] };
    tasks.push(await run(booted, { package: name, settings }));
  }
  for (const task of tasks) await settled(booted, task, (row) => row.state === "rebooting");
  passedMs = 10 * 60 * MINUTE;
  await desk.agent.checkNow();
  for (const task of tasks) assert.equal((await settled(booted, task)).get("desk")!.state, "succeeded");
  assert.deepEqual(desk.host.restarts, ["Shoal: reader 1.0.0"]);
});

test("two actions that need a restart, and one that has yet to install, share one restart; each proves what came of it", async (t) => {
  // Three minutes before the window at noon closes, in UTC, and where the device is.
  let passedMs = 27 * MINUTE;
  const nowMs = () => Date.UTC(2026, 10, 23, 12) + passedMs;
  const clocks = { wallMs: nowMs, monotonicMs: nowMs, offsetMs: () => 0 };
  const behaviour = { exitCode: 3010, restartsLater: true };
  const booted = await start(t, [model("desk", behaviour)], { now: nowMs }, clocks);
  const { operator, fleet } = booted;
  const desk = fleet.members.get("desk")!;
  const { variants, ...rest } = release("1.0.0", await operator.upload("reader.msi", randomBytes(1000)));
  const quick = variants.map((variant) => ({ ...variant, expectedMs: MINUTE }));
  const order = (name: string, ...maintenanceWindows: TimeWindow[]) =>
    run(booted, { package: name, settings: { rebootRule: "when-needed", maintenanceWindows } });
  for (const name of ["reader", "writer", "viewer"]) await operator.publish({ ...rest, name, variants: quick });
  // Time enough to install, but not for a restart.
  const [reader, writer] = [await order("reader", noon, night), await order("writer", noon, night)];
  for (const task of [reader, writer]) {
    const { reason } = (await settled(booted, task, (row) => row.state === "rebooting")).get("desk")!;
    assert.match(reason?.next ?? "", /window opens mon 22:00, .*; it takes 5 min, which is more than is left/);
  }
  const viewer = await order("viewer", night);
  await settled(booted, viewer, (row) => row.state === "waiting");
  assert.deepEqual(desk.host.restarts, []);

  passedMs = 10 * 60 * MINUTE;
  await desk.agent.checkNow();
  for (let waited = 0; desk.host.restarts.length === 0; waited++) {
    assert.ok(waited < 200, "a restart was asked for");
    await sleep(20);
  }
  assert.equal(desk.host.runs.length, 3, "everything is installed by then");
  for (const task of [reader, writer, viewer]) await settled(booted, task, (row) => row.state === "rebooting");

  // One of them is gone after the restart: it is not claimed.
  desk.host.installed.delete("writer");
  await fleet.reboot("desk");
  const ends = [];
  for (const task of [reader, writer, viewer]) ends.push((await settled(booted, task)).get("desk")!);
  assert.deepEqual(
    ends.map((row) => [row.package, row.state, row.reason?.code]),
    [
      ["reader", "succeeded", "installed"],
      ["writer", "failed", "not-detected"],
      ["viewer", "succeeded", "installed"],
    ],
  );
  assert.deepEqual(desk.host.restarts, ["Shoal: reader 1.0.0"]);
});
