import assert from "node:assert/strict";
import { test } from "node:test";
import { receive } from "./receive.ts";

const open = { state: "fetching", step: 3, ended: false, mayGoOn: true } as const;
const failed = { state: "failed", step: 4 } as const;

test("a second copy changes nothing, whatever it says", () => {
  assert.deepEqual(receive(open, failed, true), { outcome: "known" });
});

test("what cannot follow is refused; where steps are missing, nobody knows", () => {
  assert.deepEqual(receive(open, { state: "rebooting", step: 4 }, false), {
    outcome: "refused",
    detail: "rebooting cannot follow fetching",
  });
  assert.equal(receive(open, { state: "rebooting", step: 5 }, false).outcome, "stored");
  assert.equal(receive(open, { state: "assigned", step: 5 }, false).outcome, "refused");
});

test("an end counts once; an agent's own is the last word, one of the server is not", () => {
  const expired = { ...open, state: "expired", ended: true } as const;
  assert.deepEqual(receive(open, failed, false), { outcome: "stored", effect: "moves", ends: true, mayTryAgain: true });
  assert.deepEqual(receive(expired, failed, false), {
    outcome: "stored",
    effect: "moves",
    ends: true,
    mayTryAgain: false,
  });
  assert.deepEqual(receive({ ...open, state: "succeeded", ended: true }, failed, false), {
    outcome: "refused",
    detail: "the action has ended: succeeded",
  });
});

test("what an agent did on its way to an end that is known moves nothing", () => {
  const stored = { outcome: "stored", ends: false, mayTryAgain: false } as const;
  const expired = { ...open, state: "expired", ended: true } as const;
  assert.deepEqual(receive(expired, { state: "waiting", step: 4 }, false), { ...stored, effect: "passes" });
  assert.deepEqual(receive(open, { state: "resolving", step: 2 }, false), { ...stored, effect: "late" });
});

test("a task that is over, or whose release was recalled, tries nothing again", () => {
  assert.deepEqual(receive({ ...open, mayGoOn: false }, failed, false), {
    outcome: "stored",
    effect: "moves",
    ends: true,
    mayTryAgain: false,
  });
});
