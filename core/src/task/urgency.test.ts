import assert from "node:assert/strict";
import { test } from "node:test";
import type { TaskSpec } from "@shoal/protocol/task/task";
import { describeUrgency, urgencyProblem } from "./urgency.ts";

const H = 3_600_000;

test("what contradicts itself is refused, and says what would be right", () => {
  const why = (spec: Partial<TaskSpec>) =>
    urgencyProblem({ kind: "install", delivery: "pull", ...spec }, 10 * H, 20 * H) ?? "is right";
  assert.equal(why({}), "is right");
  assert.equal(why({ urgency: "immediate", delivery: "push" }), "is right");
  assert.equal(why({ urgency: "available", deadlineMs: 20 * H }), "is right");
  assert.equal(why({ kind: "remove", deadlineMs: 10 * H + 1 }), "is right");
  assert.equal(why({ kind: "precache" }), "is right");
  assert.match(why({ deadlineMs: 7 * H }), /^its deadline was 3 h ago: name one that is to come/);
  assert.match(why({ deadlineMs: 10 * H }), /^its deadline was 1 s ago/);
  assert.match(why({ deadlineMs: 22 * H }), /^its deadline is 2 h after its life has ended: name an earlier one/);
  assert.match(why({ urgency: "immediate", deadlineMs: 15 * H }), /leave out one of them/);
  assert.match(why({ urgency: "available", delivery: "push" }), /let devices pull it/);
  assert.match(why({ urgency: "available", kind: "remove" }), /available is for installations/);
  for (const spec of [{ urgency: "immediate" as const }, { deadlineMs: 15 * H }])
    assert.match(why({ kind: "precache", ...spec }), /a precache changes nothing/);
});

test("urgency is a sentence", () => {
  const said = (spec: Partial<TaskSpec>) => describeUrgency(spec, (atMs) => `${atMs / H} o'clock`);
  assert.equal(said({}), "in maintenance windows; people may put it off as their settings say");
  assert.equal(
    said({ deadlineMs: 9 * H }),
    "in maintenance windows; people may put it off as their settings say, until 9 o'clock",
  );
  assert.equal(said({ urgency: "available" }), "when a person at the device asks for it");
  assert.equal(
    said({ urgency: "available", deadlineMs: 9 * H }),
    "when a person at the device asks for it; required from 9 o'clock on",
  );
  assert.match(said({ urgency: "immediate" }), /^at once/);
});
