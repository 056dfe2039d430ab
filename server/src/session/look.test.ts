import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../db/open.ts";
import { lookingAt } from "./look.ts";

test("however many look how often, a subnet's devices are rung once in five seconds", async (t) => {
  const db = await openDatabase(":memory:");
  t.after(() => db.destroy());
  let nowMs = 1000;
  let rings = 0;
  const look = lookingAt(db, { ring: () => void rings++ }, () => nowMs);
  const looked = async (task: number, subnet: string) => {
    await look(task, subnet);
    return rings;
  };
  assert.equal(await looked(1, "10.1.0.0/24"), 1);
  nowMs += 4999;
  assert.equal(await looked(1, "10.1.0.0/24"), 1);
  assert.equal(await looked(1, "10.2.0.0/24"), 2, "another subnet");
  assert.equal(await looked(2, "10.1.0.0/24"), 3, "another task");
  nowMs += 1;
  assert.equal(await looked(1, "10.1.0.0/24"), 4);
  assert.equal(await looked(1, "10.1.0.0/24"), 4);
});
