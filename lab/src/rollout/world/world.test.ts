import assert from "node:assert/strict";
import { test } from "node:test";
import type { Counts } from "./counts.ts";
import { FleetWorld } from "./world.ts";

/** What has to have happened in a sample of worlds, so that nobody believes in one in which nothing does. */
const SEEN = [
  "install",
  "install in a window",
  "restart",
  "put off",
  "ring opened",
  "rollout paused",
  "superseded",
  "tried again",
  "power lost",
  "agent killed",
  "server restarted",
  "order: pause",
  "order: resume",
  "order: approve",
  "order: retry",
  "order: recall",
];

test("four weeks of fleets that are as bad as fleets are: every order ends once, rings open when they may, windows hold", () => {
  const counts: Counts = {};
  for (let seed = 1; seed <= 10; seed++)
    for (const [what, count] of Object.entries(new FleetWorld(seed, 40).run().counts))
      counts[what] = (counts[what] ?? 0) + count;
  const away = counts["away"]! / counts["looked at"]!;
  assert.ok(away > 0.25 && away < 0.4, `${away} of the devices are away`);
  for (const what of SEEN) assert.ok((counts[what] ?? 0) > 0, `never seen: ${what}; ${JSON.stringify(counts)}`);
});
