import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "./nearest.ts";

test("slips of the hand, of case and of habit are understood", () => {
  const keys = [
    "id",
    "match",
    "files",
    "installer",
    "detect",
    "requires",
    "exitCodes",
    "remove",
    "before",
    "after",
    "timeout",
  ];
  const slips = {
    instaler: "installer",
    Detect: "detect",
    exit_codes: "exitCodes",
    "exit-codes": "exitCodes",
    macth: "match",
    file: "files",
    remvoe: "remove",
    time: "timeout",
  };
  for (const [slip, meant] of Object.entries(slips)) assert.equal(nearest(slip, keys), meant, slip);
});

test("what is near to nothing is not guessed at", () => {
  for (const word of ["", "x", "kind", "variants", "__proto__", "e".repeat(10_000)])
    assert.equal(nearest(word, ["id", "files", "detect"]), undefined, word);
  assert.equal(nearest("anything", []), undefined);
});
