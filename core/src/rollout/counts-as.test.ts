import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTION_STATES, END_STATES } from "@shoal/protocol/action/state";
import { countsAs } from "./counts-as.ts";

test("every end counts as something, and what is under way as before", () => {
  const of = (...states: (typeof ACTION_STATES)[number][]) => states.map((state) => countsAs("open", state));
  assert.deepEqual(new Set(of("succeeded", "cached")), new Set(["succeeded"]));
  assert.deepEqual(new Set(of("failed", "rolled-back")), new Set(["failed"]));
  assert.deepEqual(new Set(of("not-applicable", "cancelled", "superseded", "expired")), new Set(["neutral"]));
  const under = ACTION_STATES.filter((state) => !(END_STATES as readonly string[]).includes(state));
  for (const state of under) assert.equal(countsAs("open", state), "open", state);
  for (const state of END_STATES) assert.notEqual(countsAs("open", state), "open", state);
});

test("a device that failed stays failed until an attempt of it ends otherwise", () => {
  assert.equal(countsAs("failed", "installing"), "failed");
  assert.equal(countsAs("failed", "superseded"), "failed");
  assert.equal(countsAs("failed", "succeeded"), "succeeded");
  assert.equal(countsAs("neutral", "succeeded"), "succeeded", "a late true end");
});
