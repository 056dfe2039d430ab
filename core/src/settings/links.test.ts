import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { takesPart } from "./links.ts";

test("links are let in and left out by name", () => {
  const taken = (...patterns: string[]) =>
    ["eth0", "eth10", "wlan0", "docker0"].filter((name) => takesPart(name, patterns));
  assert.deepEqual(taken("*"), ["eth0", "eth10", "wlan0", "docker0"]);
  assert.deepEqual(taken("eth*"), ["eth0", "eth10"]);
  assert.deepEqual(taken("eth0", "wlan*"), ["eth0", "wlan0"]);
  assert.deepEqual(taken("!docker*"), ["eth0", "eth10", "wlan0"]);
  assert.deepEqual(taken("*0", "!e*"), ["wlan0", "docker0"]);
  assert.deepEqual(taken("e*h*1*0"), ["eth10"]);
  assert.deepEqual(taken("eth0*0"), [], "one letter is not two");
});

test("a star means what it means in a regular expression", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 });
  fc.assert(
    fc.property(
      letters,
      fc.string({ unit: fc.constantFrom("a", "b", "*"), minLength: 1, maxLength: 6 }),
      (name, pattern) => {
        assert.equal(takesPart(name, [pattern]), new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(name));
      },
    ),
    { numRuns: 2000 },
  );
});
