import assert from "node:assert/strict";
import { test } from "node:test";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { type SimulatedFleet, simulate } from "./simulate.ts";
import { sizesFor } from "./sizes.ts";
import { summarise } from "./summarise.ts";

const HOUR = 3_600_000;
const PLAN: RolloutRing[] = [
  { name: "canary", percent: 1, soakMs: 24 * HOUR },
  { name: "early", percent: 10, next: "wait", approvals: 2 },
  { name: "all", percent: 100 },
];
const FLEET: SimulatedFleet = {
  sizes: [50, 450, 4500],
  failPercent: 0,
  offlinePercent: 0,
  offlineMs: 24 * HOUR,
  installMs: HOUR / 6,
  pollMs: HOUR / 4,
  peopleMs: 4 * HOUR,
};
const runs = (fleet: Partial<SimulatedFleet>, count = 10) =>
  summarise(Array.from({ length: count }, (_, seed) => simulate(PLAN, { ...FLEET, ...fleet }, seed)));

test("what goes well opens ring after ring, no earlier than the plan allows", () => {
  const run = simulate(PLAN, FLEET, 1);
  assert.equal(run.state, "finished");
  const [canary, early, all] = run.rings;
  assert.equal(canary!.openedMs, 0);
  assert.ok(early!.openedMs! > 24 * HOUR && early!.openedMs! < 25 * HOUR, `early opened at ${early!.openedMs}`);
  assert.ok(all!.openedMs! - early!.doneMs! >= 4 * HOUR, "people took their time");
  assert.deepEqual(simulate(PLAN, FLEET, 1), run, "the same seed, the same run");
});

test("a bad release halts in its first ring, in every run, and reaches nobody else", () => {
  const { finished, rings } = runs({ failPercent: 30 });
  assert.deepEqual([finished, rings[0]!.halted, rings[1]!.opened], [0, 10, 0]);
  assert.match(rings[0]!.why!, /ring "canary" halted: \d+ of \d+ that ended failed/);
  assert.ok(rings[0]!.failed < 30, `${rings[0]!.failed} devices`);
});

test("a ring of whom too many are away waits for them", () => {
  const { rings } = runs({ offlinePercent: 30 });
  const [quick] = runs({ offlinePercent: 5 }).rings;
  assert.ok(rings[0]!.doneAt!.p50Ms > quick!.doneAt!.p50Ms + 6 * HOUR, `${rings[0]!.doneAt!.p50Ms}`);
  assert.ok(rings[0]!.doneAt!.p10Ms <= rings[0]!.doneAt!.p50Ms && rings[0]!.doneAt!.p50Ms <= rings[0]!.doneAt!.p90Ms);
});

test("sizes follow from the number of devices; of groups they have to be said", () => {
  assert.deepEqual(sizesFor(PLAN, 5000, {}), [50, 450, 4500]);
  const grouped: RolloutRing[] = [{ name: "pilots", group: "it" }, ...PLAN];
  assert.deepEqual(sizesFor(grouped, 5000, {}), { unknown: "pilots" });
  assert.deepEqual(sizesFor(grouped, 5000, { pilots: 20 }), [20, 30, 450, 4500]);
});
