import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "./server-clock.ts";

const DAY = 86_400_000;

function clock(facts = new Map<string, string>(), wall = 1_000_000) {
  const time = { wall, monotonic: 0 };
  const journal = {
    fact: (name: string) => facts.get(name),
    note: (name: string, value: string) => void facts.set(name, value),
  };
  const made = new ServerClock(journal, { wallMs: () => time.wall, monotonicMs: () => time.monotonic });
  return { time, facts, clock: made };
}

test("a wall clock that jumps changes nothing; time that passes does", () => {
  const { time, clock: server } = clock();
  assert.equal(server.nowMs(), 1_000_000);
  time.wall += 1e12;
  assert.equal(server.nowMs(), 1_000_000);
  time.monotonic += 500;
  assert.equal(server.nowMs(), 1_000_500);
});

test("the server's word counts, whichever way, and is known after a restart", () => {
  const { time, facts, clock: server } = clock();
  server.heard(5_000_000);
  time.monotonic += 10;
  assert.equal(server.nowMs(), 5_000_010);
  server.heard(4_000_000);
  assert.equal(server.nowMs(), 4_000_000);
  assert.equal(clock(facts).clock.nowMs(), 4_000_000);
});

test("how long the device was off is known by its wall clock", () => {
  const { facts, clock: server } = clock();
  server.heard(5_000_000);
  const later = clock(facts, 1_000_000 + 3 * DAY).clock;
  assert.equal(later.nowMs(), 5_000_000 + 3 * DAY);
  assert.ok(later.isSure);
});

test("a wall clock that has lost that is not believed, and nothing is sure until the server is heard", () => {
  const { facts, clock: server } = clock();
  server.heard(5_000_000);
  for (const wall of [0, 1_000_000 + 3650 * DAY]) {
    const later = clock(new Map(facts), wall).clock;
    assert.equal(later.nowMs(), 5_000_000);
    assert.ok(!later.isSure);
    later.heard(6_000_000);
    assert.ok(later.isSure);
  }
});

test("nor is one that begins with the same date each time the device starts", () => {
  const { time, facts, clock: server } = clock(new Map(), 0);
  time.wall += 60_000;
  server.heard(400 * DAY);
  const later = clock(facts, 90_000).clock;
  assert.equal(later.nowMs(), 400 * DAY);
  assert.ok(!later.isSure);
});

test("what an agent of before has noted is not sure", () => {
  const before = clock(new Map([["server-time", "5000000"]])).clock;
  assert.equal(before.nowMs(), 5_000_000);
  assert.ok(!before.isSure);
});

test("an answer that names no time changes nothing", () => {
  const { clock: server } = clock();
  for (const wrong of [Number.NaN, -1, 1.5, undefined]) server.heard(wrong as number);
  assert.equal(server.nowMs(), 1_000_000);
});
