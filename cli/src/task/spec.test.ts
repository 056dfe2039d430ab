import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../exit/failure.ts";
import { checkSpec, type SpecOptions } from "./spec.ts";

test("a task needs a release, devices, and one way to them", () => {
  const why = (options: Partial<SpecOptions>) => {
    try {
      return checkSpec({ kind: "install", ...options }).delivery;
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
  assert.equal(why({ package: "a@1", all: true }), "pull");
  assert.equal(why({ package: "a@1", nameContains: "till", push: true }), "push");
});
