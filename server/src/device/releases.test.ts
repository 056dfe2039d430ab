import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActionState } from "@shoal/protocol/action/state";
import type { TaskKind } from "@shoal/protocol/task/task";
import { openDatabase } from "../db/open.ts";
import { newDevice } from "./fixture.ts";
import { keepProof } from "./releases.ts";
import { deviceStore } from "./store.ts";

test("one row a package: what is there, what was there before, whether the last attempt failed", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  await deviceStore(db, () => false).add(newDevice("d-1"));
  let action = 0;
  const ends = async (kind: TaskKind, release: number, end: ActionState) => {
    action++;
    await keepProof(
      db,
      "d-1",
      { id: action, package: "reader", version: `${release}.0`, release_id: release, kind },
      end,
      action * 10,
    );
    const row = await db.selectFrom("device_releases").selectAll().executeTakeFirst();
    return (
      row && [
        row.release_id,
        row.version,
        row.since_ms,
        row.action_id,
        row.before_release_id,
        row.before_version,
        row.failed_action_id,
        row.failed_ms,
      ]
    );
  };
  assert.equal(await ends("precache", 1, "failed"), undefined, "a cache is nothing that is installed");
  assert.equal(await ends("install", 1, "not-applicable"), undefined);
  assert.equal(await ends("install", 1, "cached"), undefined);
  assert.deepEqual(await ends("install", 1, "failed"), [null, null, null, null, null, null, 4, 40]);
  assert.deepEqual(await ends("install", 1, "succeeded"), [1, "1.0", 50, 5, null, null, null, null]);
  assert.deepEqual(await ends("install", 1, "succeeded"), [1, "1.0", 50, 6, null, null, null, null], "found again");
  assert.deepEqual(await ends("install", 2, "succeeded"), [2, "2.0", 70, 7, 1, "1.0", null, null]);
  assert.deepEqual(
    await ends("install", 2, "succeeded"),
    [2, "2.0", 70, 8, 1, "1.0", null, null],
    "and what was before stays",
  );
  assert.deepEqual(
    await ends("install", 3, "failed"),
    [2, "2.0", 70, 8, 1, "1.0", 9, 90],
    "a failure takes nothing away",
  );
  assert.deepEqual(await ends("install", 3, "cancelled"), [2, "2.0", 70, 8, 1, "1.0", 9, 90]);
  assert.deepEqual(await ends("remove", 2, "succeeded"), [null, null, 110, 11, 2, "2.0", null, null]);
  assert.deepEqual(await ends("remove", 2, "succeeded"), [null, null, 110, 12, 2, "2.0", null, null], "already gone");
  assert.deepEqual(await ends("install", 1, "succeeded"), [1, "1.0", 130, 13, null, null, null, null]);
});

test("a device that is not there has nothing", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  await keepProof(db, "nobody", { id: 1, package: "a", version: "1", release_id: 1, kind: "install" }, "succeeded", 1);
  assert.deepEqual(await db.selectFrom("device_releases").selectAll().execute(), []);
});
