import assert from "node:assert/strict";
import { test } from "node:test";
import { Kysely } from "kysely";
import { nodeSqliteDialect } from "../node-sqlite.ts";
import type { Schema } from "../schema.ts";
import * as init from "./001-init.ts";
import * as settings from "./003-settings.ts";
import * as groups from "./006-groups.ts";
import * as rollout from "./007-rollout.ts";
import * as releases from "./008-releases.ts";
import * as urgency from "./009-urgency.ts";
import { up } from "./010-releases-over-time.ts";

test("of what is installed already, the last change is known, and what was only found is none", async (t) => {
  const db = new Kysely<Schema>({ dialect: nodeSqliteDialect(":memory:") });
  t.after(() => db.destroy());
  const plain = db as unknown as Kysely<unknown>;
  for (const each of [init, settings, groups, rollout, releases, urgency]) await each.up(plain);
  const action = (id: number, endedMs: number, reason: string) => ({
    ...{ id, task_id: 1, device_id: "d-1", release_id: 2, package: `tool-${id}`, version: "2", kind: "install" },
    ...{ delivery: "pull", state: "succeeded", os: "", arch: "", form_factor: "", created_ms: 0, updated_ms: 0 },
    ...{ ended_ms: endedMs, reason_code: reason },
  });
  const there = (id: number, sinceMs: number) => ({
    ...{ device_number: 1, package: `tool-${id}`, release_id: 2, version: "2", since_ms: sinceMs, action_id: id },
    ...{ before_release_id: 1, before_version: "1" },
  });
  await db
    .insertInto("actions")
    .values([action(1, 10, "installed"), action(2, 20, "already-installed"), action(3, 30, "installed")] as never)
    .execute();
  // The third only found again what was there since the second.
  await db
    .insertInto("device_releases")
    .values([there(1, 10), there(2, 20), there(3, 20)])
    .execute();
  await up(plain);
  const rows = await db.selectFrom("actions").select(["id", "changed", "had_release_id"]).orderBy("id").execute();
  assert.deepEqual(
    rows.map((row) => [row.id, row.changed, row.had_release_id]),
    [
      [1, 1, 1],
      [2, 0, null],
      [3, 0, null],
    ],
  );
});
