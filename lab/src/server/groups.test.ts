import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeviceRow } from "@shoal/protocol/api/device";
import type { GroupDetail, GroupRow } from "@shoal/protocol/api/group";
import type { Labelled, TargetCount } from "@shoal/protocol/api/label";
import type { TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { LIMITS } from "@shoal/protocol/limits";
import { boot, scriptRelease } from "./booted.ts";

/** Indices into the mixed fleet: seven devices, three of them Windows. */
const SEVEN = [0, 1, 2, 5, 6, 10, 20];
const task = (targets: object) => ({ kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets });

interface List<T> {
  items: T[];
}

test("a group is a list or whoever a query finds, and is asked anew", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  for (const index of SEVEN) await enrol(index);
  const put = (name: string, body: object) => operator.send<GroupDetail>("PUT", `/api/v1/groups/${name}`, body);
  const members = async (name: string) =>
    (await operator.get<List<DeviceRow>>(`/api/v1/groups/${name}/members`)).items.map((device) => device.name);

  const list = await put("list", { devices: ["desk-berlin-01", "lap-carla"] });
  assert.deepEqual([list.query, list.devices, list.version], [undefined, 2, 1]);
  const query = await put("macs", { query: "os:macos not group:list", description: "for work" });
  assert.deepEqual([query.query, query.devices, query.description], ["os:macos not group:list", 1, "for work"]);
  assert.deepEqual(await members("macs"), ["lap-david"]);

  const added = await operator.post<{ devices: number; group: GroupRow }>("/api/v1/groups/list/add", {
    targets: { query: "name:lap-*", deviceIds: ["desk-berlin-01"] },
  });
  assert.deepEqual([added.devices, added.group.devices, added.group.version], [1, 3, 2], "two were on it before");
  assert.deepEqual(await members("macs"), [], "the other group knows");
  const none = await operator.post<{ devices: number; group: GroupRow }>("/api/v1/groups/list/remove", {
    targets: { deviceIds: ["till-10"] },
  });
  assert.deepEqual([none.devices, none.group.version], [0, 2], "nothing happened");
  await operator.post("/api/v1/groups/list/remove", { targets: { query: "os:macos" } });
  assert.deepEqual(await members("list"), ["desk-berlin-01"]);
  await assert.rejects(
    operator.post("/api/v1/groups/macs/add", { targets: { all: true } }),
    /conflict.*whoever its query finds \(os:macos not group:list\)/,
  );

  await assert.rejects(put("macs", { query: "os:macos", version: 7 }), /conflict.*at version 1, not 7/);
  await assert.rejects(put("macs", { query: "os:macos", version: 0 }), /conflict.*a group macs already/);
  await assert.rejects(put("nobody", { query: "os:macos", version: 3 }), /not-found/);
  assert.equal(
    (await put("macs", { description: "other" })).query,
    "os:macos not group:list",
    "what is not said stays",
  );
  assert.equal((await put("macs", { devices: [] })).devices, 0);
  assert.equal((await put("list", { query: "os:macos" })).devices, 2);
  assert.equal((await put("list", { devices: ["till-10"] })).devices, 1, "those of before are not on it again");

  const kinds = (await operator.get<List<AuditEvent>>("/api/v1/audit?subject=group:list")).items.map(
    (each) => each.what,
  );
  assert.deepEqual(kinds, [
    "group.changed",
    "group.changed",
    "group.members-removed",
    "group.members-added",
    "group.made",
  ]);
});

test("no group contains itself, none that is used is deleted, and a change must not break those that name it", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  for (const index of SEVEN) await enrol(index);
  const put = (name: string, body: object) => operator.send<GroupDetail>("PUT", `/api/v1/groups/${name}`, body);
  const remove = (name: string) => operator.send("DELETE", `/api/v1/groups/${name}`);
  await assert.rejects(put("a", { query: "os:linux or group:a" }), /group-cycle.*a → a/);
  await put("a", { query: "os:linux" });
  await put("b", { query: "os:windows or not group:a" });
  await put("c", { query: "group:b" });
  await assert.rejects(put("a", { query: "group:c" }), /group-cycle.*a → c → b → a/);
  await assert.rejects(
    put("d", { query: "group:nobody" }),
    /query-invalid.*at character 7: there is no group "nobody"/,
  );
  assert.equal((await operator.get<List<GroupRow>>("/api/v1/groups")).items.length, 3, "nothing of it was stored");

  await assert.rejects(remove("a"), /group-in-use.*used by group b\)$/);
  const draft = await operator.post<TaskDetail>("/api/v1/tasks", task({ groups: ["c"] }));
  const asked = await operator.post<TaskDetail>("/api/v1/tasks", task({ query: "os:linux group:c" }));
  await assert.rejects(remove("c"), new RegExp(`used by task ${draft.id} .*draft\\), task ${asked.id} `));
  assert.equal((await operator.get<GroupDetail>("/api/v1/groups/c")).usedBy.length, 2);
  for (const { id } of [draft, asked]) await operator.post(`/api/v1/tasks/${id}/cancel`);
  await remove("c");
  await assert.rejects(operator.get("/api/v1/groups/c"), /not-found/);

  // Each names the one before it twice: seven of them are as much as one query may ask for.
  await put("level-0", { query: "tag:x" });
  const twice = (level: number) => ({
    query: `group:level-${level - 1} or not group:level-${level - 1} tag:x`,
    confirm: 7,
  });
  for (let level = 1; level <= 6; level++) await put(`level-${level}`, twice(level));
  await assert.rejects(put("level-7", twice(7)), /query-invalid.*limit/);
  await assert.rejects(
    put("level-0", { query: "tag:a,b,c,d,e" }),
    /conflict.*group level-6, which names level-0, could not be asked any more: .* 500 is the limit/,
  );
  assert.equal((await operator.get<GroupDetail>("/api/v1/groups/level-0")).query, "tag:x");
});

test("a query that matches everything in other words than all is asked back about, with the count", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  for (const index of SEVEN.slice(0, LIMITS.unaskedDevices)) await enrol(index);
  const query = "os:windows or not os:windows";
  const make = (name: string, more: object = {}) => operator.send("PUT", `/api/v1/groups/${name}`, { query, ...more });
  await make("few");
  await enrol(10);
  const orders: [what: string, order: (more: object) => Promise<unknown>][] = [
    ["group", (more) => make("many", more)],
    ["task", (more) => operator.post("/api/v1/tasks", { ...task({ query }), ...more })],
    ["tags", (more) => operator.post("/api/v1/devices/tags", { targets: { query }, add: ["x"], ...more })],
    [
      "attributes",
      (more) => operator.post("/api/v1/devices/attributes", { targets: { query }, set: { x: "1" }, ...more }),
    ],
    ["members", (more) => operator.post("/api/v1/groups/list/add", { targets: { query }, ...more })],
    ["settings", (more) => operator.post("/api/v1/setting-sets/a/assign", { targets: { query }, ...more })],
  ];
  await operator.send("PUT", "/api/v1/groups/list", { devices: [] });
  await operator.send("PUT", "/api/v1/setting-sets/a", { values: {} });
  const said = await operator.post<TargetCount>("/api/v1/targets/count", { targets: { query } });
  assert.deepEqual(said, { devices: 6, of: 6, retired: 0, revoked: 0, quarantined: 0 });
  for (const [what, order] of orders) {
    await assert.rejects(order({}), /query-matches-all.*6 of 6\)$/, what);
    await assert.rejects(order({ confirm: 5 }), /query-matches-all.*confirmed were 5/, what);
    await order({ confirm: 6 });
  }
  await operator.send("PUT", "/api/v1/groups/all", { query: "all" });
  await operator.post("/api/v1/tasks", task({ query: "all" }));
  await operator.post("/api/v1/tasks", task({ query, os: ["linux"] }));
  await operator.post("/api/v1/tasks", task({ query: "not os:macos" }));
});

test("tags and attributes are given to one or to many, are found by queries, and have limits", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  for (const index of SEVEN) await enrol(index);
  const tag = (targets: object, more: object) => operator.post<Labelled>("/api/v1/devices/tags", { targets, ...more });
  const set = (targets: object, more: object) =>
    operator.post<Labelled>("/api/v1/devices/attributes", { targets, ...more });
  const names = async (query: string) =>
    (await operator.get<List<DeviceRow>>(`/api/v1/devices?query=${encodeURIComponent(query)}`)).items.map(
      (each) => each.name,
    );

  assert.deepEqual(await tag({ query: "os:macos" }, { add: ["mac", "old"] }), { devices: 2, changed: 2 });
  assert.deepEqual(await tag({ query: "name:lap-*" }, { add: ["mac"], remove: ["old"] }), { devices: 2, changed: 2 });
  assert.deepEqual(await tag({ deviceIds: ["lap-carla"] }, { add: ["mac"] }), { devices: 1, changed: 0 });
  assert.deepEqual(await names("tag:mac"), ["lap-carla", "lap-david"]);
  assert.deepEqual(await names("tag:old"), []);
  assert.deepEqual(await set({ os: ["macos"] }, { set: { floor: "3", room: "a b" } }), { devices: 2, changed: 2 });
  assert.deepEqual(await set({ os: ["macos"] }, { set: { floor: "3" }, unset: ["none"] }), { devices: 2, changed: 0 });
  assert.deepEqual(await set({ deviceIds: ["lap-david"] }, { set: { floor: "4" }, unset: ["room"] }), {
    devices: 1,
    changed: 1,
  });
  assert.deepEqual(await names("attr.floor:>3"), ["lap-david"]);
  assert.deepEqual(await names('attr.room:"A B"'), ["lap-carla"]);
  const device = await operator.get<DeviceRow>("/api/v1/devices/lap-carla");
  assert.deepEqual([device.tags, device.attributes], [["mac"], { floor: "3", room: "a b" }]);
  assert.deepEqual([device.presence, device.firstSeenMs], ["new", undefined], "it enrolled, and has not come");

  await assert.rejects(tag({ all: true }, { add: ["Two Words"] }), /bad-request.*add\/0/);
  await assert.rejects(tag({ all: true }, { add: ["a"], remove: ["a"] }), /at once/);
  await assert.rejects(tag({ all: true }, {}), /name no tag/);
  await assert.rejects(tag({}, { add: ["a"] }), /names no device/);
  await assert.rejects(set({ all: true }, { set: { a: "" } }), /bad-request/);
  await assert.rejects(set({ all: true }, { set: { a: "b\u0000" } }), /bad-request/);
  const many = Array.from({ length: LIMITS.tagsPerDevice }, (_, at) => `t-${at}`);
  await assert.rejects(
    tag({ os: ["macos"] }, { add: many }),
    /conflict.*lap-carla would have 65 tags, and 64 is the limit/,
  );
  assert.deepEqual(
    (await operator.get<DeviceRow>("/api/v1/devices/lap-carla")).tags,
    ["mac"],
    "nothing of it was stored",
  );

  const trail = (await operator.get<List<AuditEvent>>("/api/v1/audit")).items.filter((each) =>
    each.what.startsWith("device.t"),
  );
  assert.deepEqual(
    trail.map((each) => [each.subject.replace(/:.*/, ""), each.detail.add, each.detail.devices]),
    [
      ["devices", ["mac"], 2],
      ["devices", ["mac", "old"], 2],
    ],
  );
});

test("what an agent proves can be asked for at once, and a task reaches whom its query finds when it starts", async (t) => {
  const { operator, enrol } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const windows = await enrol(0);
  await enrol(5);
  const query = "not installed:tool";
  const first = await operator.post<TaskDetail>("/api/v1/tasks", task({ query: `${query} os:windows` }));
  await operator.post(`/api/v1/tasks/${first.id}/start`);
  const second = await operator.post<TaskDetail>("/api/v1/tasks", task({ query }));
  const steps = ["accepted", "resolving", "succeeded"].map((state, at) => ({
    actionId: "1",
    step: at + 1,
    state,
    atMs: at,
    ...(state === "succeeded" ? { reason: { code: "already-installed" } } : {}),
  }));
  await windows.report(steps);
  const found = await operator.get<List<DeviceRow>>("/api/v1/devices?query=installed:tool=1.0");
  assert.deepEqual(
    found.items.map((device) => device.id),
    [windows.deviceId],
  );
  const started = await operator.post<{ actions: number }>(`/api/v1/tasks/${second.id}/start`);
  assert.equal(started.actions, 1, "asked when it starts, not when it is made");
});

test("a query over the wire says where it cannot be read", async (t) => {
  const { operator } = await boot(t);
  const refusal = (path: string, body?: object) =>
    (body ? operator.post(path, body) : operator.get(path)).then(
      () => assert.fail("read"),
      (error: { problem: { code: string; column?: number; detail: string } }) => error.problem,
    );
  const list = await refusal(`/api/v1/devices?query=${encodeURIComponent("os:linux oss:x")}`);
  assert.deepEqual([list.code, list.column], ["query-invalid", 10]);
  assert.match(list.detail, /at character 10: there is no key "oss"\. Did you mean os:windows\?/);
  const targets = { query: "os:windows group:nobody" };
  assert.equal((await refusal("/api/v1/targets/count", { targets })).column, 18);
  const group = await refusal("/api/v1/targets/count", { targets: { groups: ["nobody"] } });
  assert.deepEqual(
    [group.code, group.detail],
    ["not-found", 'there is no group "nobody". There is no group yet: shoal group create'],
  );
});
