import assert from "node:assert/strict";
import { test } from "node:test";
import { Aftermath } from "../action/aftermath.ts";
import { openDatabase } from "../db/open.ts";
import type { Db } from "../db/schema.ts";
import { plainInventory } from "../device/fixture.ts";
import { deviceStore } from "../device/store.ts";
import { releaseStore } from "../release/store.ts";
import { assignTargets } from "./start.ts";
import { startedTask } from "./started.ts";
import { openActions, stopActions } from "./stop.ts";
import { taskStore } from "./store.ts";

/** Starts an installation of one package on every device. */
async function start(db: Db, releaseId: number, priority: number, nowMs: number): Promise<number> {
  const spec = { kind: "install", delivery: "pull", package: "tool", version: "1", targets: { all: true } } as const;
  const id = await taskStore(db).add({ ...spec, priority }, releaseId, { nowMs, actor: "operator:a" });
  await taskStore(db).setState(id, "running", nowMs);
  await db.updateTable("tasks").set({ started_ms: nowMs }).where("id", "=", id).execute();
  const scope = { nowMs, online: () => [] };
  await assignTargets(db, await startedTask(db, id), { all: true }, scope, new Aftermath());
  return id;
}

test("what was cancelled, and whose device has not said so yet, keeps no weaker order away", async () => {
  const db = await openDatabase(":memory:");
  const device = { id: "d-1", name: "a", keyDigest: "h", inventory: plainInventory(), inventoryDigest: "x", nowMs: 0 };
  await deviceStore(db, () => false).add(device);
  const body = { format: 1, name: "tool", version: "1", publisher: "p", description: "", variants: [] } as const;
  const { id: releaseId } = await releaseStore(db).add({ ...body, variants: [] }, new Uint8Array([1]), {
    keyId: "k",
    nowMs: 0,
    actor: "operator:a",
  });
  const strong = await start(db, releaseId, 5, 10);
  await db.updateTable("devices").set({ delivered: 1 }).execute();
  const stop = { why: "cancelled", code: "cancelled-by-operator" } as const;
  assert.deepEqual(await stopActions(db, await openActions(db, strong), stop, 20, new Aftermath()), {
    ended: 0,
    told: 1,
  });
  const weak = await start(db, releaseId, 0, 30);
  const rows = await db.selectFrom("actions").select(["task_id", "state"]).orderBy("id").execute();
  assert.deepEqual(
    rows.map((row) => [row.task_id, row.state]),
    [
      [strong, "assigned"],
      [weak, "assigned"],
    ],
  );
  await db.destroy();
});
