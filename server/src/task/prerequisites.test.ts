import assert from "node:assert/strict";
import { test } from "node:test";
import type { Release, Variant } from "@shoal/protocol/package/release";
import { Aftermath } from "../action/aftermath.ts";
import { expireActions } from "../action/report.ts";
import { openAssignments } from "../agent/assignments.ts";
import { openDatabase } from "../db/open.ts";
import { newDevice } from "../device/fixture.ts";
import { deviceStore } from "../device/store.ts";
import { assignOffers } from "../offer/assign.ts";
import { releaseStore } from "../release/store.ts";
import { settle } from "../rollout/settle.ts";
import { ExpectedDurations } from "./expected.ts";
import { assignTargets } from "./start.ts";
import { startedTask } from "./started.ts";
import { taskStore } from "./store.ts";

const by = { nowMs: 0, actor: "operator:a" };
const variant: Variant = {
  ...{ id: "any", match: {}, files: [], timeoutMs: 1000 },
  ...{ installer: { kind: "script", run: "true" }, detect: { file: { path: "/there" } } },
};

/** A device, and `app 1`, which needs `lib 1`. */
async function scene(t: { after: (what: () => Promise<void>) => void }) {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  await deviceStore(db, () => false).add(newDevice("d-1"));
  const releases = new Map<string, number>();
  for (const name of ["lib", "app"]) {
    const needs = name === "app" ? { dependencies: [{ package: "lib", versions: ">=1", install: true }] } : {};
    const about = { format: 1, name, version: "1", publisher: "p", description: "" } as const;
    const release: Release = { ...about, variants: [variant], ...needs };
    releases.set(name, (await releaseStore(db).add(release, Buffer.from(name), { keyId: "k", ...by })).id);
  }
  const start = async (name: string, more: { urgency?: "available"; priority?: number } = {}) => {
    const what = {
      kind: "install",
      delivery: "pull",
      package: name,
      version: "1",
      targets: { all: true },
      ...more,
    } as const;
    const id = await taskStore(db).add(what, releases.get(name)!, by);
    const under = { state: "running", started_ms: 0, life_ms: 1000, expires_ms: 1000 } as const;
    await db.updateTable("tasks").set(under).where("id", "=", id).execute();
    const aftermath = new Aftermath();
    await assignTargets(db, await startedTask(db, id), what.targets, { nowMs: 0, online: () => [] }, aftermath);
    await settle(db, aftermath, 0);
    return id;
  };
  const states = async () =>
    (await db.selectFrom("actions").selectAll().orderBy("id").execute()).map(
      (row) => `${row.task_id} ${row.package} ${row.state} ${row.reason_code} ${row.reason_detail}`,
    );
  const given = async () =>
    (
      await openAssignments(db, "d-1", 0, {
        contentKeyOf: () => "00",
        sealed: async () => new Map(),
        expected: new ExpectedDurations(() => 0),
      })
    ).items;
  return { db, start, states, given };
}

test("what a person asked for waits for nobody, and so does what it needs", async (t) => {
  const { db, start, states, given } = await scene(t);
  await start("app", { urgency: "available" });
  assert.deepEqual(await states(), ["1 app scheduled offered null"]);
  await assignOffers(db, [1], { code: "asked-for", person: "anna" }, 10, new Aftermath());
  assert.deepEqual((await states())[0], "1 app scheduled dependency-waiting lib 1");
  assert.deepEqual(
    (await given()).map((each) => each.order === "start" && [each.package, each.urgency]),
    [["lib", "available"]],
  );
});

test("where another order brings the same instead, that is waited for", async (t) => {
  const { start, states } = await scene(t);
  await start("app");
  await start("lib");
  assert.deepEqual(await states(), [
    "1 app scheduled dependency-waiting lib 1",
    "1 lib superseded superseded-by-task by task 2 (install lib 1, priority 0)",
    "2 lib assigned null null",
  ]);
  await start("app", { priority: 1 });
  assert.deepEqual((await states()).slice(3), ["3 app scheduled dependency-waiting lib 1"], "also by the next");
});

test("what waits ends with its task's life, if nothing else ends it before", async (t) => {
  const { db, start, states } = await scene(t);
  await start("lib");
  await start("app");
  await db.updateTable("assignments").set({ expires_ms: 5000 }).execute();
  await expireActions(db, 999);
  assert.deepEqual((await states())[1], "2 app scheduled dependency-waiting lib 1");
  await expireActions(db, 1000);
  assert.deepEqual(await states(), [
    "1 lib assigned null null",
    "2 app expired expired what it needs did not come in time",
  ]);
});

test("what has expired is made anew where it was another order's, and ends its own", async (t) => {
  const { db, start, states } = await scene(t);
  await start("lib");
  await start("app");
  await db.updateTable("tasks").set({ expires_ms: 9000 }).where("id", "=", 2).execute();
  await expireActions(db, 1000);
  assert.deepEqual((await states()).slice(1), ["2 app scheduled dependency-waiting lib 1", "2 lib assigned null null"]);
  await expireActions(db, 2000);
  assert.deepEqual((await states()).slice(1), [
    "2 app failed dependency-failed lib 1 ended expired: the task's life ended before the action did (the device did not come for it in time)",
    "2 lib expired expired the device did not come for it in time",
  ]);
});
