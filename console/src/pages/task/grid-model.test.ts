import assert from "node:assert/strict";
import { test } from "node:test";
import { type Cell, GridModel } from "./grid-model.ts";

const cell = (deviceId: string, more: Partial<Cell> = {}): Cell => ({
  ...{
    actionId: "1",
    deviceId,
    device: deviceId,
    ring: "",
    subnet: "",
    state: "fetching",
    reason: "",
    attempt: 1,
    updatedMs: 100,
  },
  ...more,
});

test("cells are by ring as the plan names them, by subnet, then by name, both as people count, and stay where they are", () => {
  const model = new GridModel(
    [
      cell("d-1", { device: "till-10", ring: "rest" }),
      cell("d-2", { device: "till-9", ring: "rest" }),
      cell("d-5", { device: "till-1", ring: "rest", subnet: "10.10.0.0/24" }),
      cell("d-6", { device: "till-2", ring: "rest", subnet: "10.9.0.0/24" }),
      cell("d-3", { device: "zoe", ring: "pilot" }),
      cell("d-4", { device: "anna" }),
    ],
    ["pilot", "rest"],
  );
  const names = () => model.cells.map((each) => each.device);
  const order = ["zoe", "till-9", "till-10", "till-2", "till-1", "anna"];
  assert.deepEqual(names(), order, "who is in no ring comes last");
  assert.equal(model.apply({ actionId: "1", deviceId: "d-1", state: "failed", reason: "1603", updatedMs: 200 }), true);
  assert.deepEqual(names(), order);
  assert.deepEqual(model.counts(), { fetching: 5, failed: 1 });
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

test("a list that is read again moves nobody: who came since stands behind them, and who went leaves no hole", () => {
  const before = new GridModel([cell("b"), cell("d", { subnet: "10.0.0.0/8" }), cell("gone")], []);
  const came = [cell("a"), cell("d", { subnet: "192.168.0.0/16", state: "failed" }), cell("b"), cell("c")];
  const { cells } = new GridModel(came, [], { before });
  assert.deepEqual(
    cells.map(({ deviceId, subnet, state }) => [deviceId, subnet, state]),
    [
      ["b", "", "fetching"],
      ["d", "10.0.0.0/8", "failed"],
      ["a", "", "fetching"],
      ["c", "", "fetching"],
    ],
  );
});

test("a thousand changes are told of once, with the cells that they are of", () => {
  const told: (readonly number[])[] = [];
  const due: (() => void)[] = [];
  const model = new GridModel([cell("a"), cell("b"), cell("c")], [], { soon: (tell) => due.push(tell) });
  model.onChange((changed) => told.push(changed));
  const say = (deviceId: string, state: Cell["state"], updatedMs: number) =>
    model.apply({ actionId: "1", deviceId, state, reason: "", updatedMs });
  for (let at = 0; at < 500; at++) {
    say("c", "verifying", 200 + at);
    say("a", "installing", 200 + at);
  }
  assert.deepEqual([due.length, told.length, model.version], [1, 0, 0]);
  due[0]!();
  assert.deepEqual([told, model.version], [[[2, 0]], 1]);
  assert.deepEqual(model.counts(), { installing: 1, fetching: 1, verifying: 1 });
  say("b", "failed", 900);
  assert.equal(due.length, 2);
});
