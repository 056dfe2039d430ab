import assert from "node:assert/strict";
import { test } from "node:test";
import { Kysely, sql } from "kysely";
import { nodeSqliteDialect } from "../node-sqlite.ts";
import type { Schema } from "../schema.ts";
import * as init from "./001-init.ts";
import * as byName from "./023-devices-by-name.ts";
import { up } from "./025-natural-names.ts";

test("devices that are there already are in order by their names as people count, however many", async (t) => {
  const db = new Kysely<Schema>({ dialect: nodeSqliteDialect(":memory:") });
  t.after(() => db.destroy());
  const plain = db as unknown as Kysely<unknown>;
  await init.up(plain);
  await byName.up(plain);
  const count = 2500;
  // In the other order, and more than are filled in at a time.
  await sql`with recursive at(value) as (select 1 union all select value + 1 from at where value < ${sql.lit(count)})
    insert into devices (number, id, name, token_hash, inventory, inventory_digest, os, os_version, distribution, arch, bitness, form_factor,
      agent_version, capability, enrolled_ms, last_seen_ms)
    select value, 'd-' || value, 'till-' || (${sql.lit(count)} + 1 - value), value, '{}', '', 'linux', '', '', 'x64', 64, 'pos', '', 1, 0, 0 from at`.execute(
    db,
  );
  await up(plain);
  const rows = await db.selectFrom("devices").select("name").orderBy("name_key").orderBy("number").execute();
  assert.deepEqual(
    rows.map(({ name }) => name),
    Array.from({ length: count }, (_, at) => `till-${at + 1}`),
  );
  const plan = await sql<{
    detail: string;
  }>`explain query plan select number from devices order by name_key, number`.execute(db);
  assert.match(plan.rows[0]!.detail, /INDEX devices_by_name/);
});
