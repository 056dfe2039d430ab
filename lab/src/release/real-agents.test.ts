import assert from "node:assert/strict";
import { test } from "node:test";
import type { RollbackPreview, RolledBack } from "@shoal/protocol/api/rollback";
import { model, run, settled, start } from "../agent/scene.ts";
import { scriptRelease } from "../server/booted.ts";

test("real agents: what is missing comes first, what it takes the place of goes, and a rollback leaves the machines as they were", async (t) => {
  const booted = await start(t, [model("old"), model("fresh"), model("failing", { exitCode: 1603 })]);
  const { operator, fleet } = booted;
  const publish = (name: string, version: string, more: object = {}) =>
    operator.publish({ ...scriptRelease(version), name, ...more });
  await publish("legacy", "1");
  await publish("runtime", "2");
  await publish("app", "1");
  await publish("app", "2", {
    dependencies: [{ package: "runtime", versions: ">=2", install: true }],
    supersedes: [{ package: "legacy", remove: true }],
  });
  const on = (...names: string[]) => ({ targets: { deviceIds: names } });
  const has = (name: string) => [...fleet.members.get(name)!.host.installed].map((each) => each.join(" ")).sort();
  await settled(booted, await run(booted, { package: "legacy", version: "1", ...on("old") }));
  await settled(booted, await run(booted, { package: "app", version: "1", ...on("old") }));
  const id = await run(booted, { package: "app", version: "2" });
  const ended = async (taskId: string) => {
    for (;;) {
      await settled(booted, taskId);
      if ((await operator.get<{ state: string }>(`/api/v1/tasks/${taskId}`)).state === "finished") return;
    }
  };
  await ended(id);
  assert.deepEqual([has("old"), has("fresh"), has("failing")], [["app 2", "runtime 2"], ["app 2", "runtime 2"], []]);
  assert.deepEqual(fleet.members.get("old")!.host.runs, [
    "install legacy 1",
    "install app 1",
    "install runtime 2",
    "install app 2",
    "remove legacy",
  ]);
  assert.deepEqual(fleet.members.get("failing")!.host.runs, ["install runtime 2"], "and no app without it");

  const { confirm } = await operator.get<RollbackPreview>(`/api/v1/tasks/${id}/rollback`);
  const { task } = await operator.post<RolledBack>(`/api/v1/tasks/${id}/rollback`, { confirm });
  await ended(task.id);
  const states = [...(await settled(booted, task.id)).values()].map((row) => row.state);
  assert.deepEqual([...new Set(states)], ["rolled-back"]);
  assert.deepEqual([has("old"), has("fresh")], [["app 1", "legacy 1", "runtime 2"], ["runtime 2"]]);
});

test("a real agent says what it misses, and has it again", async (t) => {
  const clock = { nowMs: 1_800_000_000_000 };
  const booted = await start(t, [model("one")], { now: () => clock.nowMs }, { monotonicMs: () => clock.nowMs });
  await booted.operator.publish(scriptRelease("1"));
  const id = await run(booted, { package: "tool", version: "1", keep: true });
  await settled(booted, id);
  const { host } = booted.fleet.members.get("one")!;
  host.installed.delete("tool");
  await booted.fleet.reboot("one");
  for (let waited = 0; waited < 400 && !host.installed.has("tool"); waited++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(host.runs, ["install tool 1", "install tool 1"]);
  const [, again] = (
    await booted.operator.get<{ items: { attempt: number; repairs?: number }[] }>(`/api/v1/tasks/${id}/actions`)
  ).items;
  assert.deepEqual([again?.attempt, again?.repairs], [2, 1]);
});
