/** Which of two orders holds, and what is tried again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Explanation, Preview, TaskDetail } from "@shoal/protocol/api/task";
import { fails, RolloutScene, succeeds } from "./scene.ts";

const MINUTE = 60_000;

test("of two orders for a package the higher priority holds, and the other says by what it ended", async (t) => {
  const scene = await RolloutScene.open(t, ["1.0.0", "2.0.0"]);
  await scene.enrol(2);
  const high = await scene.start({ priority: 5 });
  const spec = { kind: "install", delivery: "pull", package: "tool", version: "2.0.0", targets: { all: true } };
  const preview = (more: object) => scene.operator.post<Preview>("/api/v1/tasks/preview", { ...spec, ...more });
  assert.deepEqual([(await preview({})).heldBack, (await preview({})).supersedes], [2, 0]);
  assert.deepEqual([(await preview({ priority: 5 })).heldBack, (await preview({ priority: 5 })).supersedes], [0, 2]);

  const low = await scene.start({ version: "2.0.0", priority: 1 });
  const [lost] = await scene.actions(`task=${low}`);
  assert.equal(lost!.state, "superseded");
  assert.match(
    lost!.reason!.detail!,
    new RegExp(`task ${high} \\(install tool 1.0.0, priority 5\\) holds on this device`),
  );
  assert.equal((await scene.operator.get<TaskDetail>(`/api/v1/tasks/${low}`)).state, "finished");
  const same = await scene.start({ version: "2.0.0", priority: 5 });
  const [beaten] = await scene.actions(`task=${high}`);
  assert.match(beaten!.reason!.detail!, new RegExp(`by task ${same} \\(install tool 2.0.0, priority 5\\)`));
});

test("a rollout does nothing to devices whose ring is closed", async (t) => {
  const scene = await RolloutScene.open(t, ["1.0.0", "2.0.0"]);
  await scene.enrol(6);
  const plain = await scene.start({});
  const rings = [
    { name: "canary", count: 1 },
    { name: "rest", rest: true },
  ];
  const staged = await scene.start({ version: "2.0.0", rings });
  const counts = async (id: string) => (await scene.operator.get<TaskDetail>(`/api/v1/tasks/${id}`)).counts;
  assert.deepEqual(await counts(plain), { assigned: 5, superseded: 1 });
  assert.deepEqual(await counts(staged), { assigned: 1, scheduled: 5 });
  // A ring that opens later is older than an order that was given meanwhile.
  const newer = await scene.start({ version: "1.0.0" });
  assert.deepEqual(await counts(staged), { superseded: 6 });
  assert.deepEqual(await counts(newer), { assigned: 6 });
  const { state, why } = await scene.rollout(staged);
  assert.deepEqual([state, why.includes("proves nothing: none of its one device counts")], ["waiting", true]);
  await scene.assertCounted(staged);
});

test("a failure that time may mend is tried again at its time; each attempt is seen", async (t) => {
  const scene = await RolloutScene.open(t);
  await scene.enrol(2);
  await scene.connect();
  const failures = new Map<string, number>();
  scene.behaviour = (name) => {
    const before = failures.get(name) ?? 0;
    failures.set(name, before + 1);
    if (name === "device-1") return fails("release-invalid");
    return before < 2 ? fails("exit-code") : succeeds();
  };
  const id = await scene.start({ retry: { attempts: 3, firstMs: 10 * MINUTE, factor: 2 } });
  const states = async () =>
    (await scene.actions(`task=${id}`)).map(({ device, attempt, state }) => `${device} ${attempt} ${state}`);
  await scene.until(states, (seen) => seen.includes("device-0 2 scheduled") && seen.includes("device-1 1 failed"));
  const waiting = await scene.operator.get<Explanation>(`/api/v1/tasks/${id}/explain/device-0`);
  assert.match(waiting.summary, /waits to be tried again \(attempt 2 of 4, not before 20\d\d-/);
  assert.match(waiting.next!, /now: shoal task retry \d+ --device device-0/);

  await scene.restart();
  await scene.connect();
  scene.nowMs += 9 * MINUTE;
  assert.ok((await states()).includes("device-0 2 scheduled"));
  scene.nowMs += 4 * MINUTE;
  await scene.until(states, (seen) => seen.includes("device-0 2 failed") && seen.includes("device-0 3 scheduled"));
  // A person does not wait for it.
  await scene.operator.post(`/api/v1/tasks/${id}/retry`, { deviceIds: ["device-0"] });
  await scene.until(states, (seen) => seen.includes("device-0 3 succeeded"));
  assert.deepEqual(
    (await states()).filter((each) => each.startsWith("device-1")),
    ["device-1 1 failed"],
    "it would fail again the same way",
  );
  const done = await scene.operator.get<Explanation>(`/api/v1/tasks/${id}/explain/device-0`);
  assert.match(done.summary, /ended succeeded in attempt 3/);
  assert.match(done.story[0]!.text, /attempt 1 ended failed: the installer failed \(exit code 1603\)/);
  const detail = await scene.operator.get<TaskDetail>(`/api/v1/tasks/${id}`);
  assert.deepEqual([detail.state, detail.retried], ["finished", 2]);
});

test("a device that is tried again counts as failed until it ends otherwise, and a pause holds its attempt", async (t) => {
  const scene = await RolloutScene.open(t);
  await scene.enrol(4);
  await scene.connect();
  let failed = false;
  let precached = 0;
  scene.behaviour = (_name, { kind }) => {
    if (kind === "precache") return precached++ < 4 ? fails("exit-code") : [];
    const first = !failed;
    failed = true;
    return first ? fails("exit-code") : succeeds();
  };
  const rings = [
    { name: "canary", count: 2, success: 100, errors: { count: 2 }, timeoutMs: 600 * MINUTE },
    { name: "rest", rest: true },
  ];
  const id = await scene.start({ rings, retry: { attempts: 1, firstMs: MINUTE } });
  const canary = async () => (await scene.rollout(id)).rings[0]!;
  await scene.until(canary, (ring) => ring.failed === 1 && ring.succeeded === 1);
  await scene.order(id, "pause");
  // Another task is due at the same time: once it was handed out, this one would have been.
  await scene.start({ kind: "precache", retry: { attempts: 1, firstMs: MINUTE } });
  await scene.until(
    async () => (await scene.actions("state=failed")).length,
    (count) => count === 5,
  );
  scene.nowMs += 10 * MINUTE;
  await scene.until(
    async () => precached,
    (count) => count === 8,
  );
  assert.equal((await canary()).failed, 1);
  assert.equal(scene.received.length, 2 + 8);
  await scene.assertCounted(id);
  await scene.order(id, "resume");
  await scene.until(
    () => scene.rollout(id),
    ({ state }) => state === "finished",
  );
  await scene.assertCounted(id);
});
