import assert from "node:assert/strict";
import { test } from "node:test";
import type { Journal } from "../journal/journal.ts";
import { ServerClock } from "./server-clock.ts";

function clock(facts = new Map<string, string>()) {
  const time = { wall: 1_000_000, monotonic: 0 };
  const journal = {
    fact: (name: string) => facts.get(name),
    note: (name: string, value: string) => facts.set(name, value),
  } as unknown as Journal;
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

test("an answer that names no time changes nothing", () => {
  const { clock: server } = clock();
  for (const wrong of [Number.NaN, -1, 1.5, undefined]) server.heard(wrong as number);
  assert.equal(server.nowMs(), 1_000_000);
});
