import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULT_SETTINGS, SETTINGS } from "@shoal/protocol/settings/rows";
import { mergeSettings } from "./merge.ts";

test("a later layer wins, an absent key leaves what was there", () => {
  const merged = mergeSettings({ fetchParallel: 4, patches: false }, { fetchParallel: 8 });
  assert.equal(merged.fetchParallel, 8);
  assert.equal(merged.patches, false);
  assert.equal(merged.pollIntervalMs, DEFAULT_SETTINGS.pollIntervalMs);
});

test("values outside a row's range are pulled to its end; wrong types and unknown keys are ignored", () => {
  const merged = mergeSettings({ fetchParallel: 999, pollIntervalMs: 1, patches: 3, nonsense: 1 } as never);
  assert.equal(merged.fetchParallel, SETTINGS.fetchParallel.maximum);
  assert.equal(merged.pollIntervalMs, SETTINGS.pollIntervalMs.minimum);
  assert.equal(merged.patches, true);
  assert.equal("nonsense" in merged, false);
});
