import assert from "node:assert/strict";
import { test } from "node:test";
import type { Preview, TaskDetail } from "@shoal/protocol/api/task";
import type { Release } from "@shoal/protocol/package/release";
import type { TaskSpec } from "@shoal/protocol/task/task";
import type { Script } from "../cli/scripted-agent.ts";
import { fails, RolloutScene, succeeds } from "../rollout/scene.ts";
import { scriptRelease } from "../server/booted.ts";

/** `new 1` takes the place of `old` below 5 and takes it away; `gentle 1` takes the place of it and leaves it. */
async function open(t: Parameters<typeof RolloutScene.open>[0], devices: number) {
  const scene = await RolloutScene.open(t);
  const publish = (name: string, version: string, more: Partial<Release> = {}) =>
    scene.operator.publish({ ...scriptRelease(version), name, ...more });
  await publish("old", "1");
  await publish("old", "5");
  await publish("new", "1", { supersedes: [{ package: "old", versions: "<5", remove: true }] });
  await publish("gentle", "1", { supersedes: [{ package: "old", remove: false }] });
  await publish("addon", "1", { dependencies: [{ package: "old", versions: ">=1", install: true }] });
  const heard: string[] = [];
  let how: (said: string) => Script | Promise<Script> = () => succeeds();
  scene.behaviour = (member, { kind, package: name, version, rollback }) => {
    const said = `${member} ${kind} ${name} ${version}`;
    heard.push(said);
    return rollback ? [{ state: "accepted" }, { state: "resolving" }, { state: "rolled-back" }] : how(said);
  };
  await scene.enrol(devices);
  await scene.connect();
  const task = scene.task.bind(scene);
  const ends = scene.ends.bind(scene);
  const start = (name: string, version: string, at: number[], more: Partial<TaskSpec> = {}) =>
    scene.start({ package: name, version, targets: { deviceIds: at.map((each) => `device-${each}`) }, ...more });
  const install = async (name: string, version: string, ...at: number[]) => await ends(await start(name, version, at));
  const came = async (id: string) =>
    (await scene.actions(`task=${id}`)).map(
      ({ device, kind, package: name, state, reason }) =>
        `${device} ${kind} ${name} ${state}${state === "not-applicable" ? ` ${reason?.code}: ${reason?.detail}` : ""}`,
    );
  const does = (next: typeof how) => {
    how = next;
  };
  const having = async (query: string) =>
    (await scene.operator.post<{ devices: number }>("/api/v1/targets/count", { targets: { query } })).devices;
  return { scene, heard, task, ends, start, install, came, does, having };
}

test("what a release takes the place of is taken away once it is proved, where it is, and is given back with it", async (t) => {
  const { scene, heard, task, install, ends, came, having } = await open(t, 3);
  await install("old", "1", 0);
  await install("old", "5", 1);
  heard.length = 0;
  const id = await install("new", "1", 0, 1, 2);
  const of = (at: number) => heard.filter((each) => each.startsWith(`device-${at}`)).map((each) => each.slice(9));
  assert.deepEqual(of(0), ["install new 1", "remove old 1"]);
  assert.deepEqual([of(1), of(2)], [["install new 1"], ["install new 1"]], "another version, or none");
  assert.deepEqual((await task(id)).counts, { succeeded: 3 });
  const [removal] = await scene.actions(`task=${id}&package=old`);
  assert.deepEqual([removal?.role, removal?.kind, removal?.version], ["replaced", "remove", "1"]);
  const { story } = await scene.operator.get<{ story: { text: string }[] }>(`/api/v1/tasks/${id}/explain/device-0`);
  assert.match(story.map((each) => each.text).join("\n"), /old 1, whose place it takes: succeeded/);

  heard.length = 0;
  const back = await scene.operator.post<{ task: TaskDetail; rollback: { install: number; remove: number } }>(
    `/api/v1/tasks/${id}/rollback`,
    { confirm: 3 },
  );
  assert.deepEqual([back.rollback.install, back.rollback.remove], [1, 3]);
  await ends(back.task.id);
  assert.deepEqual(of(0), ["install old 1", "remove new 1"]);
  assert.equal((await came(back.task.id)).length, 4);
  assert.deepEqual([await having("installed:old=1"), await having("installed:new")], [1, 0]);
});

test("what something else needs is not taken away, and it says what", async (t) => {
  const { heard, install, came } = await open(t, 1);
  await install("addon", "1", 0);
  assert.deepEqual(heard.splice(0), ["device-0 install old 5", "device-0 install addon 1"]);
  await install("old", "1", 0);
  const id = await install("new", "1", 0);
  assert.deepEqual(await came(id), [
    "device-0 install new succeeded",
    "device-0 remove old not-applicable still-needed: addon 1, which is installed, needs old",
  ]);
  assert.ok(!heard.includes("device-0 remove old 1"));
});

test("what was replaced without being taken away is neither given nor offered any more, unless something needs it", async (t) => {
  const { scene, heard, start, install, ends, came, task } = await open(t, 2);
  await install("old", "5", 0);
  const offer = await start("old", "1", [0, 1], { urgency: "available" });
  heard.length = 0;
  await install("gentle", "1", 0);
  assert.deepEqual(heard, ["device-0 install gentle 1"]);
  const why = "gentle 1 is installed, which takes the place of old; to go back, remove it first";
  assert.deepEqual(await came(offer), [
    `device-0 install old not-applicable replaced: ${why}`,
    "device-1 install old scheduled",
  ]);
  const later = await start("old", "5", [0], { urgency: "available" });
  assert.deepEqual(await came(later), [`device-0 install old not-applicable replaced: ${why}`]);
  const spec = { kind: "install", delivery: "pull", package: "old", version: "5", targets: { all: true } };
  const preview = await scene.operator.post<Preview>("/api/v1/tasks/preview", spec);
  assert.deepEqual([preview.unmet, preview.items[0]?.unmet, preview.items[1]?.unmet], [1, why, undefined]);
  const order = await install("old", "1", 0, 1);
  assert.deepEqual((await task(order)).counts, { "not-applicable": 1, succeeded: 1 });
  const removal = await scene.start({
    package: "old",
    version: "5",
    kind: "remove",
    targets: { deviceIds: ["device-0"] },
  });
  await ends(removal);
  heard.length = 0;
  await install("addon", "1", 0);
  assert.deepEqual(heard, ["device-0 install old 5", "device-0 install addon 1"]);
});

test("a removal that failed is tried again with its task; while the rollout is paused it waits, and of a cancelled task there is none", async (t) => {
  const { scene, heard, start, install, ends, came, does } = await open(t, 3);
  await install("old", "1", 0, 1, 2);
  does((said) => (said.includes("remove") ? fails("exit-code") : succeeds()));
  const id = await install("new", "1", 0);
  assert.deepEqual(await came(id), ["device-0 install new succeeded", "device-0 remove old failed"]);
  does(() => succeeds());
  await scene.operator.post(`/api/v1/tasks/${id}/retry`, {});
  await ends(id);
  assert.deepEqual((await came(id)).at(-1), "device-0 remove old succeeded");

  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  does(async (said) => {
    if (said.includes("new")) await gate;
    return succeeds();
  });
  heard.length = 0;
  const paused = await start("new", "1", [1], { rings: [{ name: "all", rest: true }] });
  const cancelled = await start("new", "1", [2]);
  await scene.until(
    async () => heard.length,
    (count) => count === 2,
  );
  await scene.order(paused, "pause");
  await scene.operator.post(`/api/v1/tasks/${cancelled}/cancel`);
  goOn();
  await scene.until(
    async () => [...(await came(paused)), ...(await came(cancelled))],
    (seen) => seen.filter((each) => each.endsWith("new succeeded")).length === 2,
  );
  assert.deepEqual((await came(paused)).at(-1), "device-1 remove old scheduled");
  assert.deepEqual(await came(cancelled), ["device-2 install new succeeded"]);
  await scene.order(paused, "resume");
  await ends(paused);
  assert.deepEqual((await came(paused)).at(-1), "device-1 remove old succeeded");
});
