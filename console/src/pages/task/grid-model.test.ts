import assert from "node:assert/strict";
import { test } from "node:test";
import { type Cell, GridModel } from "./grid-model.ts";

const cell = (deviceId: string, more: Partial<Cell> = {}): Cell => ({
  ...{ actionId: "1", deviceId, device: deviceId, ring: "", state: "fetching", reason: "", attempt: 1, updatedMs: 100 },
  ...more,
});

test("cells are by ring as the plan names them, then by name as people count, and stay where they are", () => {
  const model = new GridModel(
    [
      cell("d-1", { device: "till-10", ring: "rest" }),
      cell("d-2", { device: "till-9", ring: "rest" }),
      cell("d-3", { device: "zoe", ring: "pilot" }),
      cell("d-4", { device: "anna" }),
    ],
    ["pilot", "rest"],
  );
  const names = () => model.cells.map((each) => each.device);
  assert.deepEqual(names(), ["zoe", "till-9", "till-10", "anna"], "who is in no ring comes last");
  assert.equal(model.apply({ actionId: "1", deviceId: "d-1", state: "failed", reason: "1603", updatedMs: 200 }), true);
  assert.deepEqual(names(), ["zoe", "till-9", "till-10", "anna"]);
  assert.deepEqual(model.counts(), { fetching: 3, failed: 1 });
});

test("of several attempts the last one counts, and what was said before the list was read changes nothing", () => {
  const model = new GridModel(
    [cell("d-1", { actionId: "9", attempt: 2 }), cell("d-1", { actionId: "4", state: "failed" })],
    [],
  );
  assert.deepEqual(model.counts(), { fetching: 1 });
  let told = 0;
  model.onChange(() => told++);
  const late = { deviceId: "d-1", state: "accepted", reason: "", updatedMs: 90 } as const;
  assert.equal(model.apply({ ...late, actionId: "9" }), true);
  assert.equal(model.apply({ ...late, actionId: "4", updatedMs: 150 }), true, "of an attempt before this one");
  assert.deepEqual([model.counts(), told], [{ fetching: 1 }, 0]);
  assert.equal(
    model.apply({ ...late, actionId: "12", updatedMs: 150 }),
    false,
    "of an attempt that is not in the list",
  );
  assert.equal(
    model.apply({ ...late, actionId: "1", deviceId: "d-7", updatedMs: 150 }),
    false,
    "of a device that is not",
  );
  assert.equal(model.apply({ ...late, actionId: "9", state: "succeeded", updatedMs: 150 }), true);
  assert.deepEqual([model.counts(), told], [{ succeeded: 1 }, 1]);
});
