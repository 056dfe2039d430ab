import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "@shoal/protocol/api/page";
import type { TaskDetail } from "@shoal/protocol/api/task";
import type { AuditEvent } from "@shoal/protocol/audit/event";
import { shoalFor } from "../cli/shoal.ts";
import { person } from "../operator/person.ts";
import { boot, scriptRelease } from "../server/booted.ts";

test("a draft becomes another one and keeps its number; what was agreed to is asked for anew, what was started stays", async (t) => {
  const { server, operator, enrol } = await boot(t, { secondFactor: "optional" });
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const { deviceId } = await enrol(0);
  await operator.send("PATCH", "/api/v1/fleet/rules", { approvalForScripts: 1 });
  const spec = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } };
  const { id } = await operator.post<TaskDetail>("/api/v1/tasks", { ...spec, priority: 3 });
  const change = (more: object, by = operator) =>
    by.send<TaskDetail>("PUT", `/api/v1/tasks/${id}`, { ...spec, ...more });
  assert.equal(
    (await operator.post<{ task: TaskDetail }>(`/api/v1/tasks/${id}/start`)).task.state,
    "awaiting-approval",
  );

  const viewer = await person(operator, "vera", { role: "viewer" });
  await assert.rejects(change({ priority: 9 }, viewer), /403/);
  await assert.rejects(change({ version: "9.9.9" }), /404/);
  const changed = await change({ targets: { deviceIds: [deviceId] } });
  assert.deepEqual(
    [changed.id, changed.state, changed.priority, changed.targets, changed.approval],
    [id, "draft", 0, { deviceIds: [deviceId] }, undefined],
  );
  const { items } = await operator.get<Page<AuditEvent>>(`/api/v1/audit?subject=task:${id}`);
  assert.deepEqual(
    items.map(({ what }) => what),
    ["task.changed", "task.approval-void", "task.approval-asked", "task.created"],
  );
  assert.equal((items[0]!.detail["before"] as { priority: number }).priority, 3);

  const shoal = shoalFor(t, { SHOAL_SERVER: server.url, SHOAL_TOKEN: server.adminToken });
  const said = await shoal("task", "change", id, "--package", "tool@1.0.0", "--all", "--priority", "5");
  assert.deepEqual([said.code, said.stdout], [0, `${id}\n`], said.stderr);
  assert.equal((await operator.get<TaskDetail>(`/api/v1/tasks/${id}`)).priority, 5);
  const events = await shoal("task", "events", id);
  assert.match(events.stdout, /^WHEN +WHAT +BY\n.* task\.changed +token:admin +A draft became another one\n/);

  await operator.send("PATCH", "/api/v1/fleet/rules", { approvalForScripts: 0 });
  await operator.post(`/api/v1/tasks/${id}/start`);
  await assert.rejects(change({ priority: 9 }), /409 conflict.* only a draft can become another one/);
  assert.equal((await operator.get<TaskDetail>(`/api/v1/tasks/${id}`)).priority, 5);
});
