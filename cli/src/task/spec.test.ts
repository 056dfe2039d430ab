import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../exit/failure.ts";
import { checkSpec, type SpecOptions } from "./spec.ts";

const NOW = Date.UTC(2026, 10, 28);

test("a task needs a release, devices, and one way to them", () => {
  const why = (options: Partial<SpecOptions>) => {
    try {
      return checkSpec({ kind: "install", ...options }, NOW).delivery;
    } catch (error) {
      return (error as Failure).text.title;
    }
  };
  assert.equal(why({}), "Which package?");
  assert.equal(why({ package: "a@1" }), "Which devices?");
  assert.equal(why({ package: "a@1", all: true, os: ["linux"] }), "--all already means every device");
  assert.equal(why({ package: "a@1", all: true, push: true, pull: true }), "A task is either pushed or pulled");
  assert.match(why({ package: "a@1", all: true, life: "1s" }), /cannot live for 1s/);
  assert.match(why({ package: "a@1", all: true, life: "soon" }), /no length of time/);
  assert.equal(why({ package: "a@1", all: true, deadline: "soon" }), '--deadline cannot be "soon"');
  assert.equal(why({ package: "a@1", all: true }), "pull");
  assert.equal(why({ package: "a@1", nameContains: "till", push: true }), "push");
});

test("a deadline is written as a time from now, or as a date", () => {
  const deadline = (text: string) =>
    checkSpec({ kind: "install", package: "a@1", all: true, deadline: text }, NOW).deadlineMs;
  assert.equal(deadline("3d"), NOW + 3 * 86_400_000);
  assert.equal(deadline("2026-12-01T08:00Z"), Date.UTC(2026, 11, 1, 8));
  assert.equal(deadline("2026-12-01 08:00"), new Date(2026, 11, 1, 8).getTime());
});
