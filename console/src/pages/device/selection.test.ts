import assert from "node:assert/strict";
import { test } from "node:test";
import { allOrNone, NOTHING, ranged, toggled } from "./selection.ts";

const ROWS = ["a", "b", "c", "d"];

test("rows are chosen one by one, as a range from the last one either way, and all at once", () => {
  const one = toggled(NOTHING, ROWS, 2);
  assert.deepEqual([...one.ids], ["c"]);
  assert.deepEqual([...ranged(one, ROWS, 0).ids].toSorted(), ["a", "b", "c"]);
  assert.deepEqual([...ranged(one, ROWS, 3).ids].toSorted(), ["c", "d"]);
  assert.deepEqual([...ranged(ranged(one, ROWS, 3), ROWS, 1).ids].toSorted(), ["b", "c", "d"], "from the same one");
  assert.deepEqual([...toggled(one, ROWS, 2).ids], []);
  assert.deepEqual([...allOrNone(one, ROWS).ids].toSorted(), ROWS);
  assert.deepEqual([...allOrNone(allOrNone(one, ROWS), ROWS).ids], []);
  assert.deepEqual([...toggled(one, ROWS, 9).ids], ["c"], "there is no such row");
});
