import assert from "node:assert/strict";
import { test } from "node:test";
import type { TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { fails, RolloutScene, succeeds } from "../rollout/scene.ts";
import { scriptRelease } from "../server/booted.ts";

const HOUR = 3_600_000;

async function open(t: Parameters<typeof RolloutScene.open>[0], devices = 1) {
  const scene = await RolloutScene.open(t, ["1.0.0", "2.0.0"]);
  await scene.enrol(devices);
  /** What each device was told last. */
  const told = new Map<string, StartAssignment>();
  const obeys: typeof scene.behaviour = (_member, { rollback }) =>
    rollback ? [{ state: "accepted" }, { state: "resolving" }, { state: "rolled-back" }] : succeeds();
  let how = obeys;
  scene.behaviour = (member, assignment) => {
    told.set(member, assignment);
    return how(member, assignment);
  };
  await scene.connect();
  const task = scene.task.bind(scene);
  const ends = scene.ends.bind(scene);
  const keep = async (more: Partial<TaskSpec> = {}) => await ends(await scene.start({ keep: true, ...more }));
  /** A check-in with what an agent says is missing; the agent that plays its part answers to the doorbell. */
  const missing = (actionId: string, at = 0) =>
    scene.members[at]!.wire.take(told.get(`device-${at}`)?.sequence ?? 0, {
      missing: [{ actionId, detail: "there is no /there" }],
    });
  const actions = async (id: string) =>
    (await scene.actions(`task=${id}`)).map(({ state, attempt, repairs }) => `${attempt} ${state} ${repairs ?? "-"}`);
  const does = (next: typeof how) => {
    how = next;
  };
  return { scene, told, task, ends, keep, missing, actions, does };
}

test("what disappears is put back, later and later where that does not last, across restarts", async (t) => {
  const { scene, told, task, ends, keep, missing, actions } = await open(t);
  const id = await keep();
  const first = told.get("device-0")!;
  assert.equal(first.keep, true);
  await missing(first.actionId);
  await ends(id);
  assert.deepEqual(await actions(id), ["1 succeeded -", "2 succeeded 1"]);
  assert.deepEqual((await task(id)).counts, { succeeded: 1 });
  const [, again] = await scene.actions(`task=${id}`);
  const { steps } = await scene.operator.get<{ steps: { state: string; reason?: { code: string; detail: string } }[] }>(
    `/api/v1/actions/${again!.id}`,
  );
  assert.deepEqual(
    [steps[0]?.state, steps[0]?.reason],
    ["scheduled", { code: "missing", detail: "there is no /there" }],
  );
  const audit = await scene.operator.get<{ items: AuditEvent[] }>(`/api/v1/audit?subject=action:${first.actionId}`);
  assert.deepEqual(
    audit.items.map((each) => [each.what, each.actor]),
    [
      ["action.missing", `device:${scene.members[0]!.wire.deviceId}`],
      ["action.succeeded", `device:${scene.members[0]!.wire.deviceId}`],
    ],
  );

  // Again, although it is not an hour ago: it waits, and saying it again changes nothing.
  await missing(told.get("device-0")!.actionId);
  await missing(told.get("device-0")!.actionId);
  assert.deepEqual((await actions(id)).slice(2), ["3 scheduled 2"]);
  const [waiting] = await scene.actions(`task=${id}&state=scheduled`);
  assert.match(waiting?.reason?.detail ?? "", /it was put back once before, so not before 20/);
  await scene.restart();
  await scene.connect();
  scene.nowMs += HOUR - 1000;
  await missing(told.get("device-0")!.actionId);
  assert.equal((await actions(id)).length, 3);
  scene.nowMs += 1000;
  await ends(id);
  assert.deepEqual((await actions(id)).slice(2), ["3 succeeded 2"]);
  // A week later it is another matter.
  scene.nowMs += 8 * 24 * HOUR;
  await missing(told.get("device-0")!.actionId);
  await ends(id);
  assert.deepEqual((await actions(id)).slice(3), ["4 succeeded 1"]);
});

test("where putting it back fails, that is no loop", async (t) => {
  const { scene, told, ends, keep, missing, actions, does } = await open(t);
  const id = await keep();
  const { actionId } = told.get("device-0")!;
  does(() => fails("exit-code"));
  for (let check = 0; check < 5; check++) {
    await missing(actionId);
    await scene.until(
      () => actions(id),
      (seen) =>
        seen.length >= 2 && !seen.some((each) => / (assigned|accepted|resolving|waiting|installing) /.test(each)),
    );
  }
  assert.deepEqual((await actions(id)).slice(1), ["2 failed 1", "3 scheduled 2"]);
  scene.nowMs += HOUR;
  await ends(id);
  await missing(actionId);
  assert.deepEqual((await actions(id)).slice(2), ["3 failed 2", "4 scheduled 3"]);
});

test("nothing is put back that was not kept, was cancelled, taken back, recalled, replaced or moved on, or is another device's", async (t) => {
  const { scene, told, ends, keep, missing, actions, does } = await open(t, 2);
  await scene.operator.publish({
    ...scriptRelease("1.0.0"),
    name: "new",
    supersedes: [{ package: "tool", remove: false }],
  });
  const only = { targets: { deviceIds: ["device-0"] } };
  const install = async (more: Partial<TaskSpec>) => await ends(await scene.start({ ...only, ...more }));
  const nothing = async (id: string, actionId: string, why: string) => {
    const before = await actions(id);
    await missing(actionId);
    assert.deepEqual(await actions(id), before, why);
  };
  const mine = async (more: Partial<TaskSpec> = {}) => {
    const id = await keep({ ...only, ...more });
    return { id, actionId: told.get("device-0")!.actionId };
  };
  const plain = await install({});
  assert.equal(told.get("device-0")!.keep, undefined);
  await nothing(plain, told.get("device-0")!.actionId, "not kept");
  const cancelled = await mine();
  await scene.operator.post(`/api/v1/tasks/${cancelled.id}/cancel`);
  await nothing(cancelled.id, cancelled.actionId, "cancelled");
  const back = await mine({ version: "2.0.0" });
  does(() => fails("exit-code"));
  const { task } = await scene.operator.post<{ task: TaskDetail }>(`/api/v1/tasks/${back.id}/rollback`, { confirm: 1 });
  await ends(task.id);
  await nothing(back.id, back.actionId, "taken back, although that has failed");
  does(() => succeeds());
  const other = await mine();
  await missing(other.actionId, 1);
  await missing("no number");
  assert.equal((await actions(other.id)).length, 1, "another device's");
  await install({ version: "2.0.0" });
  await nothing(other.id, other.actionId, "another release came in its place");
  const recalled = await mine({ version: "2.0.0" });
  await scene.operator.post("/api/v1/packages/tool/releases/2.0.0/recall", { reason: "it eats documents" });
  await nothing(recalled.id, recalled.actionId, "recalled");
  await scene.operator.post("/api/v1/packages/tool/releases/2.0.0/unrecall", { reason: "it was the disk" });
  const point = (version: string) => scene.operator.send("PUT", "/api/v1/channels/pilot", { package: "tool", version });
  await point("1.0.0");
  const moved = await mine({ channel: "pilot" });
  does(() => fails("exit-code"));
  const { followers } = (await point("2.0.0")) as { followers: string[] };
  await ends(followers[0]!);
  await nothing(moved.id, moved.actionId, "moved on, although what came next has failed");
  does(() => succeeds());
  const last = await mine();
  await install({ package: "new" });
  await nothing(last.id, last.actionId, "another package has taken its place");
  await assert.rejects(scene.make({ keep: true, kind: "remove" }), /bad-request.*only what is installed can be kept/);
});

test("what is paused puts nothing back before it goes on", async (t) => {
  const { scene, told, missing, actions } = await open(t, 2);
  const rings = [
    { name: "first", count: 1, next: "wait" as const },
    { name: "rest", rest: true },
  ];
  const id = await scene.start({ keep: true, rings });
  await scene.until(
    () => scene.rollout(id),
    ({ state }) => state === "waiting",
  );
  await scene.order(id, "pause");
  const [member, { actionId }] = [...told][0]!;
  await missing(actionId, Number(member.slice(7)));
  assert.ok((await actions(id)).includes("2 scheduled 1"));
  assert.equal(scene.received.length, 1);
  await scene.order(id, "resume");
  await scene.until(
    async () => scene.received.length,
    (count) => count === 2,
  );
  await scene.until(
    () => actions(id),
    (seen) => seen.includes("2 succeeded 1"),
  );
  await scene.assertCounted(id);
});
