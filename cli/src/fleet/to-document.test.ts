import assert from "node:assert/strict";
import { test } from "node:test";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import { parseFleetFile, writeFleetFile } from "@shoal/protocol/fleet/parse";
import { DEFAULT_SETTINGS } from "@shoal/protocol/settings/rows";
import { toDocument } from "./to-document.ts";
import { toObject } from "./to-object.ts";

/** Written as a file, read, and taken as an object again. */
function again(objects: readonly FleetObject[]): unknown[] {
  return parseFleetFile(writeFleetFile(objects.map(toDocument))).map((parsed) => {
    assert.ok(parsed.ok, JSON.stringify(parsed));
    const { object, problems } = toObject(parsed.file);
    assert.deepEqual(problems, []);
    return object;
  });
}

test("what is written is read as the same objects, to the millisecond and the byte", () => {
  const objects: FleetObject[] = [
    { kind: "fleet-rules", name: "fleet", staleAfterMs: 61_001, retireAfterMs: 0 },
    { kind: "group", name: "1e3", description: "a: b # c", devices: ["yes", "007", "- x", "null"] },
    { kind: "group", name: "query", query: "os:windows not tag:'x y' seen:<7d" },
    { kind: "labels", name: "l", targets: { all: true }, tags: ["true"], attributes: { floor: "03", room: "a, b" } },
    { kind: "setting-set", name: "All", values: DEFAULT_SETTINGS as never, targets: { devices: [] } },
    { kind: "setting-set", name: "Odd", values: { pollIntervalMs: 61_001, multicastInterfaces: ["a,b", "all"] } },
    {
      kind: "task",
      name: "Tool: 1.0",
      does: "remove",
      delivery: "push",
      package: "tool",
      version: "1.10",
      targets: { query: "os:windows", os: ["windows"], groups: ["g"] },
      lifeMs: 90_061_000,
      deadlineMs: 1_800_000_000_000,
      retry: { attempts: 3, firstMs: 1500, factor: 1.5, mostMs: 86_400_000 },
      rings: [
        { name: "a", count: 1, soakMs: 5_400_000, timeoutMs: 604_800_000, errors: { percent: 2.5 } },
        { name: "b", rest: true },
      ],
      priority: -3,
      urgency: "immediate",
      settings: { maintenanceWindows: [{ days: ["tue"], nth: "second", plusDays: 3, from: "20:00", forMinutes: 240 }] },
      start: true,
    },
  ];
  assert.deepEqual(again(objects), objects);
});
