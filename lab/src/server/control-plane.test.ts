import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReportsAnswer } from "@shoal/protocol/agent/check-in";
import type { ActionRow, Explanation, Preview, TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { decodeCbor } from "@shoal/protocol/codec/cbor";
import { open } from "@shoal/protocol/codec/sign1";
import { verifierOf } from "@shoal/protocol/node/ed25519";
import { ASSIGNMENT_CONTEXT, type StartAssignment } from "@shoal/protocol/task/assignment";
import type { WireAgent } from "../fleet/wire-agent.ts";
import { boot, scriptRelease } from "./booted.ts";

const install = (targets: object = { all: true }) => ({
  kind: "install",
  delivery: "pull",
  package: "tool",
  version: "1.0.0",
  targets,
});
const ZERO = "0".repeat(64);

test("a task from the draft to its end: sealed for each device, reported once, explained, audited, counted", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const [windows, linux] = [await enrol(0), await enrol(10)];

  const preview = await operator.post<Preview>("/api/v1/tasks/preview", install());
  assert.deepEqual([preview.devices, preview.without, preview.offline, preview.byVariant], [2, 1, 2, { windows: 1 }]);
  assert.match(preview.items.find((item) => item.deviceId === linux.deviceId)!.why.join(), /linux/);

  const task = await operator.post<TaskDetail>("/api/v1/tasks", install());
  assert.equal(task.state, "draft");
  assert.equal((await operator.post<{ actions: number }>(`/api/v1/tasks/${task.id}/start`)).actions, 2);
  await assert.rejects(operator.post(`/api/v1/tasks/${task.id}/start`), /conflict.*started before/);

  const answer = await windows.checkIn({ inventoryDigest: ZERO, afterSequence: 0 });
  assert.equal(answer.envelopes.length, 1);
  const trust = verifierOf(windows.trust.taskKeys);
  const sealed = Buffer.from(answer.envelopes[0]!, "base64");
  const opened = open(sealed, `${ASSIGNMENT_CONTEXT}:${windows.deviceId}`, trust);
  assert.ok(opened.ok);
  const assignment = decodeCbor(opened.payload) as StartAssignment;
  assert.deepEqual(
    [assignment.deviceId, assignment.sequence, assignment.order, assignment.kind],
    [windows.deviceId, 1, "start", "install"],
  );
  assert.equal(open(sealed, `${ASSIGNMENT_CONTEXT}:${linux.deviceId}`, trust).ok, false);
  assert.deepEqual((await windows.checkIn({ inventoryDigest: ZERO, afterSequence: 1 })).envelopes, []);

  const report = (step: number, state: string, more: object = {}) => ({
    actionId: assignment.actionId,
    step,
    state,
    atMs: 1000 * step,
    ...more,
  });
  const send = (device: WireAgent, ...reports: object[]) => device.report(reports);
  const outcomes = (each: ReportsAnswer) => each.results.map((result) => result.outcome);
  assert.deepEqual(outcomes(await send(windows, report(1, "accepted"), report(2, "resolving"))), ["stored", "stored"]);
  assert.deepEqual(
    outcomes(
      await send(windows, report(2, "resolving"), report(3, "succeeded", { reason: { code: "already-installed" } })),
    ),
    ["known", "stored"],
  );
  assert.deepEqual(outcomes(await send(windows, report(4, "failed"))), ["refused"], "nothing follows an end");
  assert.deepEqual(outcomes(await send(linux, report(1, "accepted"))), ["refused"], "another device's action");

  const [row] = (await operator.get<{ items: ActionRow[] }>(`/api/v1/tasks/${task.id}/actions?state=succeeded`)).items;
  assert.deepEqual([row?.device, row?.reason?.code, row?.durationMs], ["desk-berlin-01", "already-installed", 2000]);
  const explained = await operator.get<Explanation>(`/api/v1/tasks/${task.id}/explain/srv-web-01`);
  assert.match(explained.summary, /has not fetched its assignment yet; it is not connected/);
  assert.deepEqual(
    explained.variants.map((variant) => variant.chosen),
    [false, false],
  );

  const linuxAnswer = await linux.checkIn({ inventoryDigest: ZERO, afterSequence: 0 });
  const linuxAction = decodeCbor(
    (
      open(Buffer.from(linuxAnswer.envelopes[0]!, "base64"), `${ASSIGNMENT_CONTEXT}:${linux.deviceId}`, trust) as {
        payload: Uint8Array;
      }
    ).payload,
  ) as StartAssignment;
  await send(
    linux,
    ...["accepted", "resolving", "not-applicable"].map((state, at) => ({
      ...report(at + 1, state),
      actionId: linuxAction.actionId,
    })),
  );
  assert.equal((await operator.get<TaskDetail>(`/api/v1/tasks/${task.id}`)).state, "finished");

  const audit = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit");
  const said = audit.items.map((event) => event.what);
  for (const what of [
    "trust.changed",
    "release.published",
    "device.enrolled",
    "task.created",
    "task.started",
    "action.succeeded",
    "action.not-applicable",
    "task.finished",
  ])
    assert.ok(said.includes(what), what);
  const rate = await operator.get<{ items: { group: string; ended: number; rate: number }[] }>(
    "/api/v1/history/success-rate",
  );
  assert.deepEqual(
    rate.items.map((each) => [each.group, each.ended, each.rate]),
    [["tool 1.0.0", 2, 1]],
  );
});

test("cancelling ends at once what nobody has fetched, and tells the others", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const [first, second] = [await enrol(0), await enrol(1)];
  const task = await operator.post<TaskDetail>("/api/v1/tasks", install());
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  assert.equal((await first.checkIn({ inventoryDigest: ZERO, afterSequence: 0 })).envelopes.length, 1);
  await operator.post(`/api/v1/tasks/${task.id}/cancel`);
  const detail = await operator.get<TaskDetail>(`/api/v1/tasks/${task.id}`);
  assert.deepEqual(detail.counts, { assigned: 1, cancelled: 1 });
  assert.equal(
    (await first.checkIn({ inventoryDigest: ZERO, afterSequence: 1 })).envelopes.length,
    1,
    "the order to stop",
  );
  assert.equal(
    (await second.checkIn({ inventoryDigest: ZERO, afterSequence: 0 })).envelopes.length,
    0,
    "nothing to start any more",
  );
});

test("a newer task for the same package takes the place of an older one on the same devices", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  for (const version of ["1.0.0", "2.0.0"]) await operator.publish(scriptRelease(version));
  await enrol(0);
  const older = await operator.post<TaskDetail>("/api/v1/tasks", install());
  await operator.post(`/api/v1/tasks/${older.id}/start`);
  const newer = await operator.post<TaskDetail>("/api/v1/tasks", { ...install(), version: "2.0.0" });
  await operator.post(`/api/v1/tasks/${newer.id}/start`);
  assert.deepEqual((await operator.get<TaskDetail>(`/api/v1/tasks/${older.id}`)).counts, { superseded: 1 });
  assert.deepEqual((await operator.get<TaskDetail>(`/api/v1/tasks/${newer.id}`)).counts, { assigned: 1 });
});
