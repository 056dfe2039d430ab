import assert from "node:assert/strict";
import { test } from "node:test";
import type { Failure } from "../exit/failure.ts";
import { parseSettings } from "./settings.ts";
import { checkSpec, type SpecOptions } from "./spec.ts";

test("settings are read with the units that people write", () => {
  const set = [
    "pollIntervalMs=5m",
    "cacheLimitBytes=2GiB",
    "fetchRateBytesPerSecond=500kB",
    "patches=no",
    "cacheFreePercent=20%",
    "fetchParallel=4",
  ];
  assert.deepEqual(parseSettings(set), {
    pollIntervalMs: 300_000,
    cacheLimitBytes: 2 * 1024 ** 3,
    fetchRateBytesPerSecond: 500_000,
    patches: false,
    cacheFreePercent: 20,
    fetchParallel: 4,
  });
});

test("a setting that is not one, has no value, or cannot have this one is a usage error that helps", () => {
  const hint = (pair: string) => {
    try {
      parseSettings([pair]);
    } catch (error) {
      return `${(error as Failure).exit} ${(error as Failure).text.title}; ${(error as Failure).text.hint}`;
    }
    return "accepted";
  };
  assert.match(hint("polIntervalMs=5m"), /^2 .*Did you mean pollIntervalMs\?/);
  assert.match(hint("nothing=1"), /There are: pollIntervalMs, /);
  assert.match(hint("patches"), /--set patches=true/);
  assert.match(hint("patches=maybe"), /true or false/);
  assert.match(hint("pollIntervalMs=1ms"), /from 1000 to/);
  assert.match(hint("pollIntervalMs=soon"), /15m/);
  assert.match(hint("toString=1"), /no agent setting/);
});

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
