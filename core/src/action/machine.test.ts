import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_BYTES } from "@shoal/protocol/action/no-bytes";
import type { BytesBySource } from "@shoal/protocol/action/report";
import { ACTION_STATES, type ActionState, isEnd } from "@shoal/protocol/action/state";
import { LIMITS } from "@shoal/protocol/limits";
import type { TimeWindow } from "@shoal/protocol/settings/window";
import fc from "fast-check";
import { RESTART_AGAIN_MS, retryDelayMs } from "./delays.ts";
import { H, longOrder, machineAt, NIGHT, order, ran, result, start, under, words } from "./fixture.ts";
import { type ActionInput, ActionMachine } from "./machine.ts";
import type { InstallPolicy } from "./policy.ts";
import { type ActionRecord, newRecord } from "./record.ts";
import { mayFollow } from "./table.ts";

const resolved = (needsContent = true, repeatable = false): ActionInput => ({
  type: "resolved",
  variantId: "v1",
  repeatable,
  needsContent,
});
const bytes: BytesBySource = { ...NO_BYTES, origin: 100 };

const walk = (machine: ActionMachine, inputs: ActionInput[], nowMs = 10) =>
  inputs.map((input) => words(machine.handle(input, nowMs)));

test("an installation from beginning to end: each step stored before what it leads to", () => {
  const machine = new ActionMachine(newRecord(order), under(false));
  const said = walk(machine, [
    start(),
    resolved(),
    { type: "fetched", bytes },
    { type: "verified" },
    { type: "turn" },
    ran("success"),
    { type: "checked", found: true, detail: "there" },
  ]);
  assert.deepEqual(said, [
    ["store accepted", "store resolving", "resolve"],
    ["store fetching", "fetch"],
    ["store verifying", "verify"],
    ["store waiting", "ready"],
    ["store installing", "install"],
    ["store checking", "check"],
    ["store succeeded", "ended"],
  ]);
  assert.equal(machine.record.step, 8);
  assert.deepEqual(machine.record.bytes, bytes);
  assert.equal(machine.record.reason?.code, "installed");
});

test("what a start after a crash finds, as the RFD's table says", () => {
  const found = (state: ActionState, known: Partial<ActionRecord> = {}) =>
    words(machineAt(state, known).handle(start(), 10));
  assert.deepEqual(found("assigned"), ["store accepted", "store resolving", "resolve"]);
  assert.deepEqual(found("accepted"), ["store resolving", "resolve"]);
  assert.deepEqual(found("resolving"), ["resolve"]);
  assert.deepEqual(found("fetching"), ["fetch"]);
  assert.deepEqual(found("verifying"), ["verify"]);
  assert.deepEqual(found("waiting"), ["ready"]);
  assert.deepEqual(found("waiting", { notBeforeMs: 50 }), []);
  assert.deepEqual(found("installing"), ["store checking", "check"]);
  assert.deepEqual(found("checking"), ["check"]);
  assert.deepEqual(found("rebooting", { bootId: "boot-1" }), []);
  assert.deepEqual(found("rebooting", { bootId: "boot-0" }), ["store checking", "check"]);
  for (const state of ACTION_STATES.filter(isEnd)) assert.deepEqual(found(state), [], state);
});

test("an interrupted installer: found, repeatable, or failed", () => {
  const after = (repeatable: boolean, there: boolean | "unknown", attempt = 1) => {
    const machine = machineAt("installing", { repeatable, attempt });
    machine.handle(start(), 10);
    const outputs = words(machine.handle({ type: "checked", found: there, detail: "" }, 20));
    return [outputs.join(" "), machine.record.reason?.code];
  };
  assert.deepEqual(after(false, true), ["store succeeded ended", "installed-before-interruption"]);
  assert.deepEqual(after(true, false), ["store waiting ready", "installer-interrupted"]);
  assert.deepEqual(after(false, false), ["store failed ended", "installer-interrupted"]);
  assert.deepEqual(after(true, false, LIMITS.installAttempts), ["store failed ended", "installer-interrupted"]);
  assert.deepEqual(after(true, "unknown"), ["store failed ended", "detection-unknown"]);
});

test("killed again while checking what an interrupted installer did: still known to be interrupted", () => {
  const first = machineAt("installing", { repeatable: true, attempt: 1 });
  first.handle(start(), 10);
  const second = new ActionMachine(first.record, under(false));
  assert.deepEqual(words(second.handle(start(), 20)), ["check"]);
  assert.deepEqual(words(second.handle({ type: "checked", found: false, detail: "" }, 30)), ["store waiting", "ready"]);
});

test("exit 0 but not detected fails and says both", () => {
  const machine = machineAt("checking", { result });
  machine.handle({ type: "checked", found: false, detail: "no such file" }, 10);
  assert.deepEqual(machine.record.reason?.code, "not-detected");
  assert.match(machine.record.reason?.detail ?? "", /exit code 0, but no such file/);
});

test("a removal succeeds where nothing is found any more", () => {
  const assignment = { ...order, kind: "remove" } as const;
  const gone = machineAt("checking", { assignment });
  gone.handle({ type: "checked", found: false, detail: "" }, 10);
  assert.deepEqual([gone.record.state, gone.record.reason?.code], ["succeeded", "removed"]);
  const there = machineAt("checking", { assignment });
  there.handle({ type: "checked", found: true, detail: "" }, 10);
  assert.deepEqual([there.record.state, there.record.reason?.code], ["failed", "still-detected"]);
});

test("what gives a device back what it had ends under that name, by the same proof", () => {
  for (const kind of ["install", "remove"] as const) {
    const assignment = { ...order, kind, rollback: true as const };
    const found = kind === "install";
    const there = machineAt("resolving", { assignment });
    assert.deepEqual(words(there.handle({ type: "already-done", variantId: "v" }, 10)), ["store rolled-back", "ended"]);
    const proved = machineAt("checking", { assignment });
    assert.deepEqual(words(proved.handle({ type: "checked", found, detail: "" }, 10)), ["store rolled-back", "ended"]);
    const not = machineAt("checking", { assignment });
    assert.deepEqual(words(not.handle({ type: "checked", found: !found, detail: "" }, 10)), ["store failed", "ended"]);
  }
});

test("busy is tried again later, a limited number of times", () => {
  const machine = machineAt("waiting");
  let nowMs = 0;
  for (let attempt = 1; attempt < LIMITS.installAttempts; attempt++) {
    assert.deepEqual(words(machine.handle({ type: "turn" }, nowMs)), ["store installing", "install"]);
    assert.deepEqual(words(machine.handle(ran("retry"), nowMs)), ["store waiting"]);
    assert.equal(machine.deadlineMs(), Math.min(nowMs + retryDelayMs(attempt), order.expiresAtMs));
    assert.deepEqual(machine.handle({ type: "turn" }, nowMs), [], "not before its time");
    nowMs = machine.deadlineMs()!;
    assert.deepEqual(words(machine.handle({ type: "tick" }, nowMs)), ["ready"]);
  }
  machine.handle({ type: "turn" }, nowMs);
  machine.handle(ran("retry"), nowMs);
  assert.equal(machine.record.reason?.code, "attempts-exhausted");
});

test("restarts: asked for only where allowed, and again after a stop in between", () => {
  const allowed = machineAt("installing", {}, true);
  assert.deepEqual(words(allowed.handle(ran("soft-reboot"), 10)), ["store rebooting", "ready"]);
  assert.deepEqual(words(allowed.handle({ type: "turn" }, 11)), ["restart"]);
  const forbidden = machineAt("installing");
  assert.deepEqual(words(forbidden.handle(ran("soft-reboot"), 10)), ["store rebooting"]);
  assert.match(forbidden.record.reason?.next ?? "", /Restart the device/);
  assert.deepEqual(words(forbidden.handle({ type: "boot", bootId: "boot-1" }, 20)), []);
  assert.deepEqual(words(forbidden.handle({ type: "boot", bootId: "boot-2" }, 20)), ["store checking", "check"]);
  const hard = machineAt("installing", {}, true);
  assert.deepEqual(words(hard.handle(ran("hard-reboot"), 10)), ["store rebooting"]);
  const again = (record: ActionRecord) => words(new ActionMachine(record, under(true)).handle(start(), 20));
  assert.deepEqual(again(allowed.record), ["ready"]);
  assert.deepEqual(again(hard.record), []);
  assert.deepEqual(words(forbidden.handle({ type: "turn" }, 20)), []);
});

test("a restart that the system refused, or did not do, is asked for again", () => {
  const machine = machineAt("installing", {}, true);
  machine.handle(ran("soft-reboot"), 10);
  assert.deepEqual(machine.handle({ type: "not-restarted" }, 11), [], "it was not asked for yet");
  machine.handle({ type: "turn" }, 12);
  assert.deepEqual(machine.handle({ type: "tick" }, 13), [], "asked for once");
  assert.deepEqual(words(machine.handle({ type: "not-restarted" }, 20)), ["note"]);
  assert.equal(machine.deadlineMs(), 20 + RESTART_AGAIN_MS);
  assert.deepEqual(machine.handle({ type: "tick" }, 21), []);
  assert.deepEqual(words(machine.handle({ type: "tick" }, 20 + RESTART_AGAIN_MS)), ["ready"]);
});

/** The epoch was a Thursday at midnight; an hour is `H`. */

test("a maintenance window holds an installation, and lets it go when it opens", () => {
  const options = { ...under(false, NIGHT), offsetMs: () => 2 * H };
  const machine = new ActionMachine({ ...newRecord(longOrder), state: "verifying", step: 3 }, options);
  assert.deepEqual(words(machine.handle({ type: "verified" }, 10)), ["store waiting"]);
  assert.deepEqual(machine.record.reason, { code: "window-closed", detail: "opens thu 22:00, the device's time" });
  assert.equal(machine.deadlineMs(), 20 * H, "22:00 there is 20:00 UTC");
  assert.deepEqual(machine.handle({ type: "tick" }, 20 * H - 1), []);
  assert.deepEqual(words(machine.handle({ type: "tick" }, 20 * H)), ["ready"]);
  assert.deepEqual(words(machine.handle({ type: "turn" }, 24 * H)), ["store waiting"], "it came after it had closed");
  assert.equal(machine.record.reason?.detail, "opens thu 1970-01-08 22:00, the device's time");
  assert.equal(machine.deadlineMs(), (20 + 7 * 24) * H, "the next one");
  assert.deepEqual(words(machine.handle({ type: "policy", policy: under(false).policy }, 25 * H)), ["ready"]);
  assert.deepEqual(words(machine.handle({ type: "turn" }, 25 * H)), ["store installing", "install"]);
});

test("a restart waits for a window too, begins where it is allowed meanwhile, and is asked for once", () => {
  const record = { ...newRecord(longOrder), state: "installing" as const, step: 3 };
  const machine = new ActionMachine(record, under(true, NIGHT));
  assert.deepEqual(words(machine.handle(ran("soft-reboot"), H)), ["store rebooting"]);
  assert.match(machine.record.reason?.next ?? "", /opens thu 22:00/);
  assert.equal(machine.deadlineMs(), 22 * H);
  assert.deepEqual(words(machine.handle({ type: "tick" }, 22 * H)), ["ready"]);
  assert.deepEqual(words(machine.handle({ type: "turn" }, 22 * H)), ["restart"]);
  assert.deepEqual(machine.handle({ type: "tick" }, 23 * H), []);
  const forbidden = new ActionMachine(record, under(false));
  forbidden.handle(ran("soft-reboot"), H);
  const { policy } = under(true);
  assert.deepEqual(words(forbidden.handle({ type: "policy", policy }, 2 * H)), ["ready"]);
  forbidden.handle({ type: "turn" }, 2 * H);
  assert.deepEqual(forbidden.handle({ type: "policy", policy }, 3 * H), []);
});

test("a precache ends when it is verified, and never installs", () => {
  const assignment = { ...order, kind: "precache" } as const;
  const machine = machineAt("verifying", { assignment });
  assert.deepEqual(words(machine.handle({ type: "verified" }, 10)), ["store cached", "ended"]);
  const empty = machineAt("resolving", { assignment });
  assert.deepEqual(words(empty.handle(resolved(false), 10)), ["store cached", "ended"]);
});

test("stopped where nothing is half done; begun work is ended first", () => {
  const stop: ActionInput = { type: "stop", why: "cancelled" };
  for (const state of ["accepted", "resolving", "fetching", "verifying", "waiting"] as const) {
    const outputs = words(machineAt(state).handle(stop, 10));
    assert.equal(outputs[0], "store cancelled", state);
    assert.equal(outputs.includes("stop-work"), !["accepted", "waiting"].includes(state), state);
  }
  for (const [why, code] of [
    ["cancelled", "cancelled-by-operator"],
    ["recalled", "recalled"],
  ] as const) {
    const machine = machineAt("waiting");
    machine.handle({ type: "stop", why }, 10);
    assert.deepEqual([machine.record.state, machine.record.reason?.code], ["cancelled", code]);
  }
  const installing = machineAt("installing");
  assert.deepEqual(words(installing.handle(stop, 10)), ["note"]);
  assert.deepEqual(words(installing.handle(ran("retry"), 10)), ["store waiting"]);
  assert.deepEqual(words(installing.handle({ type: "tick" }, 11)), ["store cancelled", "ended"]);
});

test("an expired action ends, but one that has begun to install is checked", () => {
  const late = order.expiresAtMs;
  assert.equal(machineAt("fetching").deadlineMs(), late);
  assert.deepEqual(words(machineAt("fetching").handle({ type: "tick" }, late)), [
    "store expired",
    "stop-work",
    "ended",
  ]);
  assert.deepEqual(words(machineAt("installing").handle(start(), late)), ["store checking", "check"]);
  assert.equal(machineAt("installing").deadlineMs(), undefined);
});

test("a server that is away is asked again, later and later, and at once when it is back", () => {
  const machine = machineAt("resolving");
  const waits = Array.from({ length: 8 }, () => {
    assert.deepEqual(words(machine.handle({ type: "unreachable", detail: "refused" }, 0)), ["note"]);
    return machine.record.notBeforeMs!;
  });
  assert.ok(waits[0]! >= 15_000 && waits[0]! <= 30_000);
  assert.ok(waits[4]! > waits[0]! * 4 && Math.max(...waits) <= 600_000);
  assert.deepEqual(words(machine.handle({ type: "reachable" }, 1)), ["resolve"]);
  assert.deepEqual(words(machine.handle({ type: "reachable" }, 2)), [], "it is being asked already");
});

test("content that turns out wrong is fetched again twice", () => {
  const machine = machineAt("verifying");
  for (let time = 0; time < 2; time++) {
    assert.deepEqual(words(machine.handle({ type: "corrupt", detail: "" }, 1)), ["store fetching", "fetch"]);
    machine.handle({ type: "fetched", bytes }, 2);
  }
  assert.deepEqual(words(machine.handle({ type: "corrupt", detail: "" }, 3)), ["store failed", "ended"]);
  assert.equal(machine.record.bytes.origin, 200, "what was fetched twice is counted twice");
});

test("a reason is never longer than a report may carry", () => {
  const machine = machineAt("fetching");
  machine.handle({ type: "failed", reason: { code: "internal", detail: "x".repeat(9000), next: "y".repeat(9000) } }, 1);
  assert.equal(machine.record.reason?.detail?.length, 2000);
  assert.equal(machine.record.reason?.next?.length, 1000);
});

const reason = fc.constant({ code: "internal" as const });
const anyInput: fc.Arbitrary<ActionInput> = fc.oneof(
  fc.constant(start()),
  fc.tuple(fc.boolean(), fc.boolean()).map(([content, repeatable]) => resolved(content, repeatable)),
  fc.constant<ActionInput>({ type: "already-done", variantId: "v1" }),
  reason.map((each): ActionInput => ({ type: "not-applicable", reason: each })),
  fc.constant<ActionInput>({ type: "unreachable", detail: "" }),
  fc.constant<ActionInput>({ type: "reachable" }),
  fc.constant<ActionInput>({ type: "fetched", bytes }),
  fc.constant<ActionInput>({ type: "verified" }),
  fc.constant<ActionInput>({ type: "corrupt", detail: "" }),
  fc
    .constantFrom("success", "soft-reboot", "hard-reboot", "retry", "already", "failed")
    .map((exit) => ran(exit as "success")),
  fc
    .constantFrom<(boolean | "unknown")[]>(true, false, "unknown")
    .map((found): ActionInput => ({ type: "checked", found: found as boolean, detail: "" })),
  fc.constantFrom("boot-1", "boot-2").map((bootId): ActionInput => ({ type: "boot", bootId })),
  reason.map((each): ActionInput => ({ type: "failed", reason: each })),
  fc.constantFrom("cancelled", "superseded").map((why): ActionInput => ({ type: "stop", why: why as "cancelled" })),
  fc.constant<ActionInput>({ type: "turn" }),
  fc.constant<ActionInput>({ type: "now" }),
  fc.constant<ActionInput>({ type: "later" }),
  fc.constant<ActionInput>({ type: "not-restarted" }),
  fc.boolean().map((signedIn): ActionInput => ({ type: "presence", signedIn })),
  fc.constant<ActionInput>({ type: "tick" }),
  fc
    .record({
      rebootRule: fc.constantFrom("never", "when-needed", "forced"),
      maintenanceWindows: fc.constantFrom<TimeWindow[]>([], [NIGHT]),
      deferralMs: fc.constantFrom(0, 1000, 3_600_000),
      deferralCount: fc.integer({ min: 0, max: 2 }),
      deferralIntervalMs: fc.constantFrom(1000, 900_000),
      rebootDeadlineMs: fc.constantFrom(0, 50_000),
      rebootNoticeMs: fc.constantFrom(0, 10_000),
      userNotification: fc.constantFrom("none", "restarts", "all"),
    })
    .map((policy): ActionInput => ({ type: "policy", policy: policy as InstallPolicy })),
);

test("whatever comes in whatever order: only rows of the table, steps without gaps, one end, nothing after it", () => {
  const inputs = fc.array(fc.tuple(anyInput, fc.integer({ min: 0, max: 100_000 })), { maxLength: 60 });
  fc.assert(
    fc.property(
      inputs,
      fc.constantFrom("install", "remove", "precache"),
      fc.boolean(),
      (each, kind, restartAllowed) => {
        const assignment = { ...order, kind: kind as "install" };
        const machine = new ActionMachine(newRecord(assignment), under(restartAllowed));
        let state: ActionState = "assigned";
        let [step, nowMs, ends, installs] = [0, 0, 0, 0];
        for (const [input, laterMs] of each) {
          nowMs += laterMs;
          const wasEnded = isEnd(state);
          const outputs = machine.handle(input, nowMs);
          if (wasEnded) assert.deepEqual(outputs, []);
          for (const output of outputs) {
            if (output.type === "store") {
              assert.ok(mayFollow(state, output.record.state), `${state} to ${output.record.state}`);
              assert.equal(output.report.step, ++step);
              assert.equal(output.report.state, output.record.state);
              state = output.record.state;
            }
            if (output.type === "ended") ends++;
            if (output.type === "install") {
              installs++;
              if (input.type === "policy") assert.fail("a policy begins nothing without its turn");
              assert.equal(state, "installing");
            }
          }
          assert.equal(machine.record.state, state);
        }
        assert.equal(ends, isEnd(state) ? 1 : 0);
        assert.ok(installs <= LIMITS.installAttempts);
        if (kind === "precache") assert.equal(installs, 0);
        if (isEnd(state)) assert.equal(machine.deadlineMs(), undefined);
      },
    ),
    { numRuns: 2000 },
  );
});
