import assert from "node:assert/strict";
import { test } from "node:test";
import type { ActionState } from "@shoal/protocol/action/state";
import { expressionBuilder } from "kysely";
import { openDatabase } from "../db/open.ts";
import type { Schema } from "../db/schema.ts";
import { newDevice } from "../device/fixture.ts";
import { keepProof } from "../device/releases.ts";
import { deviceStore } from "../device/store.ts";
import { whoHas } from "./who-has.ts";

test("devices are counted by what they have proved, whatever failed since; retired ones and other packages are not", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  const devices = deviceStore(db, () => false);
  for (const id of ["a", "b", "c", "d", "gone"]) await devices.add(newDevice(id));
  let number = 0;
  const ended = async (id: string, version: string, end: ActionState, name = "reader") => {
    const action = { id: ++number, package: name, version, release_id: Number(version), kind: "install" as const };
    await keepProof(db, id, action, end, number);
  };
  await ended("a", "1", "succeeded");
  await ended("a", "2", "failed");
  for (const id of ["b", "gone"]) await ended(id, "1", "succeeded");
  await ended("b", "2", "succeeded");
  await ended("c", "2", "failed");
  await ended("d", "7", "succeeded", "writer");
  await db.updateTable("devices").set({ retired_ms: 1 }).where("id", "=", "gone").execute();

  const { versions, ...counts } = await whoHas(db, "reader", undefined);
  assert.deepEqual(counts, { devices: 4, without: 2, failed: 2 });
  assert.deepEqual(
    versions.sort((a, b) => (a.version < b.version ? -1 : 1)),
    [
      { version: "1", devices: 1 },
      { version: "2", devices: 1 },
    ],
  );
  const within = expressionBuilder<Schema, "devices">()("devices.id", "in", ["b", "d"]);
  assert.deepEqual(await whoHas(db, "reader", within), {
    ...{ devices: 2, without: 1, failed: 0 },
    versions: [{ version: "2", devices: 1 }],
  });
  assert.deepEqual(await whoHas(db, "nothing", undefined), { devices: 4, without: 4, failed: 0, versions: [] });
});
