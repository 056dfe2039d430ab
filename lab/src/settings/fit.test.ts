import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import type { Release } from "@shoal/protocol/package/release";
import { model, release, run, settled, start } from "../agent/scene.ts";

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
const window = { days: ["mon" as const], from: "14:00", to: "14:30" };

test("what takes longer than is left of a window waits for the next, and what no window is long enough for says so", async (t) => {
  // Noon on a Monday in UTC, 14:00 where the devices are.
  let passedMs = 0;
  const nowMs = () => Date.UTC(2026, 10, 23, 12) + passedMs;
  const clocks = { wallMs: nowMs, monotonicMs: nowMs, offsetMs: () => 120 * MINUTE };
  const early = ["a", "b", "c", "d", "e"];
  const names = [...early, "late", "later", "last"];
  const booted = await start(
    t,
    names.map((name) => model(name)),
    { now: nowMs },
    clocks,
  );
  const { operator, fleet } = booted;
  const file = await operator.upload("reader.msi", randomBytes(1000));
  const taking = (version: string, expectedMs: number): Release => {
    const { variants, ...rest } = release(version, file);
    return { ...rest, variants: variants.map((variant) => ({ ...variant, expectedMs })) };
  };
  await operator.publish(taking("1.0.0", 25 * MINUTE));
  await operator.publish(taking("2.0.0", 31 * MINUTE));
  const settings = { maintenanceWindows: [window] };
  const on = (deviceIds: string[], version = "1.0.0") => run(booted, { targets: { deviceIds }, version, settings });
  const check = async () => {
    for (const { agent } of fleet.members.values()) await agent.checkNow();
  };

  passedMs = 5 * MINUTE;
  // On four, so that nothing is known yet of how long it takes.
  assert.equal((await settled(booted, await on(early.slice(0, 4)))).get("a")!.state, "succeeded", "it just fits");
  passedMs = 5 * MINUTE + 1;
  const lateTask = await on(["late"]);
  const late = (await settled(booted, lateTask, (row) => row.state === "waiting")).get("late")!;
  assert.deepEqual(late.reason, {
    code: "window-closed",
    detail:
      "opens mon 2026-11-30 14:00, the device's time; it takes 25 min, which is more than is left until mon 14:30, the device's time",
  });
  const longTask = await on(["last"], "2.0.0");
  const long = (await settled(booted, longTask, (row) => row.state === "waiting")).get("last")!;
  assert.deepEqual(
    [long.reason?.code, long.reason?.detail],
    ["window-too-short", "takes 31 min, and the longest maintenance window is 30 min"],
  );

  passedMs = WEEK - 1;
  await check();
  assert.deepEqual(fleet.members.get("late")!.host.runs, []);
  passedMs = WEEK;
  await check();
  assert.equal((await settled(booted, lateTask)).get("late")!.state, "succeeded");
  assert.deepEqual(fleet.members.get("last")!.host.runs, [], "it waits, and it has said why");

  // Five took a moment each: by now the server knows better than the package.
  passedMs = WEEK + 29 * MINUTE;
  const known = (await settled(booted, await on(["later"]))).get("later")!;
  assert.equal(known.state, "succeeded");
  assert.ok(known.expectedMs !== undefined && known.expectedMs < MINUTE, `${known.expectedMs} ms`);
});
