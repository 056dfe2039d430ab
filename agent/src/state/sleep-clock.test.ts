import assert from "node:assert/strict";
import { test } from "node:test";
import { sleepClock } from "./sleep-clock.ts";

function machine(upMs = 90_000) {
  const time = { awakeMs: 5000, upMs };
  const now = sleepClock(
    () => time.awakeMs,
    () => Math.floor(time.upMs / 1000),
  );
  const pass = (awakeMs: number, asleepMs = 0) => {
    time.awakeMs += awakeMs;
    time.upMs += awakeMs + asleepMs;
  };
  return { now, pass, time };
}

test("sleep counts, within a second of its end; each sleep once", () => {
  const { now, pass } = machine();
  const start = now();
  pass(10_000, 3_600_000);
  assert.equal(now() - start, 3_610_000);
  pass(400, 7_200_000);
  assert.equal(now() - start, 3_610_400, "not looked yet");
  pass(600);
  assert.equal(now() - start, 10_811_000);
  pass(60_000);
  assert.equal(now() - start, 10_871_000);
});

test("without sleep it is the clock that it was made of, whatever the system rounds or takes back", () => {
  const { now, pass, time } = machine(90_900);
  const start = now();
  for (let passed = 0; passed < 1000; passed++) {
    pass(1037);
    assert.equal(now() - start, time.awakeMs - 5000);
  }
  time.upMs = 0;
  pass(2000);
  assert.equal(now() - start, time.awakeMs - 5000);
});
