import assert from "node:assert/strict";
import { test } from "node:test";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { RolloutMachine } from "./machine.ts";
import type { RolloutInput, RolloutOrder, RolloutOutput } from "./messages.ts";
import { newRollout } from "./state.ts";
import { whyNot } from "./why-not.ts";

const ANNA = "operator:anna";

/** A rollout that has started at 0, and the ways to move it on. */
function started(rings: RolloutRing[], sizes: number[], dynamic = false) {
  const plan = { rings, dynamic };
  const machine = new RolloutMachine(plan, newRollout(sizes, ANNA, 0));
  const said: string[] = [];
  const opened: number[] = [];
  const feed = (input: RolloutInput, nowMs: number): RolloutOutput[] => {
    const out = machine.handle(input, nowMs);
    for (const each of out) {
      if (each.type === "say") said.push(each.text);
      if (each.type === "open") opened.push(each.ring);
    }
    return out;
  };
  feed({ type: "start" }, 0);
  return {
    machine,
    said,
    opened,
    feed,
    kinds: (input: RolloutInput, nowMs: number) =>
      feed(input, nowMs).flatMap((each) => (each.type === "say" ? [] : [each.type])),
    succeed: (ring: number, count: number, nowMs = 0) =>
      feed({ type: "moved", ring, from: "open", to: "succeeded", count }, nowMs),
    fail: (ring: number, count: number, nowMs = 0) =>
      feed({ type: "moved", ring, from: "open", to: "failed", count }, nowMs),
    refused: (order: RolloutOrder, by = ANNA) => whyNot(plan, machine.state, order, by) ?? "",
  };
}

const CANARY: RolloutRing = { name: "canary", count: 10 };
const REST: RolloutRing = { name: "rest", rest: true };

test("a ring opens the next when enough have ended well, and the last one ends it", () => {
  const { machine, opened, said, succeed, fail } = started([CANARY, REST], [10, 90]);
  assert.deepEqual([opened, machine.state.state], [[0], "running"]);
  succeed(0, 8);
  assert.deepEqual(opened, [0], "nine of ten must have ended");
  succeed(0, 1);
  assert.deepEqual(opened, [0, 1]);
  assert.match(said.join("\n"), /ring "canary" is done: 9 of 10 have ended, 9 must have; 9 of 9 that ended succeeded/);
  assert.match(said.at(-1)!, /ring "rest" opened with 90 devices: ring "canary" is done/);
  fail(1, 4);
  succeed(1, 86);
  assert.deepEqual([machine.state.state, machine.state.rings[1]!.state], ["finished", "done"]);
});

test("errors are looked at before success, and not before the sample has ended", () => {
  const { machine, opened, said, fail, succeed, kinds } = started([CANARY, REST], [10, 90]);
  fail(0, 3);
  assert.equal(machine.state.state, "running", "three are no sample");
  succeed(0, 1);
  assert.deepEqual(kinds({ type: "moved", ring: 0, from: "open", to: "succeeded", count: 1 }, 5), ["hold"]);
  assert.deepEqual([machine.state.state, machine.state.rings[0]!.state, opened], ["paused", "halted", [0]]);
  assert.match(said.at(-1)!, /ring "canary" halted: 3 of 5 that ended failed \(60 %\), at most 5 % may fail/);
});

test("stop cancels what is open and is the end; a late failure of a ring that is done does it too", () => {
  const { machine, opened, succeed, fail, refused, kinds } = started(
    [{ ...CANARY, errors: { count: 1 }, onErrors: "stop" }, REST],
    [10, 90],
  );
  succeed(0, 9);
  assert.deepEqual(opened, [0, 1]);
  assert.deepEqual(kinds({ type: "moved", ring: 0, from: "open", to: "failed", count: 1 }, 9), ["cancel"]);
  assert.equal(machine.state.state, "stopped");
  assert.deepEqual(fail(1, 5), [], "nothing follows");
  assert.match(refused("resume"), /is stopped \(ring "canary" halted: 1 of 10.*nothing follows that/);
});

test("resume goes on in spite of the failures so far; one more failure pulls the plug again", () => {
  const { machine, opened, fail, succeed, feed, kinds } = started(
    [{ ...CANARY, errors: { count: 2 } }, REST],
    [10, 90],
  );
  fail(0, 2);
  assert.equal(machine.state.state, "paused");
  succeed(0, 7);
  assert.deepEqual(opened, [0], "paused is paused");
  assert.deepEqual(kinds({ type: "resume", by: ANNA }, 50), ["release", "open"]);
  feed({ type: "moved", ring: 0, from: "failed", to: "succeeded", count: 1 }, 60);
  assert.equal(machine.state.state, "running");
  fail(0, 1);
  assert.equal(machine.state.state, "paused", "a failure more than when it was resumed, less what was mended since");
});

test("a ring soaks, and begins anew when it was not good in between", () => {
  const { machine, opened, feed, succeed, fail } = started(
    [{ name: "a", count: 20, success: 90, errors: { percent: 20 }, timeoutMs: 10_000, ended: 50, soakMs: 100 }, REST],
    [20, 80],
  );
  succeed(0, 10, 10);
  assert.deepEqual([machine.state.rings[0]!.state, machine.deadlineMs()], ["soaking", 110]);
  fail(0, 2, 50);
  assert.deepEqual([machine.state.rings[0]!.state, machine.deadlineMs()], ["open", 10_000]);
  succeed(0, 8, 60);
  feed({ type: "tick" }, 110);
  assert.deepEqual(opened, [0]);
  feed({ type: "tick" }, 160);
  assert.deepEqual(opened, [0, 1]);
});

test("time that is over pauses, and is given again with resume; or opens the next where that is asked for", () => {
  const paused = started([{ ...CANARY, timeoutMs: 100 }, REST], [10, 90]);
  paused.feed({ type: "tick" }, 99);
  assert.equal(paused.machine.state.state, "running");
  paused.feed({ type: "tick" }, 100);
  assert.match(paused.machine.state.why, /"canary" was not done within 100 ms: 0 of 10 have ended, 9 must have/);
  assert.deepEqual([paused.machine.state.state, paused.machine.deadlineMs()], ["paused", undefined]);
  paused.feed({ type: "resume", by: ANNA }, 500);
  assert.equal(paused.machine.deadlineMs(), 600);
  paused.feed({ type: "pause", by: ANNA }, 550);
  paused.feed({ type: "resume", by: ANNA }, 1550);
  assert.equal(paused.machine.deadlineMs(), 1600, "the pause is not taken from it");

  const open = started([{ ...CANARY, timeoutMs: 100, onTimeout: "open" }, REST], [10, 90]);
  open.feed({ type: "tick" }, 100);
  assert.deepEqual(open.opened, [0, 1]);
  assert.match(open.said.at(-1)!, /the time of ring "canary" is over/);
});

test("approvals are of others, each counts once, and what they agreed to does not outlive a halt", () => {
  const ring: RolloutRing = { ...CANARY, approvals: 2, errors: { count: 1 } };
  const { machine, opened, succeed, fail, feed, refused } = started([ring, REST], [10, 90]);
  assert.match(refused("next"), /"canary" asks for 2 more persons to agree before the next may open/);
  assert.match(refused("approve"), /operator:anna started the rollout; others have to agree/);
  feed({ type: "approve", by: "operator:ben" }, 1);
  assert.match(refused("approve", "operator:ben"), /operator:ben has agreed before; each counts once/);
  fail(0, 1, 2);
  assert.deepEqual(machine.state.approvals, []);
  feed({ type: "resume", by: ANNA }, 3);
  succeed(0, 9, 4);
  assert.deepEqual([machine.state.state, opened], ["waiting", [0]]);
  assert.match(machine.state.why, /2 more must agree that ring "rest" opens/);
  feed({ type: "approve", by: "operator:ben" }, 5);
  assert.deepEqual([machine.state.state, opened], ["waiting", [0]]);
  feed({ type: "approve", by: "operator:cem" }, 6);
  assert.deepEqual([machine.state.state, opened], ["running", [0, 1]]);
  assert.match(refused("approve", "operator:dora"), /"rest" asks nobody to agree/);
});

test("a person opens the next where the plan says so, or before its time; of the last one it is the end", () => {
  const { machine, opened, succeed, feed, refused } = started([{ ...CANARY, next: "wait" }, REST], [10, 90]);
  succeed(0, 10, 1);
  assert.deepEqual([machine.state.state, opened], ["waiting", [0]]);
  feed({ type: "next", by: ANNA }, 2);
  assert.deepEqual(opened, [0, 1]);
  feed({ type: "pause", by: ANNA }, 3);
  assert.match(refused("next"), /paused \(operator:anna paused it\); resume it first/);
  assert.match(refused("pause"), /paused already/);
  feed({ type: "resume", by: ANNA }, 4);
  assert.match(refused("resume"), /is running, not paused/);
  feed({ type: "next", by: ANNA }, 5);
  assert.deepEqual([machine.state.state, machine.state.why], ["finished", "operator:anna finished it as it stands"]);
  assert.match(refused("next"), /the rollout is finished/);
});

test("a ring of which nobody counts proves nothing: a person decides", () => {
  const { machine, opened, feed } = started([CANARY, REST], [10, 90]);
  feed({ type: "moved", ring: 0, from: "open", to: "neutral", count: 10 }, 1);
  assert.deepEqual([machine.state.state, opened], ["waiting", [0]]);
  assert.match(machine.state.why, /proves nothing: none of its 10 devices counts/);
  feed({ type: "next", by: ANNA }, 2);
  assert.deepEqual(opened, [0, 1]);
});

test("later devices join the last ring that is open, and the rollout that takes them has no end of its own", () => {
  const { machine, succeed, feed, refused, kinds } = started([CANARY, REST], [10, 1], true);
  feed({ type: "joined", count: 2 }, 1);
  assert.equal(machine.state.rings[0]!.open, 12);
  succeed(0, 12, 2);
  succeed(1, 1, 3);
  assert.deepEqual([machine.state.state, machine.state.rings[1]!.state], ["running", "done"]);
  feed({ type: "joined", count: 1 }, 4);
  assert.deepEqual([machine.state.rings[1]!.open, machine.state.state], [1, "running"]);
  assert.match(refused("next"), /the last one, and takes new devices until the rollout is aborted/);
  assert.deepEqual(kinds({ type: "abort", by: ANNA }, 5), ["cancel"]);
  assert.equal(machine.state.state, "aborted");
});
