/** What labels, sets and tasks of files do to devices, apply by apply. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SettingSetRow } from "@shoal/protocol/api/settings";
import type { TaskRow } from "@shoal/protocol/api/task";
import type { FleetObject } from "@shoal/protocol/fleet/object";
import { scriptRelease } from "./booted.ts";
import { fleet, type List, SOURCE } from "./fleet-scene.ts";

test("labels are given, taken back from whom they no longer are for, and only what these labels gave", async (t) => {
  const { operator, apply, refused } = await fleet(t);
  const tagged = async (query: string) =>
    (await operator.get<List<{ name: string }>>(`/api/v1/devices?query=${encodeURIComponent(query)}`)).items
      .map((each) => each.name)
      .sort();
  const desks: FleetObject = {
    kind: "labels",
    name: "desks",
    targets: { query: "name:desk-*" },
    tags: ["office", "old"],
    attributes: { floor: "3" },
  };
  const laptops: FleetObject = { kind: "labels", name: "laptops", targets: { query: "name:lap-*" }, tags: ["office"] };
  const first = await apply([desks, laptops]);
  const names = await tagged("tag:office");
  assert.deepEqual([first.counts.create, first.devices], [2, names.length]);
  const [desk] = await tagged("name:desk-*");
  const label = { targets: { deviceIds: [desk!] } };
  assert.equal(
    (await refused("POST", "/api/v1/devices/tags", { ...label, remove: ["office"] })).code,
    "managed-by-files",
  );
  assert.equal(
    (await refused("POST", "/api/v1/devices/attributes", { ...label, set: { floor: "4" } })).code,
    "managed-by-files",
  );
  await operator.post("/api/v1/devices/tags", { ...label, add: ["mine"] });
  await operator.post("/api/v1/devices/tags", { targets: { query: "os:linux" }, add: ["office"] });
  await operator.send("POST", "/api/v1/devices/attributes", { ...label, set: { floor: "4" } }, undefined, {
    "shoal-override": "true",
  });

  assert.deepEqual(
    (await apply([desks, laptops], { dryRun: true })).items.map((each) => [each.name, each.verb, each.devices]),
    [
      ["desks", "change", 1],
      ["laptops", "same", 0],
    ],
  );
  const narrower: FleetObject = {
    ...desks,
    targets: { query: "name:desk-*", devices: ["lap-carla"] },
    tags: ["office"],
  };
  await apply([narrower, laptops]);
  assert.deepEqual(await tagged("tag:old"), [], "what is not said any more is taken back");
  await apply([{ ...narrower, targets: { devices: [desk!] } }, laptops]);
  assert.deepEqual(await tagged("tag:office name:lap-carla"), ["lap-carla"], "the other labels still give it");
  assert.deepEqual(await tagged("attr.floor:3"), [desk!]);
  await apply([narrower, laptops]);
  await operator.send("POST", "/api/v1/devices/attributes", { ...label, set: { floor: "5" } }, undefined, {
    "shoal-override": "true",
  });
  const pruned = await apply([laptops], { prune: true });
  assert.deepEqual(
    pruned.items.map((each) => [each.name, each.verb, each.devices]),
    [
      ["laptops", "same", 0],
      ["desks", "delete", names.filter((name) => name.startsWith("desk-")).length + 1],
    ],
  );
  assert.deepEqual(await tagged("tag:office name:lap-carla"), ["lap-carla"], "the other labels still give it");
  assert.deepEqual(await tagged("attr.floor:*"), [desk!], "what somebody has changed stays");
  assert.deepEqual(await tagged("tag:mine"), [desk!], "what was given by hand stays");
  assert.ok((await tagged("tag:office os:linux")).length > 0);

  const wrong = await refused("POST", "/api/v1/fleet/apply", {
    source: SOURCE,
    objects: [
      { ...laptops, name: "itself", targets: { query: "not tag:off*" } },
      { kind: "group", name: "round", query: "attr.floor:3" },
      { ...laptops, name: "by-group", targets: { groups: ["round"] }, attributes: { floor: "9" } },
      { ...laptops, name: "three", attributes: { room: "3" } },
      { ...laptops, name: "four", attributes: { room: "4" } },
      { ...laptops, name: "nothing", tags: [] },
      { ...laptops, name: "unknown", targets: { devices: ["nobody"] } },
    ],
  });
  assert.deepEqual(
    wrong.problems?.map((each) => each.name),
    ["itself", "by-group", "four", "nothing", "unknown"],
  );
  assert.match(wrong.problems![0]!.detail, /asks for tag office, which these labels give/);
  assert.match(wrong.problems![1]!.detail, /group round asks for attribute floor/);
  assert.match(wrong.problems![2]!.detail, /would have two values of attribute room: 3 by labels three, and 4/);
});

test("a task is made once, started where that is said, and not rewritten once it runs", async (t) => {
  const { operator, apply, refused, verbs } = await fleet(t);
  await operator.publish(scriptRelease("1.0.0"));
  await operator.publish(scriptRelease("2.0.0"));
  const rings = [
    { name: "first", count: 1 },
    { name: "rest", rest: true },
  ];
  const task = (more: object): FleetObject => ({
    kind: "task",
    name: "tool",
    does: "install",
    delivery: "pull",
    package: "tool",
    channel: "pilot",
    targets: { groups: ["windows"] },
    rings,
    ...more,
  });
  const pilot: FleetObject = { kind: "channel", name: "pilot", package: "tool", version: "1.0.0" };
  const windows: FleetObject = { kind: "group", name: "windows", query: "os:windows" };
  const tasks = async () => (await operator.get<List<TaskRow>>("/api/v1/tasks")).items;

  const dry = await apply([task({ start: true }), pilot, windows], { dryRun: true });
  assert.deepEqual(verbs(dry), ["create task tool", "create channel pilot", "create group windows"]);
  assert.match(
    dry.items[0]!.effects.join("\n"),
    /^3 devices: 0 have no variant, 0 have it already, 3 are offline now\nrings: first 1, rest 2\nit is started: 1 in the first ring/,
  );
  assert.equal(dry.devices, 3);
  assert.deepEqual(await tasks(), []);

  await apply([task({}), pilot, windows]);
  const [draft] = await tasks();
  assert.deepEqual([draft?.state, draft?.version, draft?.managed?.source], ["draft", "1.0.0", SOURCE]);
  const moved: FleetObject = { ...pilot, version: "2.0.0" } as FleetObject;
  assert.equal((await apply([task({}), moved, windows])).items[0]?.verb, "same", "a draft is moved when it is started");
  const changed = await apply([task({ priority: 3, start: true }), moved, windows]);
  assert.deepEqual(changed.items[0]?.changes, [
    { path: "priority", before: 0, after: 3 },
    { path: "state", before: "draft", after: "running" },
  ]);
  const [running, ...others] = await tasks();
  assert.deepEqual([running?.id, running?.state, others.length], [draft?.id, "running", 0]);
  assert.equal((await apply([task({ priority: 3 }), moved, windows])).counts.same, 3, "a start is not taken back");

  const back = [task({ priority: 3 }), pilot, windows];
  const plan = await apply(back, { dryRun: true });
  assert.deepEqual(
    plan.items.map((each) => [each.verb, each.devices, each.effects]),
    [
      ["same", 0, []],
      ["change", 3, ["1 of 1 tasks that follow it are moved on"]],
      ["same", 0, []],
    ],
  );
  await apply(back, { plan: plan.digest });
  const [next] = await tasks();
  assert.deepEqual([next?.follows, next?.version, next?.managed?.source], [running?.id, "1.0.0", SOURCE]);
  await apply([task({ priority: 3 }), moved, windows]);
  const [last] = await tasks();

  const rewritten = await refused("POST", "/api/v1/fleet/apply", {
    source: SOURCE,
    objects: [task({ priority: 4 }), moved, windows],
  });
  assert.match(
    rewritten.problems![0]!.detail,
    /was started as task \d+, and cannot become another one \(priority\): cancel it \(shoal task cancel \d+\) and give the new one another name/,
  );
  const gone = await refused("POST", "/api/v1/fleet/apply", { source: SOURCE, objects: [moved, windows], prune: true });
  assert.match(
    gone.problems!.map((each) => each.detail).join(),
    /task tool is still running as task \d+: cancel it first/,
  );
  await operator.post(`/api/v1/tasks/${last!.id}/cancel`);
  assert.deepEqual(verbs(await apply([moved, windows], { prune: true })).at(-1), "forget task tool");

  await apply([task({ name: "later" }), moved, windows]);
  assert.deepEqual(verbs(await apply([moved, windows], { prune: true })).at(-1), "delete task later");
  assert.equal((await tasks())[0]?.state, "cancelled");
  const wrong = await refused("POST", "/api/v1/fleet/apply", {
    source: SOURCE,
    objects: [
      task({ name: "both", version: "1.0.0" }),
      task({ name: "absent", channel: undefined, version: "9.9.9" }),
      task({ name: "nobody", targets: { query: "os:macos", groups: ["no-such-group"] } }),
      task({
        name: "rings",
        rings: [
          { name: "none", count: 0 },
          { name: "all", rest: true },
        ],
      }),
      task({ name: "past", deadlineMs: 1000 }),
      task({ name: "slip", targets: { query: "not os:linux or not os:windows" } }),
      moved,
      windows,
    ],
  });
  assert.deepEqual(
    wrong.problems?.map((each) => [each.name, each.code]),
    [
      ["both", "bad-request"],
      ["absent", "not-found"],
      ["nobody", "not-found"],
      ["rings", "plan-invalid"],
      ["past", "urgency-invalid"],
      ["slip", "query-matches-all"],
    ],
  );
});

test("two sets for one device are refused, and a device that moves from one to the other is moved", async (t) => {
  const { operator, apply, refused } = await fleet(t);
  const day: FleetObject = { kind: "setting-set", name: "Day", values: {}, targets: { query: "os:windows" } };
  const night: FleetObject = { kind: "setting-set", name: "Late", values: {}, targets: { query: "os:macos" } };
  await apply([day, night]);
  const both = await refused("POST", "/api/v1/fleet/apply", {
    source: SOURCE,
    objects: [day, { ...night, targets: { all: true } }],
  });
  assert.match(both.problems![0]!.detail, /would have two sets, Day and Late: a device has one/);
  const swapped = await apply([
    { ...day, targets: { query: "os:macos" } },
    { ...night, targets: { query: "os:windows" } },
  ]);
  assert.equal(swapped.devices, 5, "each is counted once");
  const sets = (await operator.get<List<SettingSetRow>>("/api/v1/setting-sets")).items;
  assert.deepEqual(
    sets.map((each) => [each.name, each.devices]),
    [
      ["Day", 2],
      ["Late", 3],
    ],
  );
  const { targets: _, ...untold } = day;
  assert.equal((await apply([untold, night, { kind: "group", name: "g", devices: [] }])).devices, 5);
});

test("what is refused leaves nothing behind for what is judged after it", async (t) => {
  const { operator, refused } = await fleet(t);
  await operator.publish(scriptRelease("1.0.0"));
  const tags = Array.from({ length: 64 }, (_, at) => `tag-${at}`);
  const everybody = { kind: "labels", targets: { all: true } } as const;
  const task: FleetObject = {
    kind: "task",
    name: "tool",
    does: "install",
    delivery: "pull",
    package: "tool",
    version: "1.0.0",
    targets: { query: "tag:extra" },
  };
  const { problems } = await refused("POST", "/api/v1/fleet/apply", {
    source: SOURCE,
    objects: [{ ...everybody, name: "many", tags }, { ...everybody, name: "one-more", tags: ["extra"] }, task],
  });
  assert.deepEqual(
    problems?.map((each) => [each.name, each.code]),
    [["one-more", "conflict"]],
    "the tag is on nobody, so that the task's query is no slip",
  );
});

test("devices have what was applied at their next check-in, and of a dry run nothing", async (t) => {
  const { operator, apply, agents } = await fleet(t);
  await operator.publish(scriptRelease("1.0.0"));
  const mac = agents[3]!;
  const checkIn = () => mac.checkIn({ inventoryDigest: "0".repeat(64), afterSequence: 0 });
  const targets = { query: "os:macos" };
  const set: FleetObject = { kind: "setting-set", name: "Macs", values: { pollIntervalMs: 60_000 }, targets };
  const task: FleetObject = {
    kind: "task",
    name: "tool",
    does: "install",
    delivery: "pull",
    package: "tool",
    version: "1.0.0",
    targets,
    start: true,
  };
  await apply([set, task], { dryRun: true });
  const before = await checkIn();
  assert.deepEqual([before.settings, before.envelopes.length], [{}, 0]);
  await apply([set, task]);
  const after = await checkIn();
  assert.deepEqual([after.settings, after.envelopes.length], [{ pollIntervalMs: 60_000 }, 1]);
  await apply([{ ...set, values: { pollIntervalMs: 90_000 } }, task]);
  assert.deepEqual((await checkIn()).settings, { pollIntervalMs: 90_000 });
  await apply([task], { prune: true });
  assert.deepEqual((await checkIn()).settings, {});
});
