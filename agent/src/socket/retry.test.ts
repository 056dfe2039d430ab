import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@shoal/core/random/seeded";
import { retryWaitMs } from "./retry.ts";

const AGENTS = 10_000;

for (const awayMs of [5000, 60_000, 3_600_000])
  test(`after ${awayMs / 1000} s without a server, ${AGENTS} agents come back soon, as a stream, and have not hammered meanwhile`, () => {
    const random = seededRandom(7);
    const backMs: number[] = [];
    let tries = 0;
    for (let agent = 0; agent < AGENTS; agent++) {
      let atMs = 0;
      for (; atMs < awayMs; tries++) atMs += retryWaitMs(atMs, random);
      backMs.push(atMs - awayMs);
    }
    const withinMs = Math.min(awayMs, 120_000);
    assert.ok(Math.max(...backMs) <= withinMs, "none is late");
    const slices = new Array<number>(10).fill(0);
    for (const ms of backMs) slices[Math.min(9, Math.floor((ms / withinMs) * 10))]!++;
    assert.ok(Math.max(...slices) < AGENTS / 4, `no tenth of the time has more than a quarter of them: ${slices}`);
    assert.ok(tries / AGENTS < 16 + awayMs / 50_000, `${tries / AGENTS} tries each`);
  });
