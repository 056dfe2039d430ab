import assert from "node:assert/strict";
import { test } from "node:test";
import type { FleetPlan } from "@shoal/protocol/api/fleet-plan";
import type { Page } from "@shoal/protocol/api/page";
import type { Preview, TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { shoalFor } from "../cli/shoal.ts";
import { Operator } from "../fleet/operator.ts";
import { boot, scriptRelease } from "../server/booted.ts";
import { person } from "./person.ts";

const SPEC = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } };
/** The mixed fleet has Windows devices at these places. */
const WINDOWS = [0, 1, 2];

test("a task above a size, or with scripts, is started by two people", async (t) => {
  const { operator, enrol, server } = await boot(t, { secondFactor: "optional" });
  await operator.trust();
  for (const version of ["1.0.0", "2.0.0"]) await operator.publish(scriptRelease(version));
  for (const index of WINDOWS) await enrol(index);
  const [ann, ben] = [await person(operator, "ann", "admin"), await person(operator, "ben", "approver")];
  const draft = (by: Operator, more: object = {}) => by.post<TaskDetail>("/api/v1/tasks", { ...SPEC, ...more });
  const start = (by: Operator, id: string) =>
    by.post<{ task: TaskDetail; actions: number }>(`/api/v1/tasks/${id}/start`);
  const approve = (by: Operator, id: string) =>
    by.post<{ task: TaskDetail; actions: number }>(`/api/v1/tasks/${id}/approve`);
  const get = (id: string) => operator.get<TaskDetail>(`/api/v1/tasks/${id}`);
  const rules = (change: object) => operator.send("PATCH", "/api/v1/fleet/rules", change);

  await rules({ approvalAboveDevices: 2 });
  const preview = await ann.post<Preview>("/api/v1/tasks/preview", SPEC);
  assert.equal(preview.approval, "it is for 3 devices, and more than 2 need a second person");
  const small = await draft(ann, { targets: { deviceIds: [], query: "name:nothing*" }, package: "tool" });
  await assert.rejects(start(ann, small.id), /no-targets/, "a small one needs nobody");

  const { id } = await draft(ann);
  const asked = await start(ann, id);
  assert.deepEqual([asked.task.state, asked.actions], ["awaiting-approval", 0]);
  assert.deepEqual((await get(id)).approval, { ...(await get(id)).approval!, askedBy: "operator:ann", devices: 3 });
  assert.deepEqual(
    (await operator.get<Page<object>>(`/api/v1/actions?task=${id}`)).items,
    [],
    "no device has been told",
  );
  await assert.rejects(start(ann, id), /conflict/);
  await assert.rejects(
    approve(ann, id),
    /conflict.*operator:ann wants to start task .* cannot be the second person too/,
  );
  // Whatever she makes for herself is she.
  const { token } = await ann.post<{ token: string }>("/api/v1/tokens", { name: "second-me", role: "approver" });
  await assert.rejects(approve(new Operator(server.url, token), id), /cannot be the second person too/);
  await assert.rejects(start(ben, id), /permission-missing.*task\.start/);
  await ben.post(`/api/v1/tasks/${id}/reject`, { reason: "not on a Friday" });
  assert.deepEqual([(await get(id)).state, (await get(id)).approval], ["draft", undefined]);
  await assert.rejects(approve(ben, id), /waits for nobody/);
  await start(ann, id);
  const { task, actions } = await approve(ben, id);
  assert.deepEqual([task.state, task.startedBy, actions], ["running", "operator:ann", 3]);
  await assert.rejects(approve(ben, id), /waits for nobody/);
  const trail = await operator.get<Page<AuditEvent>>(`/api/v1/audit?subject=task:${id}&limit=50`);
  assert.deepEqual(
    trail.items
      .map(({ what, actor }) => `${what} ${actor}`)
      .reverse()
      .filter((said) => !said.startsWith("task.created")),
    [
      ...["task.approval-asked operator:ann", "task.rejected operator:ben", "task.approval-asked operator:ann"],
      ...["task.approved operator:ben", "task.started operator:ben"],
    ],
  );

  // Scripts, on however few.
  await rules({ approvalAboveDevices: 0, approvalForScripts: 1 });
  const one = await draft(ann, { version: "2.0.0", targets: { query: "os:windows" } });
  assert.match((await start(ann, one.id)).task.state, /awaiting-approval/);
  assert.equal((await get(one.id)).approval?.why, "it runs scripts");
  const precache = await draft(ann, { kind: "precache" });
  assert.equal((await start(ann, precache.id)).task.state, "running", "nothing is run by it");
  await operator.post(`/api/v1/tasks/${one.id}/cancel`);
  await assert.rejects(approve(ben, one.id), /waits for nobody/);

  // A channel that is moved gives nobody what nobody agreed to.
  await operator.send("PUT", "/api/v1/channels/pilot", { package: "tool", version: "1.0.0" });
  const follower = await draft(ann, { channel: "pilot" });
  await start(ann, follower.id);
  await operator.send("PUT", "/api/v1/channels/pilot", { package: "tool", version: "2.0.0" });
  await assert.rejects(approve(ben, follower.id), /was changed since it was asked for; it is a draft again/);
  assert.equal((await get(follower.id)).state, "draft");
  await start(ann, follower.id);
  assert.equal((await approve(ben, follower.id)).task.state, "running");
  await operator.send("PUT", "/api/v1/channels/pilot", { package: "tool", version: "1.0.0" });
  const moved = await operator.get<Page<AuditEvent>>("/api/v1/audit?what=task.not-moved");
  assert.match(String(moved.items[0]?.detail["why"]), /it needs a second person: it runs scripts/);
});

test("files ask too, and a change of them asks anew; at the command line everybody says who waits for whom", async (t) => {
  const { operator, enrol } = await boot(t, { secondFactor: "optional" });
  await operator.trust();
  for (const version of ["1.0.0", "2.0.0"]) await operator.publish(scriptRelease(version));
  for (const index of WINDOWS) await enrol(index);
  const [ann, ben] = [await person(operator, "ann", "admin"), await person(operator, "ben", "approver")];
  const shoal = (by: Operator) => shoalFor(t, { SHOAL_SERVER: by.url, SHOAL_TOKEN: by.token });
  const [hers, his] = [shoal(ann), shoal(ben)];
  const set = await hers("fleet", "rules", "approvalAboveDevices=2", "approvalForScripts=yes");
  assert.match(set.stdout, /approvalAboveDevices +2 +never [\s\S]*approvalForScripts +yes +no /);

  const object = (version: string) => ({
    ...{
      kind: "task",
      name: "tools",
      does: "install",
      delivery: "pull",
      package: "tool",
      version,
      targets: { all: true },
      start: true,
    },
  });
  const apply = (version: string) =>
    ann.post<FleetPlan>("/api/v1/fleet/apply", { source: "git.example/fleet", objects: [object(version)] });
  const made = await apply("1.0.0");
  assert.match(made.items[0]!.effects.join(), /it waits for a second person \(it is for 3 devices.*it runs scripts\)/);
  const id = made.items[0]!.taskId!;
  assert.equal((await apply("1.0.0")).items[0]!.verb, "same");
  const before = await operator.get<TaskDetail>(`/api/v1/tasks/${id}`);
  await apply("2.0.0");
  const after = await operator.get<TaskDetail>(`/api/v1/tasks/${id}`);
  assert.deepEqual([after.state, after.version], ["awaiting-approval", "2.0.0"]);
  assert.ok(after.approval!.askedMs >= before.approval!.askedMs);
  const voided = await operator.get<Page<AuditEvent>>("/api/v1/audit?what=task.approval-void");
  assert.equal(voided.items.length, 1);

  assert.match((await hers("task", "approve", id)).stderr, /cannot be the second person too/);
  assert.match((await hers("task", "watch", id)).stderr, /waits for a second person[\s\S]*shoal task approve/);
  assert.match((await his("task", "reject", id, "--reason", "later")).stderr, /is a draft again/);
  assert.match(
    (await hers("task", "start", id)).stderr,
    /waits for a second person: it is for 3 devices.*Another operator: shoal task approve/,
  );
  assert.match((await his("task", "approve", id)).stderr, /which operator:ann wanted, is started on 3 devices/);
});
