import assert from "node:assert/strict";
import { test } from "node:test";
import { judgeDelivery, pauseMs } from "./judge.ts";

const DAY = 86_400_000;
const MIDDLE = 0.5;

/** Every wait of a delivery that always fails, until it is given up. */
function waits(status: number | undefined, chance: number): { waits: number[]; lastedMs: number } {
  const found: number[] = [];
  for (let nowMs = 0; ; ) {
    const verdict = judgeDelivery({ attempts: found.length + 1, dueMs: 0 }, { status }, undefined, nowMs, chance);
    if (verdict.kind !== "again") return { waits: found, lastedMs: nowMs };
    found.push(verdict.atMs - nowMs);
    nowMs = verdict.atMs;
  }
}

test("any 2xx is a delivery; redirects, errors and silence are none", () => {
  const kind = (status: number | undefined) =>
    judgeDelivery({ attempts: 1, dueMs: 0 }, { status }, undefined, 0, MIDDLE).kind;
  for (const status of [200, 202, 204, 299]) assert.equal(kind(status), "delivered");
  for (const status of [undefined, 100, 199, 301, 302, 400, 404, 410, 429, 500, 503])
    assert.equal(kind(status), "again");
});

test("waits grow from seconds to hours, and end within three days; chance moves each by up to a quarter", () => {
  const middle = waits(500, MIDDLE);
  assert.deepEqual(
    middle.waits.slice(0, 7),
    [5, 20, 80, 320, 1280, 5120, 20_480].map((seconds) => seconds * 1000),
  );
  assert.ok(middle.waits.slice(7).every((wait) => wait === DAY / 2));
  for (const chance of [0, MIDDLE, 0.999]) {
    const { lastedMs } = waits(undefined, chance);
    assert.ok(lastedMs > 2 * DAY && lastedMs <= 3 * DAY, `${lastedMs / DAY} days`);
  }
  assert.deepEqual([waits(500, 0).waits[0], waits(500, 1).waits[0]], [3750, 6250]);
});

test("a receiver may ask for more time, but not for ever", () => {
  const at = (retryAfterMs: number) =>
    judgeDelivery({ attempts: 1, dueMs: 0 }, { status: 429, retryAfterMs }, undefined, 0, MIDDLE);
  assert.deepEqual(at(60_000), { kind: "again", atMs: 60_000, gone: false });
  assert.deepEqual(at(1000), { kind: "again", atMs: 5000, gone: false });
  assert.deepEqual(at(365 * DAY), { kind: "again", atMs: DAY / 2, gone: false });
});

test("410 is the receiver's last word, until a person enables it again", () => {
  assert.deepEqual(judgeDelivery({ attempts: 1, dueMs: 0 }, { status: 410 }, undefined, 0, MIDDLE), {
    kind: "again",
    atMs: 5000,
    gone: true,
  });
});

test("what is given up says whether anything else was delivered meanwhile", () => {
  const verdict = (lastMs: number | undefined, dueMs = 100) =>
    judgeDelivery({ attempts: 12, dueMs }, { status: 500 }, lastMs, 3 * DAY, MIDDLE);
  assert.deepEqual(verdict(undefined), { kind: "given-up", silent: true });
  assert.deepEqual(verdict(99), { kind: "given-up", silent: true });
  assert.deepEqual(verdict(100), { kind: "given-up", silent: false });
  assert.equal(verdict(100, 2 * DAY).kind, "again", "what came later has its own three days");
});

test("a receiver that fails is left alone for longer and longer, up to a minute", () => {
  assert.deepEqual([0, 1, 2, 3, 7, 50].map(pauseMs), [0, 1000, 2000, 4000, 60_000, 60_000]);
});
