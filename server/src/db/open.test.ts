import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "./open.ts";

test("a new database has the schema, and opening it again changes nothing", async () => {
  const db = await openDatabase(":memory:");
  const tables = await db.introspection.getTables();
  assert.ok(
    ["devices", "releases", "tasks", "actions", "action_steps", "audit", "events"].every((name) =>
      tables.some((table) => table.name === name),
    ),
  );
  await db.destroy();
});

test("what a transaction has written is gone when it fails, and others' writes are not in it", async () => {
  const db = await openDatabase(":memory:");
  const event = (kind: string) => ({ at_ms: 1, kind, subject: "", data: "{}" });
  const failing = db.transaction().execute(async (trx) => {
    await trx.insertInto("events").values(event("inside")).execute();
    await new Promise((resolve) => setTimeout(resolve, 5));
    throw new Error("no");
  });
  const beside = db.insertInto("events").values(event("beside")).execute();
  await assert.rejects(failing, /no/);
  await beside;
  assert.deepEqual(
    (await db.selectFrom("events").select("kind").execute()).map((row) => row.kind),
    ["beside"],
  );
  await db.destroy();
});
