import assert from "node:assert/strict";
import { test } from "node:test";
import type { TimeWindow } from "@shoal/protocol/settings/window";
import { H, longOrder, machineAt, NIGHT, ran, start, under, words } from "./fixture.ts";
import { type ActionInput, ActionMachine } from "./machine.ts";
import type { InstallPolicy } from "./policy.ts";
import { newRecord } from "./record.ts";

/** Those who are signed in may put it off for four hours, and are told of everything. */
const deferring = (mayRestart: boolean, ...windows: TimeWindow[]) => {
  const options = under(mayRestart, ...windows);
  return { ...options, policy: { ...options.policy, deferralMs: 4 * H, userNotification: "all" } as InstallPolicy };
};
const presence = (signedIn: boolean): ActionInput => ({ type: "presence", signedIn });

test("an installation waits for those who are signed in, until they are gone, or for so long", () => {
  const verifying = { ...newRecord(longOrder), state: "verifying" as const, step: 3 };
  const machine = new ActionMachine(verifying, deferring(false));
  assert.deepEqual(words(machine.handle({ type: "verified" }, H)), ["store waiting", "look"]);
  assert.deepEqual(machine.record.reason, {
    code: "deferred",
    detail: "at the latest until thu 05:00, the device's time",
  });
  assert.deepEqual(machine.handle({ type: "tick" }, H + 1), [], "asked already");
  const told = machine.handle(presence(true), H + 2);
  assert.deepEqual(words(told), ["note", "tell"]);
  assert.deepEqual(told[1], { type: "tell", what: "waiting", latestMs: 5 * H + 2 });
  assert.equal(machine.deadlineMs(), H + 2 + 60_000);
  assert.deepEqual(machine.handle({ type: "turn" }, H + 3), []);
  assert.deepEqual(words(machine.handle({ type: "tick" }, 2 * H)), ["look"]);
  assert.deepEqual(words(machine.handle(presence(true), 2 * H)), ["note"], "told once");
  const gone = new ActionMachine(machine.record, deferring(false));
  assert.deepEqual(words(gone.handle(start(), 3 * H)), ["look"], "the agent was started anew");
  assert.deepEqual(words(gone.handle(presence(false), 3 * H)), ["ready"]);
  assert.deepEqual(words(machine.handle({ type: "tick" }, 5 * H + 1)), ["look"]);
  assert.deepEqual(words(machine.handle(presence(true), 5 * H + 2)), ["ready"], "it was put off for long enough");
  assert.deepEqual(words(machine.handle({ type: "turn" }, 5 * H + 3)), ["store installing", "install"]);
});

test("what is put off begins at once when somebody says so, or when the settings no longer allow it", () => {
  const put = () => {
    const machine = new ActionMachine({ ...newRecord(longOrder), state: "waiting", step: 3 }, deferring(false));
    assert.deepEqual(words(machine.handle({ type: "now" }, H)), [], "nothing is put off yet");
    machine.handle({ type: "tick" }, H);
    machine.handle(presence(true), H);
    return machine;
  };
  assert.deepEqual(words(put().handle({ type: "now" }, H + 1)), ["note", "ready"]);
  assert.deepEqual(words(put().handle({ type: "policy", policy: under(false).policy }, H + 1)), ["ready"]);
  const closed = put();
  assert.deepEqual(words(closed.handle({ type: "policy", policy: deferring(false, NIGHT).policy }, H + 1)), [
    "store waiting",
  ]);
  assert.equal(closed.record.reason?.code, "window-closed", "another reason than people");
  const back = put();
  assert.deepEqual(words(back.handle({ type: "policy", policy: deferring(false).policy }, H - 1000)), ["look"]);
  assert.deepEqual(words(back.handle(presence(true), H - 1000)), ["store waiting"], "the clock was set back");
  assert.equal(back.record.reason?.detail, "at the latest until thu 04:59, the device's time");
  assert.equal(back.record.deferredSinceMs, H - 1000);
  const busy = machineAt("waiting", { notBeforeMs: 500 });
  assert.deepEqual(busy.handle({ type: "now" }, 20), [], "another installer is waited for still");
});

test("a restart is put off for itself, and told of before it happens", () => {
  const record = { ...newRecord(longOrder), state: "installing" as const, step: 3, deferredSinceMs: 1 };
  const machine = new ActionMachine(record, deferring(true));
  assert.deepEqual(words(machine.handle(ran("soft-reboot"), H)), ["store rebooting", "look"]);
  assert.match(machine.record.reason?.next ?? "", /nobody is signed in, at the latest thu 05:00/);
  assert.deepEqual(words(machine.handle(presence(true), H)), ["note", "tell"]);
  assert.equal(machine.deadlineMs(), H + 60_000);
  assert.deepEqual(words(machine.handle({ type: "tick" }, H + 60_000)), ["look"]);
  assert.deepEqual(words(machine.handle(presence(false), H + 60_001)), ["ready"]);
  assert.deepEqual(words(machine.handle({ type: "turn" }, H + 60_001)), ["tell", "restart"]);
  assert.deepEqual(machine.handle(presence(false), H + 60_002), [], "asked for once");
  const forbidden = new ActionMachine(record, deferring(false));
  assert.deepEqual(words(forbidden.handle(ran("soft-reboot"), H)), ["store rebooting"]);
});
