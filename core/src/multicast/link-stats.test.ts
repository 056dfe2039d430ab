import assert from "node:assert/strict";
import { test } from "node:test";
import { LinkStats } from "./link-stats.ts";

/** A clock of the sender that goes so much faster, every half a second, each so much later than at best. */
function delaysOf(driftPpm: number, seconds: number, lateMs: (second: number) => number): number[] {
  const stats = new LinkStats();
  const delays: number[] = [];
  for (let sentMs = 4_290_000; sentMs < 4_290_000 + seconds * 1000; sentMs += 500) {
    const clockUs = Math.floor(sentMs * (1 + driftPpm / 1_000_000) * 1000) % 2 ** 32;
    stats.clock(clockUs, sentMs + 3 + lateMs((sentMs - 4_290_000) / 1000));
    delays.push(stats.delayMs);
  }
  return delays;
}

test("clocks that a time service pulls apart are no delay, however long it takes", () => {
  for (const driftPpm of [-1000, -200, 200, 1000])
    assert.ok(Math.max(...delaysOf(driftPpm, 3600, () => 0)) <= 2, `${driftPpm} ppm`);
});

test("a queue that stands for a while is one", () => {
  const delays = delaysOf(200, 60, (second) => (second >= 20 && second < 30 ? 80 : 0));
  assert.ok(Math.min(...delays.slice(44, 58)) >= 65, `${delays}`);
  assert.ok(Math.max(...delays.slice(64)) <= 2, `${delays}`);
});
