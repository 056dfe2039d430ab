import assert from "node:assert/strict";
import { test } from "node:test";
import type { Release } from "@shoal/protocol/package/release";
import type { Catalogue } from "./candidate.ts";
import { checkPublishable } from "./check-publish.ts";
import { catalogue, release } from "./fixture.ts";

function told(id: string, needs: Record<string, string>, there: Catalogue, more: object = {}): string[] {
  const [name, version] = id.split(" ");
  const dependencies = Object.entries(needs).map(([name, versions]) => ({
    package: name,
    versions,
    install: true,
    ...more,
  }));
  const written = { format: 1, name, version, publisher: "", description: "", variants: [], dependencies } as Release;
  return checkPublishable(written, there).map((each) =>
    [each.code, each.dependency ?? "-", `${each.message}: ${each.hint}`].join(" | "),
  );
}

test("a release may be published when what it needs is there", () => {
  const there = catalogue({ "lib 1": [], "app 1": ["lib >=1"] });
  assert.deepEqual(told("app 2", { lib: "<2" }, there), []);
  assert.deepEqual(told("app 1", { lib: ">=1" }, there), [], "again");
  assert.deepEqual(told("other 1", {}, there), []);
});

test("all that is missing is told at once, with what to publish first", () => {
  const there = catalogue({ "lib 1": [] }, [release("lib 2", [], { recalled: true })]);
  assert.deepEqual(told("app 1", { lib: ">=2 <3", fonts: ">=1" }, there), [
    "dependency-unmet | fonts | app 1 needs fonts >=1, and no release of fonts is published: publish fonts in a version that is >=1 first",
    "dependency-unmet | lib | app 1 needs lib >=2 <3; of lib there is 2 (recalled), 1: publish lib in a version that is >=2 <3 first",
  ]);
});

test("what is only needed on some devices, or must be there already, must be published too", () => {
  const there = catalogue({ "lib 1": [] });
  assert.equal(told("app 1", { lib: ">=2" }, there, { match: { os: ["windows"] } }).length, 1);
  assert.equal(told("app 1", { lib: ">=2" }, there, { install: false }).length, 1);
  assert.deepEqual(told("app 1", { lib: ">=1" }, there, { install: false }), []);
});

test("a circle of three is told whole", () => {
  const there = catalogue({ "a 1": [], "b 1": ["a >=1"], "c 1": ["b >=1"] });
  assert.deepEqual(told("a 2", { c: ">=1" }, there), [
    "dependency-circle | c | a 2 needs c 1, which needs b 1, which needs a 2: this goes in a circle: take one of these dependencies out",
  ]);
  assert.deepEqual(
    told("a 2", { c: ">=1" }, catalogue({ "a 1": [], "b 1": ["a >=1"], "c 1": ["b >=1"], "c 2": [] })),
    [],
  );
});

test("ranges that contradict each other name both", () => {
  const there = catalogue({ "lib 1": [], "lib 2": [], "plugin 1": ["lib <2"], "back 1": ["app <2"], "app 1": [] });
  assert.deepEqual(told("app 1", { lib: ">=2", plugin: ">=1" }, there), [
    "dependency-unmet | lib | plugin 1 needs lib <2, but app 1 needs lib >=2; of lib there is 2, 1: publish a version of lib that suits all of them first, or change a range",
  ]);
  assert.deepEqual(told("app 2", { back: ">=1" }, there), [
    "dependency-unmet | - | app 2 is to be installed, but back 1 needs app <2: publish a version of back that takes app 2 first, or name another range of it",
  ]);
});
