import assert from "node:assert/strict";
import { test } from "node:test";
import { SourcePace } from "./source-pace.ts";

test("a cast follows what comes, a little quicker, and works off what waits", () => {
  const pace = new SourcePace();
  assert.equal(pace.bytesPerSecond(0, 0), 0);
  assert.equal(pace.bytesPerSecond(100_000, 0), 500_000);
  for (let nowMs = 0; nowMs <= 10_000; nowMs += 100) pace.arrived(200_000, nowMs);
  const steady = pace.bytesPerSecond(0, 10_000);
  assert.ok(steady > 2_200_000 && steady < 2_700_000, `${steady} for 2,000,000 a second`);
  assert.ok(pace.bytesPerSecond(1_000_000, 10_000) >= 5_000_000);
  assert.ok(pace.bytesPerSecond(0, 15_000) < 30_000, "what came long ago says nothing");
});
