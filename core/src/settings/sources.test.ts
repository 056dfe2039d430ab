import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeSettings } from "./merge.ts";
import { lackOfSource, sourcesOf } from "./sources.ts";

test("the sources are those that are named and not switched off elsewhere, in their order", () => {
  assert.deepEqual(sourcesOf(mergeSettings()), ["cache", "multicast", "peer", "site", "origin"]);
  const settings = mergeSettings({ sources: ["origin", "site", "multicast"], multicast: false, siteSharing: false });
  assert.deepEqual(sourcesOf(settings), ["origin"]);
});

test("a device needs a source that brings something; a task may make do with the cache", () => {
  const lack = (set: Parameters<typeof mergeSettings>[0], forTask = false) => lackOfSource(mergeSettings(set), forTask);
  assert.equal(lack({ sources: ["peer"] }), undefined);
  assert.match(lack({ sources: ["cache"] })!, /only the cache/);
  assert.equal(lack({ sources: ["cache"] }, true), undefined);
  assert.match(lack({ sources: ["multicast", "cache"], multicast: false })!, /multicast is off/);
  assert.match(lack({ sources: ["site"], siteSharing: false }, true)!, /names only site, and siteSharing is off/);
});
