import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../db/open.ts";
import type { Db } from "../db/schema.ts";
import { plainInventory } from "../device/fixture.ts";
import { deviceStore } from "../device/store.ts";
import { releaseStore } from "../release/store.ts";
import { assignTargets } from "../task/start.ts";
import { startedTask } from "../task/started.ts";
import { taskStore } from "../task/store.ts";
import { Aftermath } from "./aftermath.ts";
import { expireActions, receiveReports } from "./report.ts";

/** One device with one action of a running task that expires at 1000. */
async function oneAction(): Promise<{
  db: Db;
  device: { id: string; name: string };
  report: (step: number, state: string) => Promise<string | undefined>;
  action: () => Promise<{ state: string; step: number }>;
}> {
  const db = await openDatabase(":memory:");
  const device = { id: "d-1", name: "a" };
  await deviceStore(db, () => false).add({
    ...device,
    keyDigest: "h",
    inventory: plainInventory(),
    inventoryDigest: "x",
    nowMs: 0,
  });
  const release = await releaseStore(db).add(
    { format: 1, name: "tool", version: "1", publisher: "p", description: "", variants: [] },
    new Uint8Array([1]),
    { keyId: "k", nowMs: 0, actor: "operator:a" },
  );
  const id = await taskStore(db).add(
    { kind: "install", delivery: "pull", package: "tool", version: "1", targets: { all: true } },
    release.id,
    { nowMs: 0, actor: "operator:a" },
  );
  await taskStore(db).setState(id, "running", 0);
  await db.updateTable("tasks").set({ life_ms: 1000, started_ms: 0 }).execute();
  await assignTargets(db, await startedTask(db, id), { all: true }, { nowMs: 0, online: () => [] }, new Aftermath());
  return {
    db,
    device,
    report: async (step, state) =>
      (await receiveReports(db, device, [{ actionId: "1", step, state: state as "accepted", atMs: step }], 500))
        .results[0]?.outcome,
    action: async () => await db.selectFrom("actions").select(["state", "step"]).executeTakeFirstOrThrow(),
  };
}

test("what no device came for ends when its life is over, and its task with it", async () => {
  const { db, action } = await oneAction();
  assert.deepEqual((await expireActions(db, 999)).events, []);
  const { events } = await expireActions(db, 1000);
  assert.deepEqual(
    events.map((event) => event.kind),
    ["action.step", "task.finished"],
  );
  assert.equal((await action()).state, "expired");
  await db.destroy();
});

test("what an agent has begun is not ended by the server", async () => {
  const { db, report, action } = await oneAction();
  await report(1, "accepted");
  assert.deepEqual((await expireActions(db, 5000)).events, []);
  assert.equal((await action()).state, "accepted");
  await db.destroy();
});

test("a late report after the server's end is kept, and the true end wins", async () => {
  const { db, report, action } = await oneAction();
  await expireActions(db, 1000);
  assert.equal(await report(1, "accepted"), "stored");
  assert.equal((await action()).state, "expired");
  for (const [at, state] of ["resolving", "waiting", "installing", "checking"].entries()) await report(at + 2, state);
  assert.equal((await action()).state, "expired");
  assert.equal(await report(6, "succeeded"), "stored");
  assert.equal((await action()).state, "succeeded");
  await db.destroy();
});

test("steps come once, may be missing, and must be able to follow", async () => {
  const { db, report, action } = await oneAction();
  assert.equal(await report(1, "installing"), "refused");
  assert.equal(await report(1, "accepted"), "stored");
  assert.equal(await report(1, "accepted"), "known");
  assert.equal(await report(4, "fetching"), "stored");
  assert.equal(await report(3, "resolving"), "stored", "an older step that came late is kept");
  assert.deepEqual({ ...(await action()) }, { state: "fetching", step: 4 });
  await db.destroy();
});

test("what was recalled is not tried again, however its last attempt ends; a removal of it is", async () => {
  for (const [kind, attempts] of [
    ["install", 1],
    ["remove", 2],
  ] as const) {
    const { db, device, report } = await oneAction();
    await db
      .updateTable("tasks")
      .set({ retry: JSON.stringify({ attempts: 3 }), kind })
      .execute();
    await db.updateTable("actions").set({ kind }).execute();
    await db
      .updateTable("releases")
      .set({ recalled_ms: 10, recalled_by: "operator:a", recall_reason: "bad" })
      .execute();
    await report(1, "accepted");
    const failed = { actionId: "1", step: 2, state: "failed", atMs: 2, reason: { code: "exit-code" } } as const;
    await receiveReports(db, device, [failed], 600);
    assert.equal((await db.selectFrom("actions").select("id").execute()).length, attempts, kind);
    await db.destroy();
  }
});
