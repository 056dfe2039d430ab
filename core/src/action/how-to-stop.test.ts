import assert from "node:assert/strict";
import { test } from "node:test";
import { howToStop } from "./how-to-stop.ts";

test("what no agent has heard of ends here", () => {
  assert.equal(howToStop({ state: "scheduled", told: false }, 7), "end");
  assert.equal(howToStop({ state: "assigned", startSequence: 8, told: false }, 7), "end");
});

test("what was in an answer may have begun: its agent is told, once", () => {
  assert.equal(howToStop({ state: "assigned", startSequence: 7, told: false }, 7), "tell");
  assert.equal(howToStop({ state: "waiting", startSequence: 8, told: false }, 7), "tell");
  assert.equal(howToStop({ state: "waiting", startSequence: 3, told: true }, 7), "told");
});
