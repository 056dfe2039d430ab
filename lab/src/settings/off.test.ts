import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createAgent } from "@shoal/agent/agent";
import { followHere } from "@shoal/agent/trust/follow";
import { model, release, run, settled, start } from "../agent/scene.ts";

const HOUR = 3_600_000;
/** Nobody listens there. */
const AWAY = "https://127.0.0.1:9";

test("a device that was off in its window, and starts without its server, does not believe that it is still open", async (t) => {
  // Noon on a Monday in UTC, 14:00 where the device is.
  let passedMs = 0;
  const nowMs = () => Date.UTC(2026, 10, 23, 12) + passedMs;
  const offsetMs = () => 2 * HOUR;
  const booted = await start(t, [model("laptop")], { now: nowMs }, { wallMs: nowMs, monotonicMs: nowMs, offsetMs });
  const { operator, fleet } = booted;
  const member = fleet.members.get("laptop")!;
  const { host } = member;
  host.people = 1;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(1000))));
  const maintenanceWindows = [{ days: ["mon" as const], from: "14:00", to: "14:30" }];
  const taskId = await run(booted, { settings: { maintenanceWindows, deferralMs: HOUR } });
  await settled(booted, taskId, (row) => row.reason?.code === "deferred");
  await member.agent.stop();
  host.people = 0;
  passedMs = 4 * HOUR;

  for (const wallMs of [nowMs, () => 0]) {
    host.reboot();
    const stateDir = join(fleet.folder, "laptop");
    const agent = await createAgent({
      stateDir,
      server: AWAY,
      host,
      follow: followHere,
      offsetMs,
      wallMs,
      monotonicMs: () => passedMs,
    });
    t.after(() => agent.stop());
    await agent.start();
    await agent.checkNow();
    const reason = () => agent.status().open[0]?.reason?.code;
    // One that knows the time says that it is too late; one that does not says nothing.
    for (let waited = 0; wallMs === nowMs && reason() !== "window-closed"; waited++) {
      assert.ok(waited < 100, `${reason()}`);
      await sleep(20);
    }
    await agent.stop();
    assert.deepEqual(host.runs, []);
  }

  passedMs = 7 * 24 * HOUR;
  await fleet.reboot("laptop");
  assert.equal((await settled(booted, taskId)).get("laptop")!.state, "succeeded");
});
