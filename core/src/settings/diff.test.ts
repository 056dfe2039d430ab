import assert from "node:assert/strict";
import { test } from "node:test";
import { diffSettings } from "./diff.ts";

test("a diff has what is given, taken away or another, with both sides and who says so", () => {
  const window = { days: ["mon" as const], from: "22:00", to: "06:00" };
  const before = { fetchParallel: 4, patches: true, maintenanceWindows: [window], pollIntervalMs: 60_000 };
  const after = {
    fetchParallel: 8,
    maintenanceWindows: [{ to: "06:00", from: "22:00", days: ["mon" as const] }],
    multicast: false,
  };
  assert.deepEqual(diffSettings("set tills", before, after), [
    {
      key: "pollIntervalMs",
      before: { value: 60_000, from: "set tills" },
      after: { value: 900_000, from: "built-in" },
      effective: true,
    },
    {
      key: "fetchParallel",
      before: { value: 4, from: "set tills" },
      after: { value: 8, from: "set tills" },
      effective: true,
    },
    {
      key: "patches",
      before: { value: true, from: "set tills" },
      after: { value: true, from: "built-in" },
      effective: false,
    },
    {
      key: "multicast",
      before: { value: true, from: "built-in" },
      after: { value: false, from: "set tills" },
      effective: true,
    },
  ]);
  assert.deepEqual(diffSettings("set tills", before, before), []);
});
