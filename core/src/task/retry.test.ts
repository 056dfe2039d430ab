import assert from "node:assert/strict";
import { test } from "node:test";
import { REASON_CODES } from "@shoal/protocol/action/reason";
import { nextAttempt } from "./retry.ts";

test("each wait is longer than the one before, up to the longest, and the attempts end", () => {
  const policy = { attempts: 4, firstMs: 1000, factor: 3, mostMs: 20_000 };
  const waits = [1, 2, 3, 4, 5].map((attempt) => {
    const next = nextAttempt(policy, attempt, "exit-code", 0, 7);
    return next && { attempt: next.attempt, waitMs: next.notBeforeMs };
  });
  for (const [at, leastMs] of [1000, 3000, 9000, 20_000].entries()) {
    assert.equal(waits[at]?.attempt, at + 2);
    assert.ok(waits[at]!.waitMs >= leastMs && waits[at]!.waitMs < leastMs * 1.2, `${waits[at]!.waitMs}`);
  }
  assert.equal(waits[4], undefined, "four after the first");
});

test("devices that failed at the same moment do not come back at the same moment", () => {
  const due = new Set(
    Array.from({ length: 50 }, (_, seed) => nextAttempt({ attempts: 1 }, 1, "fetch-failed", 0, seed)?.notBeforeMs),
  );
  assert.ok(due.size > 45, `${due.size} moments`);
});

test("what would fail again the same way is not tried again", () => {
  const tried = REASON_CODES.filter((code) => nextAttempt({ attempts: 1 }, 1, code, 0, 1));
  for (const code of [
    "release-untrusted",
    "release-invalid",
    "no-variant",
    "requirement-unmet",
    "installer-unusable",
    "device-refused",
    "envelope-refused",
    "cancelled-by-operator",
    "expired",
  ] as const)
    assert.ok(!tried.includes(code), code);
  for (const code of ["exit-code", "fetch-failed", "disk-full", "installer-timeout"] as const)
    assert.ok(tried.includes(code), code);
  assert.equal(nextAttempt({ attempts: 1 }, 1, undefined, 0, 1), undefined);
});
