import assert from "node:assert/strict";
import { test } from "node:test";
import type { Settings } from "@shoal/protocol/settings/rows";
import { H, longOrder, under } from "./fixture.ts";
import { ActionMachine } from "./machine.ts";
import type { InstallPolicy } from "./policy.ts";
import { newRecord } from "./record.ts";

/** One that waits since 0 for people who are signed in. */
function waiting(settings: Partial<Settings>) {
  const record = { ...newRecord(longOrder), state: "waiting" as const, step: 4, deferredSinceMs: 0 };
  const { policy, ...rest } = under(false);
  return new ActionMachine(record, { ...rest, policy: { ...policy, ...settings } as InstallPolicy });
}
const asked = (machine: ActionMachine, wishMs?: number) => {
  const put = machine.putOff(H, wishMs);
  return put.ok ? [put.untilMs / H, put.mostMs / H, put.left] : put.why;
};

test("where it is not counted, people say until when: as late as the rule lets them", () => {
  const machine = waiting({ deferralMs: 8 * H, deferralIntervalMs: 2 * H });
  assert.deepEqual(asked(machine), [3, 8, undefined]);
  assert.deepEqual(asked(machine, 6.5 * H), [6.5, 8, undefined]);
  assert.deepEqual(asked(machine, 100 * H), [8, 8, undefined]);
  assert.equal(asked(machine, H), "until then is over already");
  assert.equal(machine.beginsMs(H), 8 * H);
  machine.handle({ type: "later", untilMs: 6 * H }, H);
  assert.deepEqual([machine.record.putOffUntilMs, machine.record.deferrals], [6 * H, 1]);
});

test("where it is counted, one time is one interval at most", () => {
  const machine = waiting({ deferralMs: 8 * H, deferralIntervalMs: 2 * H, deferralCount: 2 });
  assert.deepEqual(asked(machine, 7 * H), [3, 3, 2]);
  assert.deepEqual(asked(machine, 1.5 * H), [1.5, 3, 2]);
  machine.handle({ type: "later", untilMs: 7 * H }, H);
  assert.deepEqual([machine.record.putOffUntilMs, machine.beginsMs(H)], [3 * H, 8 * H]);
});
