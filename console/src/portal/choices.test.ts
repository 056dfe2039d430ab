import assert from "node:assert/strict";
import { test } from "node:test";
import { choicesOf } from "./choices.ts";

const HOUR = 3_600_000;

test("choices come soonest first, and those behind the latest moment are shown as not allowed", () => {
  const nowMs = new Date(2026, 10, 23, 15, 0).getTime();
  const at = (hours: number) => nowMs + hours * HOUR;
  const of = (usualMs: number, latestMs: number) =>
    choicesOf({ usualMs, latestMs }, nowMs).map(({ key, atMs, may }) => [key, (atMs - nowMs) / HOUR, may]);
  assert.deepEqual(of(at(1), at(6)), [
    ["usual", 1, true],
    ["hours", 4, true],
    ["tonight", 5, true],
    ["latest", 6, true],
    ["tomorrow", 17, false],
  ]);
  assert.deepEqual(of(at(1), at(1)), [
    ["usual", 1, true],
    ["hours", 4, false],
    ["tonight", 5, false],
    ["tomorrow", 17, false],
  ]);
});

test("an evening that is over is no choice", () => {
  const nowMs = new Date(2026, 10, 23, 21, 0).getTime();
  const keys = choicesOf({ usualMs: nowMs + HOUR, latestMs: nowMs + 24 * HOUR }, nowMs).map(({ key }) => key);
  assert.deepEqual(keys, ["usual", "hours", "tomorrow", "latest"]);
});
