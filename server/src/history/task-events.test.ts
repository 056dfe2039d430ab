import assert from "node:assert/strict";
import { test } from "node:test";
import type { TaskEventRow } from "@shoal/protocol/api/history";
import type { Page } from "@shoal/protocol/api/page";
import { Aftermath } from "../action/aftermath.ts";
import { auditStore } from "../audit/store.ts";
import { openDatabase } from "../db/open.ts";
import { newDevice } from "../device/fixture.ts";
import { deviceStore } from "../device/store.ts";
import { releaseStore } from "../release/store.ts";
import { assignTargets } from "../task/start.ts";
import { startedTask } from "../task/started.ts";
import { taskStore } from "../task/store.ts";
import { taskEvents } from "./task-events.ts";

test("orders and steps of one task are one list, page by page, and what comes meanwhile moves nothing in it", async () => {
  const db = await openDatabase(":memory:");
  for (const id of ["a", "b", "c", "d"]) await deviceStore(db, () => false).add(newDevice(id));
  const release = { format: 1, name: "tool", version: "1", publisher: "p", description: "", variants: [] } as const;
  const by = { nowMs: 0, actor: "operator:a" };
  const { id: releaseId } = await releaseStore(db).add({ ...release, variants: [] }, new Uint8Array([1]), {
    keyId: "k",
    ...by,
  });
  const spec = { kind: "install", delivery: "pull", package: "tool", version: "1", targets: { all: true } } as const;
  const [task, other] = [await taskStore(db).add(spec, releaseId, by), await taskStore(db).add(spec, releaseId, by)];
  const say = (what: "task.created" | "rollout.paused", atMs: number, detail = {}, of = task) =>
    auditStore(db).append({ atMs, actor: "operator:a", what, subject: `task:${of}`, detail });
  await say("task.created", 10);
  await say("task.created", 10, {}, other);
  await db.updateTable("tasks").set({ started_ms: 20, life_ms: 1000 }).execute();
  for (const [id, deviceIds] of [
    [other, ["d"]],
    [task, ["a", "b", "c"]],
  ] as const) {
    const scope = { nowMs: 20, online: () => [] };
    await assignTargets(db, await startedTask(db, id), { deviceIds: [...deviceIds] }, scope, new Aftermath());
  }
  const said = { action_id: 2, by: "agent", at_ms: 30, result: null } as const;
  const step = (
    at: number,
    state: "accepted" | "failed",
    reason_code: string | null = null,
    reason_detail: string | null = null,
  ) =>
    db
      .insertInto("action_steps")
      .values({ ...said, step: at, state, received_ms: 30, reason_code, reason_detail })
      .execute();
  await step(1, "accepted");
  await say("rollout.paused", 40, { text: "somebody paused it" });
  await step(2, "failed", "exit-code", "exit code 3");
  await say("rollout.paused", 41, { reason: "it is Friday", devices: 2 });

  const lineOf = ({ what, device, actor, text, detail, reason, devices }: TaskEventRow) =>
    [what, device, actor, text, detail, reason, devices].join("|");
  const all = await taskEvents(db, task, { limit: 100 });
  const lines = [
    "rollout.paused||operator:a|A rollout was paused: it is Friday||it is Friday|2",
    "rollout.paused||operator:a|A rollout was paused: somebody paused it|somebody paused it||",
    "action.failed|a||the installer failed (exit code 3)|||",
    "action.accepted|a|||||",
    "action.assigned|c|||||",
    "action.assigned|b|||||",
    "action.assigned|a|||||",
    "task.created||operator:a|A task was drafted|||",
  ];
  assert.deepEqual([all.items.map(lineOf), all.nextCursor], [lines, undefined]);

  const paged: TaskEventRow[] = [];
  let page: Page<TaskEventRow> | undefined;
  do {
    const cursor: { cursor?: string } = page?.nextCursor === undefined ? {} : { cursor: page.nextCursor };
    page = await taskEvents(db, task, { limit: 2, ...cursor });
    paged.push(...page.items);
    await step(paged.length + 1, "failed", "exit-code");
    await say("rollout.paused", 50);
  } while (page.nextCursor !== undefined);
  assert.deepEqual(paged.map(lineOf), lines);
  const [newest] = (await taskEvents(db, task, { limit: 1 })).items;
  assert.equal(newest!.what, "rollout.paused");
  await assert.rejects(taskEvents(db, task, { limit: 1, cursor: "eA" }), /not one of this list/);
  await db.destroy();
});
