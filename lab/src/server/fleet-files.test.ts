/** Everything as files, over HTTP: what one apply does, refuses and takes back, and what other orders may do to it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FleetExport, FleetPlan, ManagedObject } from "@shoal/protocol/api/fleet-plan";
import type { GroupDetail } from "@shoal/protocol/api/group";
import type { SettingSetRow } from "@shoal/protocol/api/settings";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import { type Booted, scriptRelease } from "./booted.ts";
import { fleet, type List, SOURCE } from "./fleet-scene.ts";

const MACS: FleetObject = { kind: "group", name: "macs", query: "os:macos" };
const DESKS: FleetObject = { kind: "group", name: "desks", description: "Berlin", devices: ["desk-berlin-01"] };
const NIGHT: FleetObject = {
  kind: "setting-set",
  name: "Night",
  values: { pollIntervalMs: 60_000 },
  targets: { groups: ["macs"] },
};
const RULES: FleetObject = { kind: "fleet-rules", name: "fleet", staleAfterMs: 86_400_000, retireAfterMs: 0 };

test("what files declare is made whole, and a second time there is nothing to do", async (t) => {
  const { operator, apply, verbs } = await fleet(t);
  const objects = [NIGHT, DESKS, MACS, RULES];
  const dry = await apply(objects, { dryRun: true });
  assert.deepEqual(verbs(dry), [
    "create setting-set Night",
    "create group desks",
    "create group macs",
    "change fleet-rules fleet",
  ]);
  assert.equal(dry.applyId, undefined);
  assert.equal(dry.devices, 2, "the set is given to both macs");
  assert.deepEqual((await operator.get<List<GroupDetail>>("/api/v1/groups")).items, [], "nothing was done");
  assert.deepEqual((await operator.get<List<AuditEvent>>("/api/v1/audit?what=group.made")).items, []);

  const done = await apply(objects, { revision: "abcdef1234567", plan: dry.digest });
  assert.deepEqual(verbs(done), verbs(dry));
  const set = await operator.get<SettingSetRow>("/api/v1/setting-sets/Night");
  assert.deepEqual([set.devices, set.values.pollIntervalMs, set.managed?.source], [2, 60_000, SOURCE]);
  const group = await operator.get<GroupDetail>("/api/v1/groups/macs");
  assert.deepEqual([group.devices, group.managed?.revision], [2, "abcdef1234567"]);
  const audited = (await operator.get<List<AuditEvent>>("/api/v1/audit")).items.filter(
    (each) => each.detail["apply"] === done.applyId,
  );
  assert.deepEqual(audited.map((each) => each.what).sort(), [
    "fleet.applied",
    "fleet.rules-changed",
    "group.made",
    "group.made",
    "setting-set.assigned",
    "setting-set.made",
  ]);

  const again = await apply(objects);
  assert.deepEqual([again.counts.same, again.devices], [4, 0]);
  assert.equal((await operator.get<GroupDetail>("/api/v1/groups/macs")).version, 1);
  await assert.rejects(apply([{ ...MACS, description: "x" }], { plan: dry.digest }), /plan-changed/);
});

test("everything that is wrong is told at once, by a dry run as by a real one, and nothing is done", async (t) => {
  const { operator, apply, refused } = await fleet(t);
  const wrong: FleetObject[] = [
    MACS,
    { kind: "group", name: "circle", query: "group:round" },
    { kind: "group", name: "round", query: "group:circle" },
    { kind: "group", name: "nobody", query: "group:nowhere" },
    { kind: "group", name: "typo", query: "oss:windows" },
    { kind: "group", name: "slip", query: "not os:linux or not os:windows" },
    { kind: "group", name: "list", devices: ["no-such-device"] },
    { kind: "setting-set", name: "Off", values: { sources: ["cache"] } },
    MACS,
    { kind: "group", name: "follows", query: "group:typo" },
  ];
  for (const dryRun of [true, false]) {
    const problem = await refused("POST", "/api/v1/fleet/apply", { source: SOURCE, objects: wrong, dryRun });
    assert.equal(problem.code, "fleet-invalid");
    assert.deepEqual(problem.problems?.map((each) => [each.object, each.code]).sort(), [
      [1, "group-cycle"],
      [2, "group-cycle"],
      [3, "query-invalid"],
      [4, "query-invalid"],
      [5, "query-matches-all"],
      [6, "not-found"],
      [7, "setting-no-source"],
      [8, "conflict"],
    ]);
    assert.deepEqual(problem.problems?.find((each) => each.object === 4)?.path, "query");
    assert.deepEqual((await operator.get<List<GroupDetail>>("/api/v1/groups")).items, []);
  }
  const meant = await apply([{ ...(wrong[5] as object), everyDevice: true } as FleetObject]);
  assert.equal(meant.counts.create, 1, "who says that every device is meant is heard");
});

test("what files manage is changed by other orders only with an override, and that is drift", async (t) => {
  const { operator, apply, refused, put } = await fleet(t);
  await apply([MACS, DESKS, NIGHT, RULES], { revision: "abcdef1234567" });
  const narrowed = ["PUT", "/api/v1/groups/macs", { query: "os:macos name:lap-*" }] as const;
  for (const [method, path, body] of [
    narrowed,
    ["DELETE", "/api/v1/groups/macs", undefined],
    ["POST", "/api/v1/groups/desks/add", { targets: { deviceIds: ["till-10"] } }],
    ["PUT", "/api/v1/setting-sets/Night", { values: {} }],
    ["DELETE", "/api/v1/setting-sets/Night", undefined],
    ["POST", "/api/v1/setting-sets/Night/unassign", { targets: { all: true } }],
    ["PATCH", "/api/v1/fleet/rules", { staleAfterMs: 60_000 }],
  ] as const) {
    const { code, detail } = await refused(method, path, body);
    assert.equal(code, "managed-by-files", `${method} ${path}`);
    assert.match(
      detail!,
      /managed in git by git\.example\.org\/it\/fleet \(abcdef123456\); change the file and apply, or --override/,
    );
  }
  await put("/api/v1/setting-sets/Other", { values: {} });
  const stolen = await refused("POST", "/api/v1/setting-sets/Other/assign", { targets: { query: "os:macos" } });
  assert.equal(stolen.code, "managed-by-files", "devices that a managed set has are not taken from it");

  await operator.send(...narrowed, undefined, { "shoal-override": "true" });
  const [entry] = (await operator.get<List<AuditEvent>>("/api/v1/audit?what=fleet.overridden")).items;
  assert.deepEqual([entry?.subject, entry?.detail["source"]], ["group:macs", SOURCE]);
  const dry = await apply([MACS, DESKS, NIGHT, RULES], { dryRun: true });
  assert.deepEqual(
    dry.items.filter((each) => each.drift).map((each) => [each.name, each.changes]),
    [["macs", [{ path: "query", before: "os:macos name:lap-*", after: "os:macos" }]]],
  );
});

test("prune takes back what this source has applied and declares no more, and says who uses it", async (t) => {
  const { operator, apply, refused, put, verbs } = await fleet(t);
  await put("/api/v1/groups/by-hand", { query: "os:linux" });
  await apply([{ kind: "group", name: "other", query: "os:linux" }], { source: "elsewhere" });
  const both: FleetObject = { kind: "group", name: "both", query: "group:macs or group:desks" };
  await apply([both, MACS, DESKS, NIGHT, RULES]);
  assert.deepEqual((await apply([MACS, DESKS])).counts, { create: 0, change: 0, same: 2, delete: 0, forget: 0 });
  const used = await refused("POST", "/api/v1/fleet/apply", { source: SOURCE, objects: [both], prune: true });
  assert.match(used.problems!.map((each) => each.detail).join(), /group macs is used by group both/);

  await put("/api/v1/groups/hers", { query: "group:macs" });
  const hers = await refused("POST", "/api/v1/fleet/apply", { source: SOURCE, objects: [RULES], prune: true });
  assert.deepEqual(
    hers.problems!.map((each) => [each.name, each.code]),
    [["macs", "group-in-use"]],
  );
  await operator.send("DELETE", "/api/v1/groups/hers");
  const nothing = await refused("POST", "/api/v1/fleet/apply", { source: SOURCE, objects: [], prune: true });
  assert.match(nothing.detail!, /declare nothing, and all 5 things .* --empty/);

  const pruned = await apply([], { prune: true, empty: true });
  assert.deepEqual(verbs(pruned).sort(), [
    "delete fleet-rules fleet",
    "delete group both",
    "delete group desks",
    "delete group macs",
    "delete setting-set Night",
  ]);
  assert.equal(pruned.devices, 2, "those that had the set");
  const left = (await operator.get<List<GroupDetail>>("/api/v1/groups")).items;
  assert.deepEqual(
    left.map((each) => each.name),
    ["by-hand", "other"],
  );
  assert.equal((await operator.get<{ staleAfterMs: number }>("/api/v1/fleet/rules")).staleAfterMs, 7 * 86_400_000);
});

test("what was made by hand or by other files is taken over knowingly", async (t) => {
  const { operator, apply, refused, put } = await fleet(t);
  await put("/api/v1/groups/macs", { query: "os:macos" });
  const [item] = (await apply([MACS])).items;
  assert.deepEqual([item?.verb, item?.takesOver], ["same", "made by hand"]);
  const problem = await refused("POST", "/api/v1/fleet/apply", { source: "elsewhere", objects: [MACS] });
  assert.equal(problem.problems?.[0]?.code, "managed-by-files");
  const taken = await operator.send<FleetPlan>(
    "POST",
    "/api/v1/fleet/apply",
    { source: "elsewhere", objects: [MACS] },
    undefined,
    { "shoal-override": "true" },
  );
  assert.equal(taken.items[0]?.takesOver, `source ${SOURCE}`);
  const { items } = await operator.get<List<ManagedObject>>("/api/v1/fleet/objects");
  assert.deepEqual(
    items.map((each) => [each.kind, each.name, each.source]),
    [["group", "macs", "elsewhere"]],
  );
});

test("what is exported changes nothing where it is applied", async (t) => {
  const { operator, apply } = await fleet(t);
  await filled(operator);
  const before = await operator.get<FleetExport>("/api/v1/fleet/export");
  assert.deepEqual(before.notes, []);
  const plan = await apply(before.objects, { dryRun: true });
  assert.deepEqual(
    plan.items.filter((each) => each.verb !== "same"),
    [],
  );
  await apply(before.objects);
  assert.deepEqual((await operator.get<FleetExport>("/api/v1/fleet/export")).objects, before.objects);
});

/** Something of every kind, made by hand. */
async function filled(operator: Booted["operator"]): Promise<void> {
  const put = (path: string, body: object) => operator.send("PUT", path, body);
  await operator.publish(scriptRelease("1.0.0"));
  await put("/api/v1/channels/pilot", { package: "tool", version: "1.0.0" });
  await put("/api/v1/groups/macs", { query: "os:macos", description: "for work" });
  await put("/api/v1/groups/list", { devices: ["desk-berlin-01", "lap-carla"] });
  await put("/api/v1/setting-sets/Night", { values: { pollIntervalMs: 60_000 } });
  await operator.post("/api/v1/setting-sets/Night/assign", { targets: { query: "os:macos" } });
  await operator.post("/api/v1/devices/tags", { targets: { query: "os:windows" }, add: ["office", "old"] });
  await operator.post("/api/v1/devices/attributes", { targets: { query: "os:macos" }, set: { floor: "3" } });
  await operator.send("PATCH", "/api/v1/fleet/rules", { staleAfterMs: 86_400_000 });
  const targets = { query: "os:macos" };
  const order = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets };
  const { id } = await operator.post<{ id: string }>("/api/v1/tasks", { ...order, name: "tool for macs", priority: 2 });
  await operator.post(`/api/v1/tasks/${id}/start`);
  await operator.post("/api/v1/tasks", { ...order, name: "later", rings: [{ name: "all", rest: true }] });
}
