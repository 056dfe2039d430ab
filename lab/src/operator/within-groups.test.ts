import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeviceDetail, DeviceRow } from "@shoal/protocol/api/device";
import type { GroupRow } from "@shoal/protocol/api/group";
import type { Labelled, TargetCount } from "@shoal/protocol/api/label";
import type { PackageDevices } from "@shoal/protocol/api/package";
import type { Page } from "@shoal/protocol/api/page";
import type { RollbackPreview, RolledBack } from "@shoal/protocol/api/rollback";
import type { ActionRow, Preview, TaskDetail, TaskRow } from "@shoal/protocol/api/task";
import type { Targets } from "@shoal/protocol/task/task";
import { shoalFor } from "../cli/shoal.ts";
import type { Operator, Refused } from "../fleet/operator.ts";
import { boot, scriptRelease } from "../server/booted.ts";
import { person } from "./person.ts";
import { routesOf } from "./routes.ts";

/** The mixed fleet has Windows devices at these places. */
const [MINE, OTHER, LATE] = [0, 1, 2];
const RINGS = [{ name: "first", percent: 100 }];

interface Affected {
  task: TaskDetail;
  actions: number;
}

function spec(targets: Targets, more: object = {}) {
  return { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets, ...more };
}

/** A server with a group of each of two people, who have every role over theirs that can be given so. */
async function scene(t: Parameters<typeof boot>[0]) {
  const booted = await boot(t, { secondFactor: "optional" });
  const { operator, enrol } = booted;
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const [mine, other] = [await enrol(MINE), await enrol(OTHER)];
  await operator.send("PUT", "/api/v1/groups/tills", { devices: [mine.deviceId] });
  await operator.send("PUT", "/api/v1/groups/secrets", { devices: [other.deviceId] });
  const all = ["operator", "approver"];
  const over = (group: string) => all.map((role) => ({ role, groups: [group] }));
  const [ann, ben] = [
    await person(operator, "ann", ...over("tills")),
    await person(operator, "ben", ...over("secrets")),
  ];
  const draft = (by: Operator, targets: Targets, more: object = {}) =>
    by.post<TaskDetail>("/api/v1/tasks", spec(targets, more));
  const start = (by: Operator, id: string) => by.post<Affected>(`/api/v1/tasks/${id}/start`);
  const onlyOf = async (id: string) =>
    (await operator.get<Page<ActionRow>>(`/api/v1/actions?task=${id}`)).items.map(({ deviceId }) => deviceId);
  return { ...booted, mine, other, ann, ben, draft, start, onlyOf };
}

test("every route that knows groups, by somebody bound to one: what is of others is not there, and stays as it is", async (t) => {
  const { server, operator, mine, other, ann, ben, draft, start } = await scene(t);
  const hers = await draft(ann, { all: true }, { name: "task-of-ann" });
  await start(ann, hers.id);
  const rollout = { rings: RINGS, name: "hidden-rollout" };
  const outside = [
    await draft(ben, { all: true }, { name: "hidden-bens" }),
    await draft(operator, { deviceIds: [other.deviceId] }, rollout),
    await draft(operator, { all: true }, { name: "hidden-unbound", urgency: "available" }),
    await draft(operator, { all: true, within: ["tills", "secrets"] }, { name: "hidden-both" }),
  ].map(({ id }) => id);
  await start(ben, outside[0]!);
  await start(operator, outside[1]!);
  await operator.send("PUT", "/api/v1/channels/stable", { package: "tool", version: "1.0.0" });
  const follower = await draft(ben, { all: true }, { name: "hidden-follower", channel: "stable" });
  await start(ben, follower.id);
  for (const path of ["/api/v1/channels", "/api/v1/channels/stable"]) {
    assert.match(JSON.stringify(await operator.get(path)), new RegExp(`"followers":\\["${follower.id}"\\]`));
    assert.match(JSON.stringify(await ann.get(path)), /"followers":\[\]/);
  }
  const { items: actions } = await operator.get<Page<ActionRow>>(`/api/v1/actions?device=${other.deviceId}`);
  const device = await operator.get<DeviceDetail>(`/api/v1/devices/${other.deviceId}`);
  const picture = async () => ({
    // It says how long ago things were.
    device: { ...(await operator.get<DeviceDetail>(`/api/v1/devices/${other.deviceId}`)), presenceWhy: "" },
    tasks: await Promise.all(outside.map((id) => operator.get(`/api/v1/tasks/${id}`))),
    actions: await operator.get(`/api/v1/actions?device=${other.deviceId}`),
    groups: await operator.get("/api/v1/groups/secrets"),
  });
  const before = await picture();
  const hidden = [other.deviceId, device.name, "secrets", "hidden-"];

  // What is named in the path.
  const named: Record<string, string[]> = {
    "/devices/{id}": [other.deviceId, device.name],
    "/groups/{name}": ["secrets"],
    "/tasks/{id}": outside,
    "/actions/{id}": actions.map(({ id }) => id),
  };
  const bodies: Record<string, object> = { rejectTask: { reason: "no" }, rollBackTask: { confirm: 1 } };
  const known = (await routesOf(server.url)).filter(({ knowsGroups }) => knowsGroups);
  const wrong: string[] = [];
  const bare: string[] = [];
  for (const { id, method, path } of known) {
    const [place, names] = Object.entries(named).find(([each]) => path.startsWith(`/api/v1${each}`)) ?? [];
    if (!place || !names) {
      bare.push(id);
      continue;
    }
    const paths = names.map((name) => path.replace(/\{(id|name)\}/, name).replace("{device}", mine.deviceId));
    if (path.includes("{device}")) paths.push(path.replace("{id}", hers.id).replace("{device}", other.deviceId));
    const body = method === "GET" ? undefined : (bodies[id] ?? {});
    for (const each of paths) {
      const answer = await ann.send(method, each, body).then(
        () => "let through",
        (error: Refused) => error.problem.code,
      );
      if (answer !== "not-found") wrong.push(`${id} ${each}: ${answer}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(await picture(), before);

  // Her device is in a group of somebody else's too, of which she is not told.
  await operator.send("PUT", "/api/v1/groups/hidden-all", { query: "all" });
  const groupsFor = async (by: Operator) =>
    (await by.get<Page<GroupRow>>(`/api/v1/devices/${mine.deviceId}/groups`)).items.map(({ name }) => name);
  assert.deepEqual(await groupsFor(operator), ["hidden-all", "tills"]);
  assert.deepEqual(await groupsFor(ann), ["tills"]);

  // What is asked or ordered for all.
  const all = { targets: { all: true } };
  const asked: Record<string, () => Promise<unknown>> = {
    listDevices: () => ann.get<Page<DeviceRow>>("/api/v1/devices"),
    listGroups: () => ann.get<Page<GroupRow>>("/api/v1/groups"),
    listTasks: () => ann.get<Page<TaskRow>>("/api/v1/tasks"),
    listActions: () => ann.get<Page<ActionRow>>("/api/v1/actions"),
    getPackageDevices: () => ann.get<PackageDevices>("/api/v1/packages/tool/devices"),
    countTargets: () => ann.post<TargetCount>("/api/v1/targets/count", all),
    changeTags: () => ann.post<Labelled>("/api/v1/devices/tags", { ...all, add: ["new"] }),
    changeAttributes: () => ann.post<Labelled>("/api/v1/devices/attributes", { ...all, set: { is: "new" } }),
    previewTask: () => ann.post<Preview>("/api/v1/tasks/preview", spec({ all: true })),
    createTask: () => draft(ann, { all: true }),
  };
  assert.deepEqual(Object.keys(asked).sort(), bare.sort(), "a route that knows groups is tried here");
  const said: Record<string, unknown> = {};
  for (const [id, ask] of Object.entries(asked)) {
    said[id] = await ask();
    const text = JSON.stringify(said[id]);
    for (const word of hidden) assert.ok(!text.includes(word), `${id} tells ${word}: ${text}`);
  }
  assert.deepEqual(await picture(), before);
  const ids = (id: string) => (said[id] as Page<{ id?: string; name?: string; deviceId?: string }>).items;
  assert.deepEqual(
    ids("listDevices").map(({ id }) => id),
    [mine.deviceId],
  );
  assert.deepEqual(
    ids("listTasks").map(({ name }) => name),
    ["task-of-ann"],
  );
  assert.deepEqual(
    ids("listActions").map(({ deviceId }) => deviceId),
    [mine.deviceId],
  );
  const { devices, without } = said["getPackageDevices"] as PackageDevices;
  assert.deepEqual([devices, without], [1, 1]);
  assert.deepEqual(said["countTargets"], { devices: 1, of: 1, retired: 0, revoked: 0, quarantined: 0 });
  assert.deepEqual(said["changeTags"], { devices: 1, changed: 1 });
  assert.deepEqual((said["createTask"] as TaskDetail).targets, { all: true, within: ["tills"] });
  assert.deepEqual(
    (said["previewTask"] as Preview).items.map(({ deviceId }) => deviceId),
    [mine.deviceId],
  );

  // Her own she sees, and orders.
  const own = `/api/v1/tasks/${hers.id}`;
  for (const path of [
    own,
    `${own}/actions`,
    `${own}/cells`,
    `${own}/explain/${mine.deviceId}`,
    `/api/v1/devices/${mine.deviceId}`,
  ])
    assert.deepEqual(await ann.get(path), await operator.get(path), path);
  await ann.post(`${own}/cancel`);
  await ann
    .post(`${own}/retry`, { deviceIds: [mine.deviceId] })
    .catch((error: Refused) => assert.equal(error.problem.code, "conflict"));
  await ann.get(`/api/v1/devices/${mine.deviceId}/settings?task=${hers.id}`);
  await assert.rejects(ann.get(`/api/v1/devices/${mine.deviceId}/settings?task=${outside[0]}`), /not-found/);
  await ann.post(`/api/v1/devices/${mine.deviceId}/revoke`);
});

test("at the command line: a role over a group is given, and its tasks are watched to their end without events", async (t) => {
  const { operator, server, mine, ann, start, draft } = await scene(t);
  const admin = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: operator.token });
  const said = await admin("operator", "role", "ann", "viewer", "operator:tills");
  assert.deepEqual([said.code, said.stdout], [0, "ann\n"]);
  assert.match(said.stderr, /ann is operator:tills, viewer from now on/);
  assert.match(said.stderr, /Over groups operator is without what is about all devices:.* group\.write /);
  assert.match((await admin("operator", "list")).stdout, /ann .*operator:tills viewer/);
  const again = await admin("operator", "role", "ann", "operator", "approver", "--group", "tills");
  assert.match(again.stderr, /ann is approver:tills, operator:tills from now on/);
  assert.match((await admin("operator", "role", "ann", "admin", "--group", "tills")).stderr, /not given over groups/);
  const { stdout: token } = await admin("token", "create", "ci", "--role", "operator", "--group", "tills");
  assert.match((await admin("token", "list")).stdout, /ci .*operator over tills/);

  const hers = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: token.trim() });
  const doctor = await hers("doctor");
  assert.match(doctor.stdout + doctor.stderr, /as token:ci: 12 permissions, 9 of them over tills alone, until/);
  const { id } = await draft(ann, { all: true });
  assert.match((await hers("task", "get", id)).stdout, /for +every device of group tills/);
  await start(ann, id);
  const watching = hers.start(["task", "watch", id]);
  await new Promise((resolve) => watching.child.stderr!.once("data", resolve));
  await mine.take(0);
  await ann.post(`/api/v1/tasks/${id}/cancel`);
  const [given] = await mine.take(0);
  await mine.report([{ actionId: given!.actionId, step: 1, state: "cancelled", atMs: 1 }]);
  const ended = await watching.ended;
  assert.equal(ended.code, 3, "what was cancelled was not done");
  assert.match(ended.stderr, /You may not follow events \(event\.read\); the task is read every two seconds/);
  assert.match(
    (await hers("audit")).stderr,
    /audit\.read .*whoever has operator\.write gives it, over all devices alone/,
  );
});

test("a task of somebody bound to groups keeps within them, whoever starts it and whenever", async (t) => {
  const { operator, enrol, mine, other, ann, ben, draft, start, onlyOf } = await scene(t);
  const named: Targets[] = [{ all: true }, { query: "os:windows or not os:windows" }, { os: ["windows"] }];
  for (const targets of [...named, { deviceIds: [mine.deviceId, other.deviceId] }, { groups: ["tills"] }]) {
    const { id, targets: meant } = await draft(ann, targets, { kind: "precache" });
    assert.deepEqual(meant, { ...targets, within: ["tills"] });
    await start(operator, id);
    assert.deepEqual(await onlyOf(id), [mine.deviceId], JSON.stringify(targets));
  }
  const beyond: [Targets, RegExp][] = [
    [{ groups: ["secrets"] }, /not-found.*there is no group "secrets"\. Did|not-found.*There are tills/],
    [{ all: true, within: ["secrets"] }, /not-found.*group secrets/],
    [{ all: true, within: ["tills", "secrets"] }, /not-found.*group secrets/],
    [{ query: "not group:secrets" }, /query-invalid.*there is no group "secrets"/],
  ];
  for (const [targets, why] of beyond) {
    await assert.rejects(draft(ann, targets), why);
    await assert.rejects(ann.post("/api/v1/tasks/preview", spec(targets)), why);
    await assert.rejects(ann.post("/api/v1/targets/count", { targets }), why);
    await assert.rejects(ann.post("/api/v1/devices/tags", { targets, add: ["x"] }), why);
  }
  await assert.rejects(
    draft(
      ann,
      { all: true },
      {
        rings: [
          { name: "theirs", group: "secrets" },
          { name: "rest", rest: true },
        ],
      },
    ),
    /plan-invalid.*there is no group "secrets"/,
  );
  const none = await draft(ann, { deviceIds: [other.deviceId] });
  await assert.rejects(start(ann, none.id), /no-targets/);
  await assert.rejects(draft(operator, { all: true, within: ["nowhere"] }), /not-found.*group nowhere/);

  // Whoever comes into the group between the draft and its start is among them, and whoever left is not.
  const waiting = await draft(ann, { all: true });
  const late = await enrol(LATE);
  await operator.post("/api/v1/groups/tills/add", { targets: { deviceIds: [late.deviceId] } });
  await operator.post("/api/v1/groups/tills/remove", { targets: { deviceIds: [mine.deviceId] } });
  const preview = await ann.post<Preview>("/api/v1/tasks/preview", spec({ all: true }));
  assert.deepEqual(
    preview.items.map(({ deviceId }) => deviceId),
    [late.deviceId],
  );
  await start(ann, waiting.id);
  assert.deepEqual(await onlyOf(waiting.id), [late.deviceId]);
  // What was done where she no longer is, is not hers to see or to do again.
  assert.equal(
    (await ann.get<Page<ActionRow>>("/api/v1/actions")).items.some(({ deviceId }) => deviceId === mine.deviceId),
    false,
  );
  await ann.post(`/api/v1/tasks/${waiting.id}/cancel`);
  await assert.rejects(
    operator.send("DELETE", "/api/v1/groups/tills"),
    /group-in-use.*API token login-ann|group-in-use.*operator ann/,
  );

  // A second person over the same group agrees; over another one there is nothing to agree to.
  await operator.send("PATCH", "/api/v1/fleet/rules", { approvalForScripts: 1 });
  const asked = await draft(ann, { all: true });
  assert.equal((await start(ann, asked.id)).task.state, "awaiting-approval");
  await assert.rejects(ben.post(`/api/v1/tasks/${asked.id}/approve`), /not-found/);
  await assert.rejects(ann.post(`/api/v1/tasks/${asked.id}/approve`), /cannot be the second person too/);
  const cat = await person(operator, "cat", { role: "approver", groups: ["tills", "secrets"] });
  const done = await cat.post<Affected>(`/api/v1/tasks/${asked.id}/approve`);
  assert.deepEqual([done.task.state, done.actions], ["running", 1]);

  // A rollout is ordered by those who are bound to its group.
  await operator.send("PATCH", "/api/v1/fleet/rules", { approvalForScripts: 0 });
  const rolling = await draft(ann, { all: true }, { rings: RINGS });
  await start(ann, rolling.id);
  await assert.rejects(ben.post(`/api/v1/tasks/${rolling.id}/rollout/pause`), /not-found/);
  await ann.post(`/api/v1/tasks/${rolling.id}/rollout/pause`);
  await ann.post(`/api/v1/tasks/${rolling.id}/rollout/abort`);
});

test("a device that has left the groups is not tried again, nor taken back, by whoever is bound to them", async (t) => {
  const { operator, enrol, mine, ann, draft, start, onlyOf } = await scene(t);
  const late = await enrol(LATE);
  const named = { targets: { deviceIds: [mine.deviceId] } };
  await operator.post("/api/v1/groups/tills/add", { targets: { deviceIds: [late.deviceId] } });
  const begun = async (targets: Targets, states: readonly string[]) => {
    const { id } = await draft(ann, targets);
    await start(ann, id);
    for (const device of [mine, late]) {
      const { actionId } = (await device.take(0)).at(-1)!;
      await device.report(states.map((state, at) => ({ actionId, step: at + 1, state, atMs: at })));
    }
    return id;
  };
  const done = await begun({ all: true }, ["accepted", "resolving", "succeeded"]);
  const open = await begun({ all: true }, ["accepted"]);
  const reached = async (by: Operator, id: string) =>
    (await by.get<RollbackPreview>(`/api/v1/tasks/${id}/rollback`)).items.map(({ deviceId }) => deviceId).sort();
  const both = [mine.deviceId, late.deviceId].sort();
  for (const id of [done, open]) assert.deepEqual(await reached(ann, id), both);
  await operator.post("/api/v1/groups/tills/remove", named);
  for (const id of [done, open]) {
    assert.deepEqual(await reached(ann, id), [late.deviceId]);
    assert.deepEqual(await reached(operator, id), both);
  }
  const retry = (deviceIds: string[]) => ann.post<Affected>(`/api/v1/tasks/${done}/retry`, { deviceIds });
  await assert.rejects(retry([mine.deviceId]), /conflict.*none of these devices has an ended action/);
  const back = await ann.post<RolledBack>(`/api/v1/tasks/${done}/rollback`, { confirm: 1 });
  assert.deepEqual(await onlyOf(back.task.id), [late.deviceId]);
  const { targets } = await ann.get<TaskDetail>(`/api/v1/tasks/${back.task.id}`);
  assert.deepEqual(targets, { all: true, within: ["tills"] });
  assert.equal((await retry(both)).actions, 1);
});
