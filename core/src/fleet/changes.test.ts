import assert from "node:assert/strict";
import { test } from "node:test";
import { canonical, changesBetween } from "./changes.ts";

test("what is the same in another order is no change", () => {
  assert.deepEqual(changesBetween({ a: 1, b: { c: [1], d: 2 } }, { b: { d: 2, c: [1] }, a: 1 }), []);
  assert.equal(canonical({ b: 1, a: { d: 1, c: 2 } }), canonical({ a: { c: 2, d: 1 }, b: 1 }));
});

test("each leaf is told with its path, and what is on one side only", () => {
  assert.deepEqual(changesBetween({ values: { x: 1, gone: true } }, { values: { x: 2, come: [1] } }), [
    { path: "values.x", before: 1, after: 2 },
    { path: "values.gone", before: true },
    { path: "values.come", after: [1] },
  ]);
});

test("lists of mappings are compared entry by entry, others as a whole", () => {
  assert.deepEqual(
    changesBetween({ rings: [{ percent: 1 }, { rest: true }] }, { rings: [{ percent: 5 }, { rest: true }] }),
    [{ path: "rings[0].percent", before: 1, after: 5 }],
  );
  assert.deepEqual(changesBetween({ tags: ["a", "b"] }, { tags: ["b", "a"] }), [
    { path: "tags", before: ["a", "b"], after: ["b", "a"] },
  ]);
});

test("a value that nobody reads is told by its size", () => {
  const many = Array.from({ length: 5000 }, (_, at) => `device-${at}`);
  assert.deepEqual(changesBetween({}, { devices: many }), [{ path: "devices", after: "5000 entries" }]);
});
