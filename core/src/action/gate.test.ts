import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import type { Settings } from "@shoal/protocol/settings/rows";
import type { StartAssignment } from "@shoal/protocol/task/assignment";
import { H, longOrder, NIGHT, ran, start, under, words } from "./fixture.ts";
import { type ActionInput, ActionMachine } from "./machine.ts";
import type { InstallPolicy } from "./policy.ts";
import { newRecord } from "./record.ts";

const M = 60_000;
const tick: ActionInput = { type: "tick" };
const turn: ActionInput = { type: "turn" };
const presence = (signedIn: boolean): ActionInput => ({ type: "presence", signedIn });

/** An action that has just been verified, under settings and an order of its own. */
function verified(settings: Partial<Settings>, order: Partial<StartAssignment> = {}, expectedMs?: number) {
  const record = { ...newRecord({ ...longOrder, ...order }), state: "verifying" as const, step: 3 };
  const { policy, ...rest } = under(false);
  const known = expectedMs === undefined ? record : { ...record, expectedMs };
  return new ActionMachine(known, { ...rest, policy: { ...policy, ...settings } as InstallPolicy });
}
/** One that needs a restart: its installer has just ended. */
function restarting(settings: Partial<Settings>, order: Partial<StartAssignment> = {}) {
  const record = { ...newRecord({ ...longOrder, ...order }), state: "installing" as const, step: 5 };
  const { policy, ...rest } = under(true);
  return new ActionMachine(record, { ...rest, policy: { ...policy, ...settings } as InstallPolicy });
}
const night = { maintenanceWindows: [NIGHT] };

test("only what ends inside of a window begins in it: by what others took, else the package, else ten minutes", () => {
  const at = (nowMs: number, order: Partial<StartAssignment>, expectedMs?: number) => {
    const machine = verified(night, order, expectedMs);
    machine.handle({ type: "verified" }, nowMs);
    return [
      words(machine.handle(tick, nowMs)).join(),
      machine.deadlineMs() === 22 * H ? "22:00" : machine.record.reason?.detail,
    ];
  };
  const left = (ms: number) => (24 + 2) * H - ms;
  assert.equal(at(left(10 * M), {})[0], "ready", "ten minutes just fit");
  assert.deepEqual(at(left(10 * M - 1), {}), [
    "",
    "opens thu 1970-01-08 22:00, the device's time; it takes 10 min, which is more than is left until fri 02:00, the device's time",
  ]);
  assert.equal(at(left(45 * M), {}, 45 * M)[0], "ready", "as the package says");
  assert.equal(at(left(45 * M - 1), {}, 45 * M)[0], "");
  assert.equal(at(left(5 * M), { expectedMs: 5 * M }, 45 * M)[0], "ready", "what others took counts more");
  assert.equal(at(left(5 * M - 1), { expectedMs: 5 * M })[0], "");
  assert.deepEqual(at(H, { expectedMs: 4 * H }), ["", "22:00"], "as long as the window is");
});

test("a turn that comes too late for what it takes is given back", () => {
  const machine = verified(night, { expectedMs: 2 * H });
  machine.handle({ type: "verified" }, 23 * H);
  assert.deepEqual(words(machine.handle(turn, 24 * H + 1)), ["store waiting"]);
  assert.match(machine.record.reason?.detail ?? "", /it takes 2 h, which is more than is left until fri 02:00/);
  assert.equal(machine.deadlineMs(), (22 + 7 * 24) * H);
});

test("what fits into no window says so, and goes when one is long enough", () => {
  const machine = verified(night, { expectedMs: 5 * H });
  assert.deepEqual(words(machine.handle({ type: "verified" }, H)), ["store waiting"]);
  assert.deepEqual(machine.record.reason, {
    code: "window-too-short",
    detail: "takes 5 h, and the longest maintenance window is 4 h",
    next: "Give its devices a longer window, say in the package how long it takes (expectedDuration), or order it as immediate.",
  });
  assert.deepEqual(words(machine.handle(tick, 22 * H)), [], "said once");
  const longer = under(false, { days: ["thu"], from: "22:00", forMinutes: 300 }).policy;
  assert.deepEqual(words(machine.handle({ type: "policy", policy: longer }, 20 * H)), ["store waiting"]);
  assert.equal(machine.record.reason?.code, "window-closed");
  assert.deepEqual(words(machine.handle(tick, 22 * H)), ["ready"]);
  const shorter = under(false, { days: ["thu"], from: "22:00", forMinutes: 30 }).policy;
  assert.deepEqual(words(machine.handle({ type: "policy", policy: shorter }, 22 * H)), ["store waiting"]);
  assert.equal(machine.record.reason?.code, "window-too-short", "also where it is a change of the settings");
});

test("where it has said why it waits often enough, it waits without saying so", () => {
  const held = (step: number) => {
    const record = { ...newRecord(longOrder), state: "waiting" as const, step };
    return words(new ActionMachine(record, under(false, NIGHT)).handle(tick, H));
  };
  assert.deepEqual([held(LIMITS.heldSteps - 1), held(LIMITS.heldSteps)], [["store waiting"], []]);
});

test("immediate waits for neither window nor people; what was asked for neither, but its restart does", () => {
  const held = { ...night, deferralMs: 4 * H, rebootRule: "when-needed" } as const;
  for (const urgency of ["immediate", "available"] as const) {
    const machine = verified(held, { urgency });
    assert.deepEqual(words(machine.handle({ type: "verified" }, H)), ["store waiting", "ready"], urgency);
    assert.equal(machine.record.reason, undefined);
    machine.handle(turn, H);
    const needsRestart = words(machine.handle(ran("soft-reboot"), 2 * H));
    assert.deepEqual(needsRestart, ["store rebooting", ...(urgency === "immediate" ? ["ready"] : [])], urgency);
  }
});

test("at the deadline nobody puts it off any longer, but its window holds", () => {
  const machine = verified({ deferralMs: 4 * H }, { deadlineMs: 3 * H });
  machine.handle({ type: "verified" }, H);
  assert.equal(machine.record.reason?.detail, "at the latest until thu 03:00, the device's time");
  machine.handle(presence(true), H);
  assert.deepEqual(words(machine.handle(tick, 3 * H - 1)), ["look"]);
  machine.handle(presence(true), 3 * H - 1);
  assert.deepEqual(words(machine.handle(tick, 3 * H)), ["ready"]);
  const windowed = verified({ ...night, deferralMs: 4 * H }, { deadlineMs: 3 * H });
  assert.deepEqual(words(windowed.handle({ type: "verified" }, 4 * H)), ["store waiting"]);
  assert.equal(windowed.record.reason?.code, "window-closed");
  assert.deepEqual(words(windowed.handle(tick, 22 * H)), ["ready"], "without a look at people");
});

const counted = { deferralMs: 24 * H, deferralCount: 2, deferralIntervalMs: H } as const;

test("people are asked, put it off as often as they may, and are asked again; without an answer it begins", () => {
  const machine = verified(counted);
  machine.handle({ type: "verified" }, H);
  const asked = machine.handle(presence(true), H);
  assert.deepEqual(asked.at(-1), { type: "tell", what: "question", latestMs: H + LIMITS.answerMs, left: 2 });
  assert.match(
    machine.record.reason?.detail ?? "",
    /^begins thu 01:10, the device's time, unless somebody puts it off; /,
  );
  machine.handle(tick, H + M);
  assert.deepEqual(words(machine.handle(presence(true), H + M)), ["note"], "asked once");
  const later: ActionInput = { type: "later" };
  const put = machine.handle(later, H + 2 * M);
  assert.deepEqual(words(put), ["store waiting"]);
  assert.ok(put[0]?.type === "store" && put[0].report.deferrals === 1 && put[0].report.result === undefined);
  assert.match(
    machine.record.reason?.detail ?? "",
    /^put off once, now until thu 02:02, the device's time; at the latest/,
  );
  assert.equal(machine.deadlineMs(), 2 * H + 2 * M);
  assert.deepEqual(machine.handle(later, H + 3 * M), [], "it is put off already");
  assert.deepEqual(machine.handle(turn, H + 3 * M), []);
  // Another agent on the same journal neither forgets it nor counts it again.
  const { policy, ...rest } = under(false);
  const again = new ActionMachine(machine.record, { ...rest, policy: { ...policy, ...counted } as InstallPolicy });
  assert.deepEqual(words(again.handle(start(), 2 * H)), []);
  assert.deepEqual(words(again.handle(tick, 2 * H + 2 * M)), ["look"]);
  assert.deepEqual(again.handle(presence(true), 2 * H + 2 * M).at(-1), {
    ...{ type: "tell", what: "question", latestMs: 2 * H + 12 * M, left: 1 },
  });
  again.handle(later, 2 * H + 3 * M);
  assert.equal(again.record.deferrals, 2);
  assert.deepEqual(words(again.handle(tick, 3 * H + 3 * M)), ["look"]);
  const gone = words(again.handle(presence(true), 3 * H + 3 * M));
  assert.deepEqual(gone, ["ready"], "as often as they may");
  const silent = verified(counted);
  silent.handle({ type: "verified" }, H);
  silent.handle(presence(true), H);
  silent.handle(tick, H + LIMITS.answerMs);
  assert.deepEqual(words(silent.handle(presence(true), H + LIMITS.answerMs)), ["ready"], "nobody answered");
  const slept = verified(counted);
  slept.handle({ type: "verified" }, H);
  slept.handle(presence(true), H);
  slept.handle(tick, 9 * H);
  const anew = slept.handle(presence(true), 9 * H).at(-1);
  assert.deepEqual(anew, { type: "tell", what: "question", latestMs: 9 * H + LIMITS.answerMs, left: 2 });
});

test("putting off goes neither past the deferral nor past the deadline, and says why not", () => {
  const until = (settings: Partial<Settings>, order: Partial<StartAssignment> = {}) => {
    const machine = verified({ ...counted, ...settings }, order);
    machine.handle({ type: "verified" }, H);
    machine.handle(presence(true), H);
    const put = machine.putOff(H + M);
    return put.ok ? (put.untilMs - H) / M : put.why;
  };
  assert.equal(until({}), 61);
  assert.equal(until({ deferralMs: 30 * M }), 30);
  assert.equal(until({}, { deadlineMs: H + 20 * M }), 20);
  assert.equal(until({ deferralCount: 0 }), 61, "as often as they like");
  assert.match(String(until({ deferralMs: 0 })), /does not wait for those who are signed in/);
  const machine = verified({ ...counted, deferralCount: 1 });
  machine.handle({ type: "verified" }, H);
  assert.match(JSON.stringify(machine.putOff(H)), /does not wait for those/, "nobody was found signed in yet");
  machine.handle(presence(true), H);
  machine.handle({ type: "later" }, H);
  assert.match(JSON.stringify(machine.putOff(H + M)), /put off already, until thu 02:00/);
  assert.match(JSON.stringify(machine.putOff(2 * H)), /put off once, which is as often as is allowed/);
});

test("a restart counts its own time in a window, and the notice before it", () => {
  const ends = 26 * H;
  const needed = LIMITS.restartMs + 30 * M;
  const told = { ...night, rebootNoticeMs: 30 * M, userNotification: "restarts" } as const;
  const fits = restarting(told);
  assert.deepEqual(words(fits.handle(ran("soft-reboot"), ends - needed)), ["store rebooting", "look"]);
  const [stored, tell] = fits.handle(presence(true), ends - needed);
  assert.deepEqual(tell, { type: "tell", what: "notice", latestMs: ends - LIMITS.restartMs });
  assert.ok(stored?.type === "store" && fits.record.result && !stored.report.result, "the installer's words come once");
  assert.match(fits.record.reason?.next ?? "", /^The agent restarts the device fri 01:55, .*; those who are signed in/);
  assert.match(JSON.stringify(fits.putOff(ends - needed + 1)), /settings do not let people put it off/);
  assert.deepEqual(words(fits.handle(tick, ends - LIMITS.restartMs - 1)), []);
  assert.deepEqual(words(fits.handle(tick, ends - LIMITS.restartMs)), ["ready"]);
  assert.deepEqual(words(fits.handle(turn, ends - LIMITS.restartMs)), ["tell", "restart"]);
  const late = restarting(told);
  assert.deepEqual(words(late.handle(ran("soft-reboot"), ends - needed + 1)), ["store rebooting"]);
  assert.match(late.record.reason?.next ?? "", /it takes 35 min, which is more than is left until fri 02:00/);
  const alone = restarting(told);
  alone.handle(ran("soft-reboot"), 23 * H);
  assert.deepEqual(words(alone.handle(presence(false), 23 * H)), ["ready"], "nobody is there to be told");
  const short = restarting({ maintenanceWindows: [{ days: ["thu"], from: "22:00", forMinutes: 4 }] });
  short.handle(ran("soft-reboot"), 22 * H);
  assert.match(short.record.reason?.next ?? "", /^No maintenance window is long enough: a restart takes 5 min/);
});

test("who may not restart any longer says what a person has to do, and a restart under way is not put off", () => {
  const machine = restarting({ deferralMs: 4 * H });
  machine.handle(ran("soft-reboot"), H);
  machine.handle(presence(true), H);
  assert.match(machine.record.reason?.next ?? "", /^The agent restarts the device when nobody is signed in/);
  const never: ActionInput = { type: "policy", policy: under(false).policy };
  assert.deepEqual(words(machine.handle(never, H)), ["store rebooting"]);
  assert.match(machine.record.reason?.next ?? "", /^Restart the device, or allow restarts/);
  assert.deepEqual(machine.handle(never, H), [], "said once");
  const going = restarting({ deferralMs: 4 * H });
  going.handle(ran("soft-reboot"), H);
  going.handle(presence(true), H);
  going.handle({ type: "now" }, H);
  going.handle(turn, H);
  assert.match(JSON.stringify(going.putOff(H)), /restarting already/);
  assert.deepEqual(going.handle({ type: "later" }, H), []);
});

test("a forced restart comes at its deadline with notice, whoever is there and whatever is open", () => {
  const forced = {
    rebootRule: "forced",
    rebootDeadlineMs: 10 * H,
    rebootNoticeMs: 15 * M,
    deferralMs: 100 * H,
  } as const;
  const machine = restarting({ ...forced, ...night });
  assert.deepEqual(words(machine.handle(ran("soft-reboot"), H)), ["store rebooting"]);
  assert.match(machine.record.reason?.next ?? "", /window opens thu 22:00, .*, at the latest thu 11:00/);
  assert.equal(machine.deadlineMs(), 11 * H - 15 * M, "in time for the notice");
  assert.deepEqual(words(machine.handle(tick, 11 * H - 15 * M)), ["look"]);
  const told = machine.handle(presence(true), 11 * H - 15 * M);
  assert.deepEqual(told.at(-1), { type: "tell", what: "notice", latestMs: 11 * H });
  assert.equal(machine.putOff(11 * H - M).ok, false, "it cannot be put off any longer");
  assert.deepEqual(words(machine.handle(tick, 11 * H)), ["ready"]);
  assert.deepEqual(words(machine.handle(turn, 11 * H)), ["restart"]);
  // People put it off until then, and not longer.
  const people = restarting(forced);
  people.handle(ran("soft-reboot"), H);
  people.handle(presence(true), H);
  assert.match(people.record.reason?.next ?? "", /nobody is signed in, at the latest thu 10:45/);
  assert.deepEqual(words(people.handle(tick, 11 * H - 15 * M)), ["look"], "to be told");
  const agreed = restarting(forced);
  agreed.handle(ran("soft-reboot"), H);
  agreed.handle(presence(true), H);
  assert.deepEqual(words(agreed.handle({ type: "now" }, 2 * H)), ["note", "ready"]);
  const slept = restarting(forced);
  slept.handle(ran("soft-reboot"), H);
  slept.handle(tick, 11 * H - 15 * M);
  slept.handle(presence(true), 11 * H - 15 * M);
  assert.deepEqual(words(slept.handle(tick, 20 * H)), ["look"], "it slept through it, and tells anew");
});
