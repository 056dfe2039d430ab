import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import { earlierSources } from "./part-sources.ts";

const note = { actionId: "1", bytes: { ...NO_BYTES, multicast: 600, origin: 100, peer: 300 } };

test("what was noted before a restart keeps its sources, and what was not counts as the costly way", () => {
  assert.deepEqual(earlierSources(note, "1", 1000, "origin"), note.bytes);
  assert.deepEqual(earlierSources(note, "1", 1500, "origin"), { ...note.bytes, origin: 600 });
  assert.deepEqual(earlierSources(note, "1", 1500, "push"), { ...note.bytes, push: 500 });
  assert.deepEqual(earlierSources(undefined, "1", 70, "origin"), { ...NO_BYTES, origin: 70 });
});

test("what a crash has lost is lost by all, and the sum is what is here", () => {
  const left = earlierSources(note, "1", 333, "origin");
  assert.deepEqual([left.multicast, left.peer, left.origin], [199, 99, 35]);
  assert.deepEqual(earlierSources(note, "1", 0, "origin"), NO_BYTES);
});

test("what another action has brought is of the cache", () => {
  assert.deepEqual(earlierSources(note, "2", 1000, "origin"), { ...NO_BYTES, cache: 1000 });
});
