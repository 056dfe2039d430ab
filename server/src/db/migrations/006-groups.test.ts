import assert from "node:assert/strict";
import { test } from "node:test";
import { Kysely } from "kysely";
import { nodeSqliteDialect } from "../node-sqlite.ts";
import type { Schema } from "../schema.ts";
import * as init from "./001-init.ts";
import * as settings from "./003-settings.ts";
import { up } from "./006-groups.ts";

test("what was known before is found afterwards", async (t) => {
  const db = new Kysely<Schema>({ dialect: nodeSqliteDialect(":memory:") });
  t.after(() => db.destroy());
  const plain = db as unknown as Kysely<unknown>;
  await init.up(plain);
  await settings.up(plain);
  const inventory = {
    hostname: "host",
    memoryBytes: 8,
    diskFreeBytes: 7,
    cpuCount: 6,
    links: [{ addresses: ["10.20.1.5/24", "nonsense"] }, { addresses: ["10.20.1.5/24", "fd00:7::5/64"] }],
    facts: { "os.name": { value: "Debian" }, "battery.percent": { value: 7 }, "hardware.virtual": { value: false } },
  };
  const device = (number: number, lastSeenMs: number, body: object) => ({
    number,
    id: `d-${number}`,
    name: "",
    token_hash: `${number}`,
    inventory: JSON.stringify(body),
    inventory_digest: "",
    os: "",
    os_version: "",
    distribution: "",
    arch: "",
    bitness: 64,
    form_factor: "",
    agent_version: "",
    capability: 1,
    enrolled_ms: 5,
    last_seen_ms: lastSeenMs,
  });
  await db
    .insertInto("devices")
    .values([device(1, 9, inventory), device(2, 5, {})] as never)
    .execute();
  const ends = [
    ["reader", "1.0", "install", "succeeded"],
    ["reader", "2.0", "install", "succeeded"],
    ["reader", "3.0", "install", "failed"],
    ["reader", "3.0", "install", "cancelled"],
    ["writer", "1.0", "install", "succeeded"],
    ["writer", "1.0", "remove", "succeeded"],
    ["viewer", "1.0", "install", "failed"],
    ["viewer", "1.0", "install", "succeeded"],
    ["broken", "1.0", "install", "failed"],
    ["cached", "1.0", "precache", "failed"],
    ["open", "1.0", "install", "assigned"],
  ] as const;
  await db
    .insertInto("actions")
    .values(
      ends.map(([name, version, kind, state], at) => ({
        id: at + 1,
        task_id: 1,
        device_id: "d-1",
        release_id: 10 + at,
        package: name,
        version,
        kind,
        delivery: "pull" as const,
        state,
        os: "",
        arch: "",
        form_factor: "",
        created_ms: 0,
        updated_ms: 0,
        ended_ms: state === "assigned" ? null : 100 + at,
      })),
    )
    .execute();

  await up(plain);

  const columns = ["hostname", "memory_bytes", "disk_free_bytes", "cpu_count", "first_seen_ms", "retired_ms"] as const;
  const devices = await db.selectFrom("devices").select(columns).orderBy("number").execute();
  assert.deepEqual(
    devices.map((row) => Object.values(row)),
    [
      ["host", 8, 7, 6, 5, null],
      ["", 0, 0, 0, null, null],
    ],
  );
  const rows = async (table: "device_facts" | "device_addresses" | "device_releases") =>
    (await db.selectFrom(table).selectAll().execute()).map((row) => Object.values(row));
  assert.deepEqual(await rows("device_facts"), [
    [1, "os.name", "Debian", null],
    [1, "battery.percent", "7", 7],
    [1, "hardware.virtual", "false", null],
  ]);
  assert.deepEqual(await rows("device_addresses"), [
    [1, "10.20.1.5/24", "10.20.1.0/24"],
    [1, "fd00:7::5/64", "fd00:7::/64"],
  ]);
  assert.deepEqual(
    (await rows("device_releases")).sort(([, a], [, b]) => String(a).localeCompare(String(b))),
    [
      [1, "broken", null, null, null, null, null, null, 9, 108],
      [1, "reader", 11, "2.0", 101, 2, null, null, 3, 102],
      [1, "viewer", 17, "1.0", 107, 8, null, null, null, null],
      [1, "writer", null, null, 105, 6, null, null, null, null],
    ],
  );
});
