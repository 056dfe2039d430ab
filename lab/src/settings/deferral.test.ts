import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { model, release, run, settled, start } from "../agent/scene.ts";

test("a device at which somebody works is left alone until they go, say so, or the time is over", async (t) => {
  // Noon on a Monday in UTC, 14:00 where the devices are.
  let passedMs = 0;
  const nowMs = () => Date.UTC(2026, 10, 23, 12) + passedMs;
  const clocks = { wallMs: nowMs, monotonicMs: nowMs, offsetMs: () => 7_200_000 };
  const names = ["free", "goes", "agrees", "stays"];
  const booted = await start(
    t,
    names.map((name) => model(name)),
    { now: nowMs },
    clocks,
  );
  const { operator, fleet } = booted;
  const { host: goes } = fleet.members.get("goes")!;
  const { host: agrees, agent } = fleet.members.get("agrees")!;
  const { host: stays } = fleet.members.get("stays")!;
  for (const host of [goes, agrees, stays]) host.people = 1;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(1000))));

  const taskId = await run(booted, { settings: { deferralMs: 3_600_000, userNotification: "all" } });
  const rows = await settled(
    booted,
    taskId,
    ({ device, state }) => state === (device === "free" ? "succeeded" : "waiting"),
  );
  const reason = { code: "deferred", detail: "at the latest until mon 15:00, the device's time" };
  for (const name of names.slice(1)) assert.deepEqual(rows.get(name)!.reason, reason);
  const told = (host: typeof goes) => host.told.join("\n");
  for (let waited = 0; told(goes) === "" || told(stays) === "" || told(agrees) === ""; waited++) {
    assert.ok(waited < 100, "people were told");
    await sleep(20);
  }
  assert.match(told(stays), /^reader 1\.0\.0 will be installed when you sign out, at the latest Monday/);
  assert.deepEqual(fleet.members.get("free")!.host.told, []);

  agent.beginNow();
  const free = new Set(["free", "agrees"]);
  await settled(booted, taskId, ({ device, state }) => state === (free.has(device) ? "succeeded" : "waiting"));

  goes.people = 0;
  passedMs = 61_000;
  for (const { agent } of fleet.members.values()) await agent.checkNow();
  free.add("goes");
  await settled(booted, taskId, ({ device, state }) => state === (free.has(device) ? "succeeded" : "waiting"));
  assert.deepEqual(stays.runs, []);

  passedMs = 3_600_000;
  for (const { agent } of fleet.members.values()) await agent.checkNow();
  await settled(booted, taskId);
  assert.deepEqual([stays.runs, stays.told.length], [["install reader 1.0.0"], 1]);
});
