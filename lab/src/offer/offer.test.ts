import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import type { Explanation } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { model, release, run, settled, start } from "../agent/scene.ts";
import type { Refused } from "../fleet/operator.ts";

test("what is available is installed where a person asks for it, at once, and the audit trail says who", async (t) => {
  const booted = await start(t, [model("asks"), model("does-not")]);
  const { operator, fleet } = booted;
  const [asks, other] = [fleet.members.get("asks")!, fleet.members.get("does-not")!];
  const file = await operator.upload("reader.msi", randomBytes(1000));
  for (const version of ["1.0.0", "2.0.0"]) await operator.publish(release(version, file));
  assert.deepEqual(await asks.agent.available(), []);
  await assert.rejects(asks.agent.install("reader", "anna"), /"reader" is not on offer for this device; nothing is/);

  // A window that is past, whenever this runs: what somebody asks for does not wait for it.
  const day = (["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const)[(new Date().getDay() + 4) % 7]!;
  const settings = { maintenanceWindows: [{ days: [day], from: "03:00", to: "03:30" }] };
  const deadlineMs = Date.now() + 3_600_000;
  const taskId = await run(booted, { urgency: "available", deadlineMs, settings });
  const offered = await settled(booted, taskId, (row) => row.state === "scheduled");
  assert.equal(offered.get("asks")!.reason?.code, "offered");
  assert.deepEqual(
    (await asks.agent.available()).map((each) => [each.package, each.version, each.deadlineMs]),
    [["reader", "1.0.0", deadlineMs]],
  );
  await assert.rejects(asks.agent.install("raeder", "anna"), /"raeder" is not on offer .*; did you mean reader\?/);
  await assert.rejects(
    asks.agent.install("reader@2.0.0", "anna"),
    /not on offer for this device; on offer: reader@1.0.0/,
  );
  const before = await operator.get<Explanation>(`/api/v1/tasks/${taskId}/explain/asks`);
  assert.match(before.summary, /has it on offer, and nobody there has asked for it yet/);
  assert.match(before.next ?? "", /shoal-agent install reader/);

  assert.equal((await asks.agent.install("reader", "anna")).version, "1.0.0");
  const rows = await settled(booted, taskId, (row) => row.device !== "asks" || row.endedMs !== undefined);
  assert.deepEqual([rows.get("asks")!.state, rows.get("asks")!.askedBy], ["succeeded", "anna"]);
  assert.deepEqual([rows.get("does-not")!.state, other.host.runs], ["scheduled", []]);
  assert.deepEqual(await asks.agent.available(), []);
  const trail = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?what=action.asked-for");
  assert.deepEqual(
    trail.items.map((each) => [each.actor, each.subject, each.detail["person"]]),
    [[`device:${asks.deviceId}`, `action:${rows.get("asks")!.id}`, "anna"]],
  );
  const after = await operator.get<Explanation>(`/api/v1/tasks/${taskId}/explain/asks`);
  assert.match(after.story[1]?.text ?? "", /the server gave the device its part; a person .* asked for it \(anna\)/);
});

test("urgency and deadline that contradict each other are refused before anything is stored", async (t) => {
  let passedMs = 0;
  const nowMs = () => Date.UTC(2026, 10, 23, 12) + passedMs;
  const booted = await start(t, [model("one")], { now: nowMs });
  const { operator } = booted;
  await operator.publish(release("1.0.0", await operator.upload("reader.msi", randomBytes(1000))));
  const why = async (spec: object) =>
    await run(booted, spec).then(
      () => assert.fail("not refused"),
      ({ problem }: Refused) => `${problem.status} ${problem.code}: ${problem.detail}`,
    );
  const hour = 3_600_000;
  assert.equal(
    await why({ deadlineMs: nowMs() - hour }),
    "400 urgency-invalid: its deadline was 1 h ago: name one that is to come, or make it immediate",
  );
  assert.match(await why({ deadlineMs: nowMs() + 3 * hour, lifeMs: hour }), /2 h after its life has ended/);
  assert.match(await why({ urgency: "immediate", deadlineMs: nowMs() + hour }), /400 urgency-invalid: .*leave out one/);
  assert.match(await why({ urgency: "available", delivery: "push" }), /let devices pull it/);
  assert.match(await why({ urgency: "now" }), /^400 bad-request: body\/urgency .*available, required, immediate/);
  assert.equal((await operator.get<{ items: [] }>("/api/v1/tasks")).items.length, 0);
  // A draft that lay about until its deadline was over.
  const spec = { kind: "install", delivery: "pull", package: "reader", version: "1.0.0", targets: { all: true } };
  const { id } = await operator.post<{ id: string }>("/api/v1/tasks", { ...spec, deadlineMs: nowMs() + hour });
  passedMs = 2 * hour;
  await assert.rejects(operator.post(`/api/v1/tasks/${id}/start`), /urgency-invalid.*its deadline was 1 h ago/);
});
