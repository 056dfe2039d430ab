import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReleaseRow } from "@shoal/protocol/api/package";
import type { TaskDetail } from "@shoal/protocol/api/task";
import { LIMITS } from "@shoal/protocol/limits";
import type { ReleaseFile } from "@shoal/protocol/package/release";
import { linuxRelease } from "../package/linux-release.ts";
import { boot } from "../server/booted.ts";

/** Indices into the mixed fleet: Linux machines. */
const [MINE, OTHER] = [10, 11];

test("a device reads what its own actions name, and nothing that others have", async (t) => {
  let aheadMs = 0;
  const { operator, enrol } = await boot(t, { now: () => Date.now() + aheadMs });
  await operator.trust();
  const [device, other] = [await enrol(MINE), await enrol(OTHER)];
  const publish = async (version: string, file: ReleaseFile) => {
    const install = { installer: { kind: "exec" }, detect: { file: { path: "/x" } }, remove: { run: "true" } } as const;
    return await operator.publish<ReleaseRow>(linuxRelease("tool", version, { files: [file], ...install }));
  };
  const file = await operator.upload("tool.bin", Buffer.from("what only one may have"));
  const { digest } = await publish("1.0.0", file);
  const paths = [
    `/agent/v1/releases/${digest}`,
    `/agent/v1/blobs/${file.digest}`,
    `/agent/v1/manifests/${file.manifestDigest}`,
  ];
  const readBy = async (who: typeof device) => {
    const answers = await Promise.all(paths.map((path) => who.fetch(path, { headers: { range: "bytes=0-3" } })));
    return answers.map(({ status }) => status);
  };
  assert.deepEqual(await readBy(device), [404, 404, 404], "before it has an action");
  const targets = { deviceIds: [device.deviceId] };
  const spec = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets };
  const task = await operator.post<TaskDetail>("/api/v1/tasks", spec);
  assert.deepEqual(await readBy(device), [404, 404, 404], "a draft");
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  assert.deepEqual(await readBy(device), [200, 206, 200]);
  assert.deepEqual(await readBy(other), [404, 404, 404]);
  const offers = async (who: typeof device) =>
    (await (await who.fetch(`${paths[1]}/patches?from=${"0".repeat(64)}`)).json()) as { patches: unknown[] };
  assert.deepEqual(await offers(other), { patches: [] });

  const [assignment] = await device.take(0);
  assert.equal(assignment?.order, "start");
  await operator.post(`/api/v1/tasks/${task.id}/cancel`);
  await device.report(
    (["accepted", "cancelled"] as const).map((state, at) => ({
      actionId: assignment!.actionId,
      step: at + 1,
      state,
      atMs: at,
    })),
  );
  assert.deepEqual(await readBy(device), [200, 206, 200], "what was on its way comes to its end");
  aheadMs = LIMITS.reachAfterEndMs + LIMITS.reachKeptMs + 1000;
  assert.deepEqual(await readBy(device), [404, 404, 404]);
});

test("a device that asks too often waits, and others of its office do not", async (t) => {
  let seconds = 0;
  const { operator, enrol } = await boot(t, { monotonicMs: () => seconds * 1000 });
  await operator.trust();
  const [greedy, modest] = [await enrol(MINE), await enrol(OTHER)];
  greedy.connections.maxSockets = 4;
  const many = LIMITS.deviceRequestsBurst + 10;
  const answers = await Promise.all(Array.from({ length: many }, () => greedy.fetch("/agent/v1/offers")));
  const refused = answers.filter(({ status }) => status === 429);
  assert.equal(refused.length, 10);
  assert.ok(Number(refused[0]!.headers.get("retry-after")) >= 1);
  assert.equal((await modest.fetch("/agent/v1/offers")).status, 200);
  seconds = 1;
  assert.equal((await greedy.fetch("/agent/v1/offers")).status, 200);
});
