import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sql } from "kysely";
import { openDatabase } from "../db/open.ts";
import type { Db } from "../db/schema.ts";
import { newDevice } from "../device/fixture.ts";
import { deviceStore } from "../device/store.ts";
import { releaseStore } from "../release/store.ts";
import { taskStore } from "../task/store.ts";
import { failuresBy, failuresQuery } from "./failures.ts";

const by = { keyId: "k", nowMs: 0, actor: "operator:a" };

/** Two tasks of one release, the second one in rings, and the devices that it went to. */
async function scene(t: TestContext) {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  const variant = (id: string) => ({
    ...{ id, match: {}, files: [], installer: { kind: "msi" }, timeoutMs: 1000 },
    ...{ detect: { file: { path: "/x" } }, exitCodes: { reasons: { 77: "the till is open" } } },
  });
  const { id: releaseId } = await releaseStore(db).add(
    {
      ...{ format: 1, name: "till", version: "1", publisher: "p", description: "" },
      variants: [variant("x64"), variant("arm")] as never,
    },
    new Uint8Array([1]),
    by,
  );
  for (const id of ["d-1", "d-2", "d-3"]) await deviceStore(db, () => false).add(newDevice(id));
  const spec = { kind: "install", delivery: "pull", package: "till", version: "1", targets: {} } as const;
  const rings = [
    { name: "pilot", percent: 10 },
    { name: "all", rest: true as const },
  ];
  const tasks = [
    await taskStore(db).add(spec, releaseId, by),
    await taskStore(db).add({ ...spec, rings }, releaseId, by),
  ];
  const fail = async (
    deviceId: string,
    endedMs: number,
    reason: { code?: string; exit?: number; detail?: string; next?: string },
    more: { task?: number; ring?: number; os?: string; variant?: string } = {},
  ) => {
    const { code = "exit-code", exit, detail, next } = reason;
    await db
      .insertInto("actions")
      .values({
        ...{ package: "till", version: "1", kind: "install", delivery: "pull", state: "failed", arch: "x64" },
        ...{ device_id: deviceId, release_id: releaseId, form_factor: "pos", created_ms: 0, updated_ms: 0 },
        ...{ task_id: tasks[more.task ?? 0]!, ring: more.ring ?? null, os: more.os ?? "windows" },
        ...{ variant_id: more.variant ?? "x64", ended_ms: endedMs },
        ...{ reason_code: code, reason_detail: detail ?? null, reason_next: next ?? null, exit_code: exit ?? null },
      } as never)
      .execute();
  };
  return { db, tasks, fail };
}

const summary = (rows: Awaited<ReturnType<typeof failuresBy>>) =>
  rows.map(({ words, exitCode, failed, devices }) => [words, exitCode, failed, devices]);

test("one cause is one row: what the installer's code means, how often, on how many devices, since when, and an example", async (t) => {
  const { db, tasks, fail } = await scene(t);
  await fail("d-1", 100, { exit: 1603, detail: "exit code 1603: fatal error", next: "Look at the log." });
  await fail("d-1", 300, { exit: 1603, detail: "exit code 1603: fatal error", next: "Look at the log." });
  await fail("d-2", 200, { exit: 1603, detail: "exit code 1603: fatal error" }, { os: "linux", variant: "arm" });
  await fail("d-3", 250, { exit: 77, detail: "exit code 77" });
  await fail("d-3", 260, { exit: 77, detail: "exit code 77: another's words" });
  for (const [at, host] of ["a.example", "b.example"].entries())
    await fail("d-3", 50 + at, { code: "fetch-failed", detail: `${host} did not answer` });
  const rows = await failuresBy(db, "cause", {}, 10);
  assert.deepEqual(summary(rows), [
    ["fatal error", 1603, 3, 2],
    ["the content could not be fetched", undefined, 2, 1],
    ["another's words", 77, 1, 1],
    ["the till is open", 77, 1, 1],
  ]);
  assert.deepEqual(rows[0]!.exampleTask, { name: "install till 1", package: "till", version: "1" });
  const { firstMs, lastMs, exampleDevice, exampleTaskId, next, variants, os, systems, variantId } = rows[0]!;
  assert.deepEqual([firstMs, lastMs, exampleDevice, exampleTaskId], [100, 300, "d-2", String(tasks[0])]);
  assert.deepEqual([variants, variantId, systems, os], [2, undefined, 2, undefined], "told apart by none of these");
  assert.equal(next, "Read the end of its log, which is with the report.");
  assert.deepEqual([rows[2]!.package, rows[2]!.variantId, rows[2]!.os], ["till", "x64", "windows"]);
  assert.deepEqual(summary(await failuresBy(db, "cause", {}, 1)).length, 1);
});

test("what was tried again does not stand any more, however the next try ended", async (t) => {
  const { db, fail } = await scene(t);
  await fail("d-1", 100, { exit: 1603, detail: "exit code 1603: fatal error" });
  await fail("d-2", 100, { exit: 1603, detail: "exit code 1603: fatal error" });
  await fail("d-1", 200, { exit: 77, detail: "exit code 77" });
  await fail("d-3", 100, { exit: 1603, detail: "exit code 1603: fatal error" }, { task: 1 });
  await sql`update actions set retry_of = 1 where id = 3`.execute(db);
  const standing = async (task?: string) =>
    summary(await failuresBy(db, "cause", { standing: true, ...(task === undefined ? {} : { task }) }, 10));
  assert.deepEqual(await standing(), [
    ["fatal error", 1603, 2, 2],
    ["the till is open", 77, 1, 1],
  ]);
  assert.deepEqual(await standing("1"), [
    ["the till is open", 77, 1, 1],
    ["fatal error", 1603, 1, 1],
  ]);
  assert.deepEqual(summary(await failuresBy(db, "cause", {}, 10))[0], ["fatal error", 1603, 3, 3]);
});

test("variant, system and ring tell one cause's failures apart where that is asked", async (t) => {
  const { db, fail } = await scene(t);
  const fatal = { exit: 1603, detail: "exit code 1603: fatal error" };
  await fail("d-1", 1, fatal, { task: 1, ring: 0 });
  await fail("d-2", 2, fatal, { task: 1, ring: 1, variant: "arm", os: "linux" });
  await fail("d-3", 3, fatal, { task: 1, ring: 1, variant: "arm", os: "linux" });
  await fail("d-3", 4, fatal, { task: 0, ring: 1, os: "linux" });
  const told = async (which: Parameters<typeof failuresBy>[1], ...keys: ("variantId" | "os" | "ring" | "failed")[]) =>
    (await failuresBy(db, which, {}, 10)).map((row) => keys.map((key) => row[key]));
  assert.deepEqual(await told("variant", "variantId", "failed"), [
    ["x64", 2],
    ["arm", 2],
  ]);
  assert.deepEqual(await told("os", "os", "failed"), [
    ["linux", 3],
    ["windows", 1],
  ]);
  assert.deepEqual(await told("ring", "ring", "failed"), [
    ["all", 2],
    [undefined, 1],
    ["pilot", 1],
  ]);
});

test("a span and a task leave out the others, and what has not failed", async (t) => {
  const { db, tasks, fail } = await scene(t);
  for (const [at, code] of [11, 12, 13].entries()) await fail("d-1", (at + 1) * 100, { exit: code }, { task: at % 2 });
  await db.updateTable("actions").set({ state: "succeeded" }).where("exit_code", "=", 13).execute();
  const codes = async (filter: Parameters<typeof failuresBy>[2]) =>
    (await failuresBy(db, "cause", filter, 10)).map((row) => row.exitCode);
  assert.deepEqual(await codes({}), [12, 11]);
  assert.deepEqual(await codes({ since: 200 }), [12]);
  assert.deepEqual(await codes({ until: 200 }), [11]);
  assert.deepEqual(await codes({ task: String(tasks[0]) }), [11]);
  assert.deepEqual(await codes({ task: String(tasks[0]), since: 200 }), []);
  assert.deepEqual(await codes({ task: "999" }), []);
});

test("of 50,000 actions it is one query, which finds what failed by an index", async (t) => {
  const { db, tasks, fail } = await scene(t);
  await fail("d-1", 1, { exit: 1 });
  await sql`
    with recursive n (i) as (select 1 union all select i + 1 from n where i < 50000)
    insert into actions (device_id, package, version, kind, delivery, state, os, arch, form_factor, task_id, release_id,
      created_ms, updated_ms, ended_ms, reason_code, exit_code, reason_detail)
    select 'd-' || (i % 3 + 1), package, version, kind, delivery, case when i % 50 = 0 then 'failed' else 'succeeded' end,
      os, arch, form_factor, task_id, release_id, 0, 0, i, reason_code, i % 7, 'exit code ' || (i % 7)
    from actions, n where actions.id = 1`.execute(db);
  const rows = await failuresBy(db, "cause", { since: 2 }, 500);
  assert.deepEqual(
    [rows.length, rows.reduce((sum, row) => sum + row.failed, 0), rows.every((row) => row.devices === 3)],
    [7, 1000, true],
  );
  assert.match(await planOf(db, {}), /SEARCH actions USING INDEX actions_failed \(ended_ms>\? AND ended_ms<\?\)/);
  assert.match(
    await planOf(db, { task: String(tasks[0]) }),
    /SEARCH actions USING INDEX actions_task \(task_id=\? AND state=\?\)/,
  );
  assert.doesNotMatch(await planOf(db, {}), /SCAN (actions|a|devices|tasks|releases)\b/);
});

async function planOf(db: Db, filter: Parameters<typeof failuresQuery>[1]): Promise<string> {
  const { rows } = await sql<{ detail: string }>`explain query plan ${failuresQuery("ring", filter, 50)}`.execute(db);
  return rows.map((row) => row.detail).join("\n");
}
