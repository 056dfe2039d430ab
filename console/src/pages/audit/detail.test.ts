import assert from "node:assert/strict";
import { test } from "node:test";
import { detailRows } from "./detail.ts";

test("what was before stands beside what is now, in each way that kinds say it", () => {
  assert.deepEqual(detailRows({ before: "viewer", after: "admin", by: "hand" }), [
    { key: "", before: "viewer", value: "admin" },
    { key: "by", value: "hand" },
  ]);
  assert.deepEqual(detailRows({ package: "reader", from: null, to: "2.0.0" }), [
    { key: "", before: null, value: "2.0.0" },
    { key: "package", value: "reader" },
  ]);
  assert.deepEqual(detailRows({ before: { a: 1, b: 2 }, after: { a: 1, b: 3, c: [] } }), [
    { key: "b", before: 2, value: 3 },
    { key: "c", before: null, value: [] },
  ]);
  assert.deepEqual(detailRows({ version: 2, query: "os:linux", before: { query: "os:windows", description: "old" } }), [
    { key: "version", value: 2 },
    { key: "query", before: "os:windows", value: "os:linux" },
    { key: "before.description", value: "old" },
  ]);
  assert.deepEqual(detailRows({ add: ["a"], before: ["b"], nothing: null }), [
    { key: "before", value: ["b"] },
    { key: "add", value: ["a"] },
  ]);
  assert.deepEqual(detailRows({}), []);
});
