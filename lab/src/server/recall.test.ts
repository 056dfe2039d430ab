import assert from "node:assert/strict";
import { test } from "node:test";
import type { PackageDetail, Recalled, ReleaseRow } from "@shoal/protocol/api/package";
import type { ActionDetail, TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { RolloutScene } from "../rollout/scene.ts";
import { boot, scriptRelease } from "./booted.ts";

const AT = "/api/v1/packages/tool/releases";
const order = (version: string, kind = "install") => ({
  kind,
  delivery: "pull",
  package: "tool",
  version,
  targets: { all: true },
});
const because = { reason: "it eats documents" };

test("a recall stops what is under way, and the release is in no way given again until it is lifted", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  for (const version of ["1.0.0", "2.0.0"]) await operator.publish(scriptRelease(version));
  const [first, second, third] = [await enrol(0), await enrol(1), await enrol(2)];
  const targets = { deviceIds: [first.deviceId, second.deviceId] };
  const task = await operator.post<TaskDetail>("/api/v1/tasks", { ...order("2.0.0"), targets });
  const removal = { ...order("2.0.0", "remove"), targets: { deviceIds: [third.deviceId] } };
  const removing = await operator.post<TaskDetail>("/api/v1/tasks", removal);
  await operator.post(`/api/v1/tasks/${removing.id}/start`);
  const draft = await operator.post<TaskDetail>("/api/v1/tasks", order("2.0.0"));
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  assert.equal((await first.take(0)).length, 1);

  const done = await operator.post<Recalled>(`${AT}/2.0.0/recall`, because);
  assert.deepEqual(
    [done.stopped, done.release.recalled?.by, done.release.recalled?.reason],
    [2, "token:admin", because.reason],
  );
  const [told] = await first.take(1);
  assert.deepEqual([told?.order, told?.order === "cancel" && told.reason], ["cancel", "recalled"]);
  assert.deepEqual(await second.take(0), [], "nobody begins any more");
  const { items } = await operator.get<{ items: ActionDetail[] }>(`/api/v1/tasks/${task.id}/actions?state=cancelled`);
  assert.deepEqual(
    items.map((each) => [each.deviceId, each.reason?.code]),
    [[second.deviceId, "recalled"]],
  );

  for (const refused of [
    operator.post("/api/v1/tasks", order("2.0.0")),
    operator.post("/api/v1/tasks", order("2.0.0", "precache")),
    operator.post("/api/v1/tasks/preview", order("2.0.0")),
    operator.post(`/api/v1/tasks/${draft.id}/start`),
    operator.post(`/api/v1/tasks/${task.id}/retry`, { deviceIds: [second.deviceId] }),
  ])
    await assert.rejects(refused, /409 release-recalled.*tool 2\.0\.0 was recalled: it eats documents/);
  await assert.rejects(
    operator.publish({
      ...scriptRelease("1.0.0"),
      name: "app",
      dependencies: [{ package: "tool", versions: ">=2", install: true }],
    }),
    /dependency-unmet.*of tool there is 2\.0\.0 \(recalled\), 1\.0\.0/,
  );
  assert.equal((await operator.get<PackageDetail>("/api/v1/packages/tool")).latestVersion, "1.0.0");
  const list = await operator.get<{ items: { latestVersion: string }[] }>("/api/v1/packages");
  assert.deepEqual(
    list.items.map((each) => each.latestVersion),
    ["1.0.0"],
  );
  assert.deepEqual((await operator.get<TaskDetail>(`/api/v1/tasks/${removing.id}`)).counts, { assigned: 1 });
  await operator.post("/api/v1/tasks", order("2.0.0", "remove"));

  await operator.post<ReleaseRow>(`${AT}/2.0.0/unrecall`, { reason: "it was the disk" });
  await operator.post(`/api/v1/tasks/${draft.id}/start`);
  assert.equal((await operator.get<PackageDetail>("/api/v1/packages/tool")).latestVersion, "2.0.0");
  const audit = await operator.get<{ items: AuditEvent[] }>("/api/v1/audit?subject=release:tool@2.0.0");
  assert.deepEqual(
    audit.items.map((each) => [each.what, each.detail["reason"]]),
    [
      ["release.unrecalled", "it was the disk"],
      ["release.recalled", because.reason],
      ["release.published", undefined],
      ["release.staged", undefined],
    ],
  );
});

test("an agent of before recalls is not spoken to: it would not know what it is told", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const device = await enrol(0);
  const task = await operator.post<TaskDetail>("/api/v1/tasks", order("1.0.0"));
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  await assert.rejects(device.take(0, { capability: 1 }), /capability-unsupported.*speaks 1, this server 2 to 2/);
  await operator.post(`${AT}/1.0.0/recall`, because);
  assert.deepEqual(await device.take(0), []);
});

test("what is not there, not recalled, or recalled already is said to be so", async (t) => {
  const { operator } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  await assert.rejects(operator.post(`${AT}/9/recall`, because), /not-found.*release tool 9/);
  await assert.rejects(operator.post(`${AT}/1.0.0/unrecall`, because), /conflict.*tool@1\.0\.0 is not recalled/);
  await assert.rejects(operator.post(`${AT}/1.0.0/recall`, {}), /bad-request.*reason/);
  await operator.post(`${AT}/1.0.0/recall`, because);
  await assert.rejects(
    operator.post(`${AT}/1.0.0/recall`, because),
    /conflict.*tool@1\.0\.0 was recalled before, by token:admin: it eats documents/,
  );
});

test("a rollout of what is recalled opens nothing more", async (t) => {
  const scene = await RolloutScene.open(t);
  await scene.enrol(4);
  await scene.connect();
  scene.behaviour = () => [{ state: "accepted" }, { state: "resolving" }];
  const rings = [
    { name: "first", count: 1, next: "wait" as const },
    { name: "rest", rest: true },
  ];
  const id = await scene.start({ rings });
  await scene.operator.post(`${AT}/1.0.0/recall`, because);
  const { state } = await scene.rollout(id);
  assert.equal(state, "aborted");
  const task = await scene.operator.get<TaskDetail>(`/api/v1/tasks/${id}`);
  assert.deepEqual([task.state, task.counts["cancelled"]], ["cancelled", 3]);
  const codes = (await scene.actions(`task=${id}&state=cancelled`)).map((each) => each.reason?.code);
  assert.deepEqual(codes, ["recalled", "recalled", "recalled"]);
  await assert.rejects(scene.order(id, "next"), /conflict/);
});
