import assert from "node:assert/strict";
import { test } from "node:test";
import type { Preview } from "@shoal/protocol/api/task";
import { RolloutScene } from "./scene.ts";

test("before anything is sent: who has it already, who is hit twice, and what would come of each task that is under way", async (t) => {
  const scene = await RolloutScene.open(t, ["1.0.0", "2.0.0"]);
  await scene.enrol(3);
  const [done, busy, idle] = scene.members;
  const targets = (...members: typeof scene.members) => ({ deviceIds: members.map(({ wire }) => wire.deviceId) });
  const first = await scene.start({ name: "first", targets: targets(done!, busy!) });
  await scene.connect([done!]);
  await scene.until(
    () => scene.actions(`task=${first}`),
    (actions) => actions.some((action) => action.state === "succeeded"),
  );

  const spec = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } };
  const preview = (more: object = {}) => scene.operator.post<Preview>("/api/v1/tasks/preview", { ...spec, ...more });
  const same = await preview();
  assert.deepEqual([same.devices, same.already, same.twice, same.supersedes, same.heldBack], [3, 1, 1, 1, 0]);
  const conflict = { taskId: first, name: "first", kind: "install", package: "tool", version: "1.0.0", priority: 0 };
  assert.deepEqual(same.conflicts, [{ ...conflict, devices: 1, outcome: "superseded" }]);
  assert.deepEqual(
    same.items.map((item) => [item.device, item.installed, item.tasks, item.online]),
    [
      [done!.name, "1.0.0", [], true],
      [busy!.name, undefined, [first], false],
      [idle!.name, undefined, [], false],
    ],
  );
  assert.deepEqual((await preview({ version: "2.0.0" })).already, 0);
  assert.equal((await preview({ priority: -1 })).conflicts[0]!.outcome, "holds");
  assert.equal((await preview({ kind: "precache" })).conflicts[0]!.outcome, "beside");
  assert.deepEqual((await preview({ targets: targets(idle!) })).conflicts, []);
});
