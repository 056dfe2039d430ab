import assert from "node:assert/strict";
import { test } from "node:test";
import type { RollbackPreview, RolledBack } from "@shoal/protocol/api/rollback";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import type { Script } from "../cli/scripted-agent.ts";
import { fails, RolloutScene, succeeds } from "../rollout/scene.ts";

const RECALL = "/api/v1/packages/tool/releases";
const VERSIONS = ["1.0.0", "2.0.0", "3.0.0"];

/** What an agent says that does as it is told. */
const obeys = (_member: string, { rollback }: StartAssignment): Script =>
  rollback ? [{ state: "accepted" }, { state: "resolving" }, { state: "rolled-back" }] : succeeds();
const FOUND: Script = [
  { state: "accepted" },
  { state: "resolving" },
  { state: "succeeded", reason: { code: "already-installed" } },
];

async function open(t: Parameters<typeof RolloutScene.open>[0], devices: number) {
  const scene = await RolloutScene.open(t, VERSIONS);
  scene.behaviour = obeys;
  await scene.enrol(devices);
  await scene.connect();
  const named = (...at: number[]) => ({ deviceIds: at.map((each) => `device-${each}`) });
  const ends = scene.ends.bind(scene);
  const install = async (version: string, ...at: number[]) =>
    await ends(await scene.start({ version, targets: named(...at) }));
  const preview = (id: string) => scene.operator.get<RollbackPreview>(`/api/v1/tasks/${id}/rollback`);
  const rollBack = (id: string, body: object) => scene.operator.post<RolledBack>(`/api/v1/tasks/${id}/rollback`, body);
  const said = async (id: string) =>
    (await preview(id)).items.map(({ device, does, version, why }) => `${device} ${does} ${version ?? "-"}: ${why}`);
  /** `device state kind version` of what a task has done. */
  const done = async (id: string) =>
    (await scene.actions(`task=${id}`))
      .map((each) => `${each.device} ${each.state} ${each.kind} ${each.version}`)
      .sort();
  const having = async (query: string) =>
    (await scene.operator.post<{ devices: number }>("/api/v1/targets/count", { targets: { query } })).devices;
  return { scene, named, ends, install, preview, rollBack, said, done, having };
}

test("what a bad release reached before it was halted gets back what it had, across a restart, and nobody else hears of it", async (t) => {
  const { scene, ends, install, preview, rollBack, done, having } = await open(t, 200);
  await install("1.0.0", ...Array.from({ length: 150 }, (_, at) => at));
  // Three of ten fail, and nobody says so before all of the ring have begun.
  let begun = 0;
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  scene.behaviour = async (member, assignment) => {
    if (assignment.version !== "2.0.0" || assignment.kind !== "install") return obeys(member, assignment);
    const isBad = begun++ % 10 < 3;
    if (begun === 20) goOn();
    await gate;
    return isBad ? fails("exit-code") : succeeds();
  };
  const rings: RolloutRing[] = [
    { name: "first", percent: 10 },
    { name: "rest", rest: true },
  ];
  const bad = await scene.start({ version: "2.0.0", rings });
  await scene.until(
    () => scene.rollout(bad),
    ({ state, rings: [first] }) => state === "paused" && first!.open === 0,
  );
  const reached = (await scene.actions(`task=${bad}&state=succeeded`)).map((each) => Number(each.device.slice(7)));
  assert.equal(reached.length, 14);
  const had = reached.filter((at) => at < 150).length;
  const seen = await preview(bad);
  assert.deepEqual(
    [seen.install, seen.remove, seen.later, seen.nothing, seen.confirm, seen.stops, seen.offline],
    [had, 14 - had, 0, 0, 14, true, 0],
  );
  const heard = scene.received.length;
  await assert.rejects(rollBack(bad, {}), /409 rollback-unconfirmed.*concerns 14 devices/);
  await assert.rejects(rollBack(bad, { confirm: 13 }), /rollback-unconfirmed.*14 devices; confirmed were 13/);
  assert.equal(scene.received.length, heard, "nothing was done");

  for (const { wire } of scene.members) wire.close();
  const { task, rollback } = await rollBack(bad, { confirm: 14 });
  assert.deepEqual([task.kind, task.rollbackOf, rollback.confirm], ["rollback", bad, 14]);
  assert.equal((await scene.rollout(bad)).state, "aborted");
  await scene.restart();
  await scene.connect();
  await ends(task.id);
  assert.equal(scene.received.length, heard + 14, "those that failed, and the closed ring, were told nothing");
  const expected = reached.map((at) =>
    at < 150 ? `device-${at} rolled-back install 1.0.0` : `device-${at} rolled-back remove 2.0.0`,
  );
  assert.deepEqual(await done(task.id), expected.sort());
  assert.equal(await having("installed:tool=2.0.0"), 0);
  assert.equal(await having("installed:tool=1.0.0"), 150);
  assert.equal((await scene.actions(`task=${bad}&state=cancelled`)).length, 180);
  const { items } = await scene.operator.get<{ items: AuditEvent[] }>(`/api/v1/audit?subject=task:${bad}`);
  const entry = items.find(({ what }) => what === "task.rolled-back");
  assert.deepEqual(
    [entry?.actor, entry?.detail],
    ["token:admin", { by: task.id, install: had, remove: 14 - had, later: 0, nothing: 0 }],
  );
});

test("each device is told why it stays as it is, and what was there before the task before it is given back after it", async (t) => {
  const { scene, install, said, rollBack, ends, done } = await open(t, 5);
  const first = await install("1.0.0", 0, 1, 2);
  scene.behaviour = (member, assignment) => (member === "device-3" ? FOUND : obeys(member, assignment));
  const second = await install("2.0.0", 0, 1, 2, 3, 4);
  scene.behaviour = obeys;
  await install("3.0.0", 1);
  const task = await scene.make({ kind: "remove", version: "2.0.0", targets: { deviceIds: ["device-2"] } });
  await scene.operator.post(`/api/v1/tasks/${task.id}/start`);
  await ends(task.id);
  const before = [
    "device-1 nothing -: 3.0.0 is there by now",
    "device-2 nothing -: tool 2.0.0 is not there any more",
    "device-3 nothing -: it was there before the task",
  ];
  const removes = "device-4 remove 2.0.0: nothing was there before";
  assert.deepEqual(await said(second), [...before, removes, "device-0 install 1.0.0: 1.0.0 was there before"]);
  await scene.operator.post(`${RECALL}/1.0.0/recall`, { reason: "it eats documents" });
  const recalled = "device-0 nothing -: 1.0.0 was there before, and is recalled: it eats documents";
  assert.deepEqual(await said(second), [recalled, ...before, removes]);
  assert.deepEqual(await said(task.id), ["device-2 install 2.0.0: 2.0.0 was there before"]);
  await scene.operator.post(`${RECALL}/1.0.0/unrecall`, { reason: "it was the disk" });
  await ends((await rollBack(second, { confirm: 2 })).task.id);
  await assert.rejects(
    rollBack(second, { confirm: 0 }),
    /conflict.*no device has tool 2\.0\.0 by task.*would get anything back/,
  );

  // Not the bad one, which was there in between.
  assert.deepEqual((await said(first)).at(-1), "device-0 remove 1.0.0: nothing was there before");
  const again = await rollBack(first, { confirm: 1 });
  await ends(again.task.id);
  assert.deepEqual(await done(again.task.id), ["device-0 rolled-back remove 1.0.0"]);
});

test("what was under way is told to stop; where that came too late it gets back what it had once it is there", async (t) => {
  const { scene, install, preview, rollBack, said, ends, done } = await open(t, 3);
  await install("1.0.0", 0, 1);
  const late: Script = ["checking", "succeeded"].map((state) => ({ state: state as "checking" }));
  const steps: Script = ["accepted", "resolving", "waiting", "installing"].map((state) => ({
    state: state as "accepted",
  }));
  scene.behaviour = (member, assignment) =>
    assignment.version === "2.0.0" && member !== "device-2" ? steps : obeys(member, assignment);
  scene.members[2]!.wire.close();
  const bad = await scene.start({ version: "2.0.0" });
  await scene.until(
    () => scene.actions(`task=${bad}&state=installing`),
    (open) => open.length === 2,
  );
  assert.match((await said(bad))[0]!, /^device-0 later -: its action is installing: it is told to stop/);
  assert.equal((await preview(bad)).confirm, 2, "what nobody fetched is not under way");
  const { task } = await rollBack(bad, { confirm: 2 });
  await ends(task.id);
  assert.deepEqual(await done(task.id), []);
  // The first comes to its end, the second does not.
  const [open0, open1] = await scene.actions(`task=${bad}&state=installing`);
  for (const [at, said] of late.entries()) await scene.report(0, open0!.id, 5 + at, said);
  await scene.report(1, open1!.id, 5, { state: "failed", reason: { code: "exit-code" } });
  await scene.until(
    () => done(task.id),
    (seen) => seen.length === 1 && seen[0]!.includes("rolled-back"),
  );
  assert.deepEqual(await done(task.id), ["device-0 rolled-back install 1.0.0"]);
  await ends(task.id);
  assert.deepEqual((await scene.actions(`task=${bad}`)).map((each) => each.state).sort(), [
    "cancelled",
    "failed",
    "succeeded",
  ]);
});

test("a rollback goes on where the bad release is recalled, and stops where the one before is", async (t) => {
  const { scene, install, rollBack, ends, done } = await open(t, 2);
  await install("1.0.0", 0, 1);
  const bad = await install("2.0.0", 0, 1);
  await scene.operator.post(`${RECALL}/2.0.0/recall`, { reason: "it eats documents" });
  scene.behaviour = () => fails("exit-code");
  const { task } = await rollBack(bad, { confirm: 2 });
  await ends(task.id);
  scene.behaviour = obeys;
  await scene.operator.post(`/api/v1/tasks/${task.id}/retry`, { deviceIds: ["device-0"] });
  await ends(task.id);
  assert.deepEqual(await done(task.id), [
    "device-0 failed install 1.0.0",
    "device-0 rolled-back install 1.0.0",
    "device-1 failed install 1.0.0",
  ]);
  const worse = await install("3.0.0", 0, 1);
  for (const { wire } of scene.members) wire.close();
  const stopped = (await rollBack(worse, { confirm: 1 })).task.id;
  await scene.operator.post(`${RECALL}/1.0.0/recall`, { reason: "this one too" });
  const ended = await scene.actions(`task=${stopped}`);
  assert.deepEqual(
    ended.map((each) => `${each.device} ${each.state}: ${each.reason?.code} (${each.reason?.detail})`),
    ["device-0 cancelled: recalled (this one too)"],
  );
  await assert.rejects(
    scene.operator.post(`/api/v1/tasks/${task.id}/retry`, {}),
    /release-recalled.*tool 1\.0\.0 was recalled: this one too/,
  );
});

test("what had begun when its release was recalled is not tried again when it fails", async (t) => {
  const { scene } = await open(t, 1);
  scene.behaviour = () =>
    ["accepted", "resolving", "waiting", "installing"].map((state) => ({ state: state as "accepted" }));
  const id = await scene.start({ retry: { attempts: 3 } });
  const [action] = await scene.until(
    () => scene.actions(`task=${id}&state=installing`),
    (open) => open.length === 1,
  );
  await scene.operator.post(`${RECALL}/1.0.0/recall`, { reason: "it eats documents" });
  await scene.report(0, action!.id, 5, { state: "failed", reason: { code: "exit-code" } });
  assert.deepEqual(
    (await scene.actions(`task=${id}`)).map((each) => each.state),
    ["failed"],
  );
});

test("what cannot be taken back is said to be so", async (t) => {
  const { scene, install, rollBack, named } = await open(t, 1);
  const draft = await scene.make({ targets: named(0) });
  await assert.rejects(rollBack(draft.id, {}), /conflict.*has not been started/);
  const cache = await scene.make({ kind: "precache", targets: named(0) });
  await assert.rejects(rollBack(cache.id, {}), /conflict.*is a precache/);
  await assert.rejects(rollBack("99", {}), /not-found.*task 99/);
  const bad = await install("2.0.0", 0);
  scene.behaviour = () => [{ state: "accepted" }];
  const { task } = await rollBack(bad, { confirm: 1, urgency: "immediate" });
  assert.equal(task.urgency, "immediate");
  await assert.rejects(rollBack(bad, { confirm: 1 }), /conflict.*is taking back task \d+ already/);
  await assert.rejects(rollBack(task.id, {}), /conflict.*is the rollback of task/);
  await assert.rejects(rollBack(bad, { urgency: "available" }), /bad-request/);
});
