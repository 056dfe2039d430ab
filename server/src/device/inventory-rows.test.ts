import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../db/open.ts";
import { newDevice, plainInventory } from "./fixture.ts";
import { deviceStore } from "./store.ts";

test("an inventory's facts and addresses are those of the last one, for each device its own", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  const store = deviceStore(db, () => false);
  const inventory = (facts: Record<string, string | number>, addresses: string[]) =>
    plainInventory({
      links: [{ name: "eth0", kind: "wired", addresses, gateways: [] }],
      facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, source: "test" }])),
    });
  const first = inventory({ a: "1", b: "text", c: "stays" }, ["10.0.0.5/24", "10.0.1.5/24", "no address"]);
  for (const id of ["d-1", "d-2"]) await store.add(newDevice(id, 0, first));
  await store.setInventory("d-1", inventory({ a: 2.5, c: "stays", d: "new" }, ["10.0.1.5/24", "10.0.2.5/25"]), "y");
  const of = async (device: number) => [
    (
      await db
        .selectFrom("device_facts")
        .select(["name", "value", "number"])
        .where("device_number", "=", device)
        .orderBy("name")
        .execute()
    ).map((row) => Object.values(row)),
    (
      await db
        .selectFrom("device_addresses")
        .select(["address", "subnet"])
        .where("device_number", "=", device)
        .orderBy("address")
        .execute()
    ).map((row) => Object.values(row)),
  ];
  assert.deepEqual(await of(1), [
    [
      ["a", "2.5", 2.5],
      ["c", "stays", null],
      ["d", "new", null],
    ],
    [
      ["10.0.1.5/24", "10.0.1.0/24"],
      ["10.0.2.5/25", "10.0.2.0/25"],
    ],
  ]);
  assert.deepEqual(await of(2), [
    [
      ["a", "1", 1],
      ["b", "text", null],
      ["c", "stays", null],
    ],
    [
      ["10.0.0.5/24", "10.0.0.0/24"],
      ["10.0.1.5/24", "10.0.1.0/24"],
    ],
  ]);
  await store.setInventory("nobody", first, "z");
});
