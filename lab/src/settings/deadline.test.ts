import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { Explanation } from "@shoal/protocol/api/task";
import { model, release, run, settled, start } from "../agent/scene.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test("people put an installation off as often as they may, an agent that starts anew remembers it, and the deadline ends it", async (t) => {
  // Noon on a Monday in UTC, 14:00 where the device is.
  let passedMs = 0;
  const noon = Date.UTC(2026, 10, 23, 12);
  const nowMs = () => noon + passedMs;
  const clocks = { wallMs: nowMs, monotonicMs: nowMs, offsetMs: () => 2 * HOUR };
  const booted = await start(t, [model("desk"), model("quiet")], { now: nowMs }, clocks);
  const { operator, fleet } = booted;
  const desk = fleet.members.get("desk")!;
  const quiet = fleet.members.get("quiet")!;
  for (const { host } of [desk, quiet]) host.people = 1;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(1000))));
  assert.throws(() => desk.agent.later(), /nothing waits for those who are signed in/);
  assert.throws(() => desk.agent.later("reader"), /nothing called "reader" is under way/);

  const counted = { deferralMs: 8 * HOUR, deferralCount: 3, deferralIntervalMs: HOUR };
  const taskId = await run(booted, {
    settings: counted,
    deadlineMs: noon + 2.5 * HOUR,
    targets: { deviceIds: ["desk"] },
  });
  const asked = await settled(booted, taskId, (row) => row.reason?.detail?.startsWith("begins ") ?? false);
  assert.match(asked.get("desk")!.reason!.detail!, /^begins mon 14:10, .*; at the latest until mon 16:30/);
  const told = () => desk.host.told.at(-1) ?? "";
  for (let waited = 0; told() === ""; waited++) {
    assert.ok(waited < 100, "people were asked");
    await sleep(20);
  }
  assert.match(told(), /^reader 1\.0\.0 will be installed Monday .*"shoal-agent later" puts it off by 1 h \(3 times\)/);

  passedMs = 5 * MINUTE;
  assert.deepEqual(
    desk.agent.later("reader").putOff.map((each) => each.until),
    ["mon 15:05"],
  );
  const again = desk.agent.later();
  assert.match(again.refused[0]!.why, /it is put off already, until mon 15:05/);
  const once = (await settled(booted, taskId, (row) => row.deferrals === 1)).get("desk")!;
  assert.match(once.reason!.detail!, /^put off once, now until mon 15:05/);
  await fleet.reboot("desk");
  passedMs = 65 * MINUTE - 1;
  await desk.agent.checkNow();
  assert.deepEqual([desk.agent.status().open[0]!.deferrals, desk.host.runs], [1, []]);

  passedMs = 65 * MINUTE;
  await desk.agent.checkNow();
  await settled(booted, taskId, (row) => row.reason?.detail?.includes("begins mon 15:15") ?? false);
  assert.equal(desk.agent.later().putOff[0]!.until, "mon 16:05");
  passedMs = 126 * MINUTE;
  await desk.agent.checkNow();
  await settled(booted, taskId, (row) => row.reason?.detail?.includes("begins mon 16:16") ?? false);
  const [late] = desk.agent.later(undefined, 8 * HOUR).putOff;
  assert.deepEqual([late!.until, late!.rule], ["mon 16:30", true], "the deadline, whatever they wish");
  passedMs = 150 * MINUTE;
  await desk.agent.checkNow();
  const ended = (await settled(booted, taskId)).get("desk")!;
  assert.deepEqual([ended.state, ended.deferrals], ["succeeded", 3]);
  const story = await operator.get<Explanation>(`/api/v1/tasks/${taskId}/explain/desk`);
  assert.match(story.summary, /People there have put it off 3 times\.$/);
  assert.equal(story.story.filter((step) => /put off .*, now until/.test(step.text)).length, 3);

  // Without an answer it begins.
  const silent = await run(booted, { settings: counted, targets: { deviceIds: ["quiet"] } });
  await settled(booted, silent, (row) => row.reason?.detail?.startsWith("begins ") ?? false);
  passedMs += 10 * MINUTE;
  await quiet.agent.checkNow();
  assert.equal((await settled(booted, silent)).get("quiet")!.state, "succeeded");
});
