import assert from "node:assert/strict";
import { test } from "node:test";
import { durationInWords } from "./duration-words.ts";

test("a length of time is said by its two largest parts", () => {
  const minutes = (...each: number[]) => each.map((minute) => durationInWords(minute * 60_000));
  assert.deepEqual(minutes(0.5, 1, 90, 120, 1440, 1500, 1470), [
    "30 s",
    "1 min",
    "1 h 30 min",
    "2 h",
    "a day",
    "25 h",
    "24 h 30 min",
  ]);
  assert.deepEqual(minutes(2880, 2910, 2940, 476_994), ["2 days", "2 days 30 min", "2 days 1 h", "331 days 5 h"]);
});
