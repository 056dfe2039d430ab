import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeviceOrder } from "@shoal/protocol/api/device";
import { sql } from "kysely";
import { openDatabase } from "../db/open.ts";
import { newDevice } from "./fixture.ts";
import { deviceStore } from "./store.ts";

test("devices come by their names as people count, page by page, forwards and backwards, each once, and from an index", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  const devices = deviceStore(db, (id) => id === "d-2");
  for (const [id, name] of Object.entries({
    "d-1": "till-10",
    "d-2": "Till-9",
    "d-3": "desk",
    "d-4": "till-010",
    "d-5": "lap",
  }))
    await devices.add({ ...newDevice(id), name });
  const pages = async (order: DeviceOrder | undefined) => {
    const found: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await devices.page(order === undefined ? {} : { order }, {
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      found.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === undefined) return found;
      cursor = page.nextCursor;
    }
  };
  const byName = ["d-3", "d-5", "d-2", "d-1", "d-4"];
  assert.deepEqual(await pages("name"), byName);
  assert.deepEqual(await pages("-name"), byName.toReversed());
  assert.deepEqual(await pages(undefined), ["d-1", "d-2", "d-3", "d-4", "d-5"]);
  assert.deepEqual(
    (await devices.page({ order: "name", online: true }, { limit: 2 })).items.map(({ id }) => id),
    ["d-2"],
  );

  const { nextCursor } = await devices.page({ order: "name" }, { limit: 2 });
  await assert.rejects(devices.page({ order: "-name" }, { limit: 2, cursor: nextCursor! }), /not one of this list/);
  const plan = await sql<{ detail: string }>`explain query plan select number from devices
    where name_key >= (select name_key from devices where number = 1) and (name_key > 'a' or number > 1)
    order by name_key, number limit 500`.execute(db);
  assert.match(
    plan.rows.map(({ detail }) => detail).join("\n"),
    /SEARCH devices USING (COVERING )?INDEX devices_by_name/,
  );
  assert.doesNotMatch(plan.rows.map(({ detail }) => detail).join("\n"), /TEMP B-TREE/);
});
