import assert from "node:assert/strict";
import { test } from "node:test";
import { newBefore } from "./new-before.ts";

test("new is what stands before the first one that is shown, and all where so much came that it is not among them", () => {
  const newest = ["e", "d", "c"].map((id) => ({ id }));
  assert.deepEqual(
    [{ id: "e" }, { id: "c" }, { id: "a" }, undefined].map((first) => newBefore(newest, first)),
    [0, 2, 3, 3],
  );
  assert.equal(newBefore([], { id: "a" }), 0);
});
