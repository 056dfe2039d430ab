import assert from "node:assert/strict";
import { test } from "node:test";
import { say } from "../sentence/say.ts";
import { NEXT_STEPS, nextStepOf } from "./next-step.ts";
import { REASONS } from "./reason.ts";

test("every failure has a sentence and a next step; what is no failure has none", () => {
  for (const [code, next] of Object.entries(NEXT_STEPS)) {
    assert.ok(Object.hasOwn(REASONS, code), code);
    assert.match(say(next), /^[A-Z].*\.$/, code);
  }
  assert.equal(nextStepOf("installed"), undefined);
  assert.equal(nextStepOf("of-a-newer-agent"), undefined);
  assert.equal(nextStepOf("fetch-failed"), "look-at-way");
});
