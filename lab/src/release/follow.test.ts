import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChannelRow } from "@shoal/protocol/api/channel";
import type { TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { TaskSpec } from "@shoal/protocol/task/task";
import type { Script } from "../cli/scripted-agent.ts";
import { RolloutScene, succeeds } from "../rollout/scene.ts";

async function open(t: Parameters<typeof RolloutScene.open>[0], devices: number) {
  const scene = await RolloutScene.open(t, ["1.0.0", "2.0.0", "3.0.0"]);
  await scene.enrol(devices);
  await scene.connect();
  const point = (version: string, name = "pilot") =>
    scene.operator.send<ChannelRow>("PUT", `/api/v1/channels/${name}`, { package: "tool", version });
  const follow = (more: Partial<TaskSpec> = {}) => scene.start({ channel: "pilot", ...more });
  const task = scene.task.bind(scene);
  const ends = scene.ends.bind(scene);
  const audited = async (id: string) =>
    (await scene.operator.get<{ items: AuditEvent[] }>(`/api/v1/audit?subject=task:${id}`)).items;
  await point("1.0.0");
  return { scene, point, follow, task, ends, audited };
}

test("who follows a channel gets what it is moved to, again and again across restarts, until somebody stops it", async (t) => {
  const { scene, point, follow, task, ends, audited } = await open(t, 2);
  const first = await ends(await follow({ priority: 3, retry: { attempts: 2 } }));
  await scene.operator.post("/api/v1/channels/all/promote", { from: "pilot" });
  assert.equal(scene.received.length, 2, "another channel, and nobody follows it");
  await scene.restart();
  await scene.connect();
  const [second] = (await point("2.0.0")).followers;
  await ends(second!);
  const { version, follows, channel, priority, retry, startedBy } = await task(second!);
  assert.deepEqual([version, follows, channel, priority, retry], ["2.0.0", first, "pilot", 3, { attempts: 2 }]);
  assert.equal(startedBy, "token:admin");
  const [moved] = await audited(first);
  assert.deepEqual([moved?.what, moved?.actor], ["task.moved", "token:admin"]);
  assert.deepEqual(moved?.detail, { channel: "pilot", from: "1.0.0", to: "2.0.0", by: second });
  const [third] = (await point("1.0.0")).followers;
  await ends(third!);
  assert.deepEqual((await point("1.0.0")).followers, [third], "it points there already");
  assert.deepEqual(scene.received.slice(-2).sort(), ["device-0 1.0.0", "device-1 1.0.0"]);

  await assert.rejects(
    scene.operator.send("DELETE", "/api/v1/channels/pilot"),
    new RegExp(`conflict.*task ${third} follows channel pilot`),
  );
  await scene.operator.post(`/api/v1/tasks/${third}/cancel`);
  assert.deepEqual((await point("3.0.0")).followers, []);
  assert.equal(scene.received.length, 6);
  await scene.operator.send("DELETE", "/api/v1/channels/pilot");
});

test("a rollout begins anew with its first ring, and what it was about hands out nothing more", async (t) => {
  const { scene, point, follow, ends } = await open(t, 4);
  const rings = [
    { name: "first", count: 1, next: "wait" as const },
    { name: "rest", rest: true },
  ];
  const old = await follow({ rings });
  await scene.until(
    () => scene.rollout(old),
    ({ state }) => state === "waiting",
  );
  const [next] = (await point("2.0.0")).followers;
  await scene.until(
    () => scene.rollout(next!),
    ({ state }) => state === "waiting",
  );
  assert.equal((await scene.rollout(old)).state, "aborted");
  assert.deepEqual(
    scene.received.map((each) => each.slice(-5)),
    ["1.0.0", "2.0.0"],
  );
  await assert.rejects(scene.order(old, "next"), /conflict/);
  await scene.order(next!, "next");
  await scene.until(
    async () => scene.received.length,
    (count) => count === 5,
  );
  assert.deepEqual(
    scene.received.slice(2).map((each) => each.slice(-5)),
    ["2.0.0", "2.0.0", "2.0.0"],
  );
  await ends(next!);
  await scene.assertCounted(next!);
});

test("what is taken back is not moved, and a plan that suits its devices no more holds up nobody", async (t) => {
  const { scene, point, follow, ends, audited } = await open(t, 3);
  scene.behaviour = (_member, { rollback }): Script =>
    rollback ? [{ state: "accepted" }, { state: "resolving" }, { state: "rolled-back" }] : succeeds();
  const justOn = (at: number) => ({ targets: { deviceIds: [`device-${at}`] } });
  const back = await ends(await follow(justOn(0)));
  const tag = (change: { add?: string[]; remove?: string[] }) =>
    scene.operator.post("/api/v1/devices/tags", { ...justOn(1), ...change });
  await tag({ add: ["test"] });
  const rings = [
    { name: "some", query: "tag:test" },
    { name: "rest", rest: true },
  ];
  const stuck = await follow({ targets: { deviceIds: ["device-1", "device-2"] }, rings });
  await scene.until(
    async () => scene.received.length,
    (count) => count === 3,
  );
  await tag({ remove: ["test"] });
  const { task } = await scene.operator.post<{ task: TaskDetail }>(`/api/v1/tasks/${back}/rollback`, { confirm: 1 });
  await ends(task.id);
  const heard = scene.received.length;
  const channel = await point("2.0.0");
  assert.deepEqual([channel.version, channel.followers], ["2.0.0", [stuck]]);
  const [said] = await audited(stuck);
  assert.equal(said?.what, "task.not-moved");
  assert.match(String(said?.detail["why"]), /ring "some".*no device/);
  assert.equal(scene.received.length, heard);
});

test("a draft starts with what the channel points to by then; what makes no sense is refused", async (t) => {
  const { scene, point, task, ends } = await open(t, 1);
  const draft = await scene.make({ channel: "pilot" });
  assert.equal(draft.name, "install tool from pilot");
  await point("2.0.0");
  await scene.operator.post(`/api/v1/tasks/${draft.id}/start`);
  await ends(draft.id);
  assert.equal((await task(draft.id)).version, "2.0.0");
  assert.deepEqual(scene.received, ["device-0 2.0.0"]);
  await assert.rejects(
    scene.make({ channel: "pilot" }),
    /conflict.*pilot points to tool 2\.0\.0 now, and not to tool 1\.0\.0/,
  );
  await assert.rejects(scene.make({ channel: "nobody" }), /not-found.*channel nobody/);
  await assert.rejects(
    scene.make({ channel: "pilot", version: "2.0.0", kind: "remove" }),
    /bad-request.*not taken away/,
  );
  await point("1.0.0", "other");
  const gone = await scene.make({ channel: "other" });
  await scene.operator.send("DELETE", "/api/v1/channels/other");
  await assert.rejects(
    scene.operator.post(`/api/v1/tasks/${gone.id}/start`),
    /conflict.*channel other, which is not there any more/,
  );
});

test("what was begun of the one before and fails is not tried again over the next", async (t) => {
  const { scene, point, follow, ends } = await open(t, 1);
  scene.behaviour = (_member, { version }) =>
    version === "1.0.0"
      ? ["accepted", "resolving", "waiting", "installing"].map((state) => ({ state: state as "accepted" }))
      : succeeds();
  const first = await follow({ retry: { attempts: 3 } });
  const [action] = await scene.until(
    () => scene.actions(`task=${first}&state=installing`),
    (open) => open.length === 1,
  );
  const [next] = (await point("2.0.0")).followers;
  await ends(next!);
  await scene.report(0, action!.id, 5, { state: "failed", reason: { code: "exit-code" } });
  await ends(first);
  assert.deepEqual(
    (await scene.actions(`task=${first}`)).map((each) => each.state),
    ["failed"],
  );
});
