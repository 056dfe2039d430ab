import assert from "node:assert/strict";
import { test } from "node:test";
import { readUntil } from "./until.ts";

const NOW = new Date(2026, 10, 28, 20, 15, 30);
const hours = (text: string) => {
  const until = readUntil(text, NOW);
  return until.ok ? until.forMs / 3_600_000 : until.why;
};

test("a length, a time of day, and a day are moments to come", () => {
  assert.deepEqual(["90m", "2h", "1d", " 3h "].map(hours), [1.5, 2, 24, 3]);
  const at = (...when: [number, number, number, number]) =>
    (new Date(2026, ...when).getTime() - NOW.getTime()) / 3_600_000;
  assert.equal(hours("21:00"), at(10, 28, 21, 0));
  assert.equal(hours("8:05"), at(10, 29, 8, 5), "tomorrow, where it is over for today");
  assert.equal(hours("20:15"), at(10, 29, 20, 15), "this minute has begun");
  assert.equal(hours("2026-11-30"), at(10, 30, 0, 0));
  assert.equal(hours("2026-11-30T08:00"), at(10, 30, 8, 0));
  assert.equal(hours("2026-11-30 08:00"), at(10, 30, 8, 0));
});

test("what is no time, over, or a year ahead is refused in words", () => {
  for (const text of [
    "",
    "soon",
    "24:00",
    "7:60",
    "2026-02-30",
    "2026-13-01",
    "-2h",
    "2 h",
    "1.5h",
    "2w",
    "99999999h",
    "18:30x",
  ])
    assert.match(String(hours(text)), /is no time: write 90m/, text);
  for (const text of ["0m", "2026-11-28", "2020-01-01T08:00"])
    assert.match(String(hours(text)), /is over already/, text);
  for (const text of ["367d", "2030-01-01"]) assert.match(String(hours(text)), /more than a year/, text);
});
