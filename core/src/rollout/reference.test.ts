/** The machine beside a reference that looks at every device, every time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RolloutRing } from "@shoal/protocol/rollout/ring";
import { isOver, RING_BUCKETS, type RingBucket } from "@shoal/protocol/rollout/state";
import fc from "fast-check";
import { RolloutMachine, type RolloutPlan } from "./machine.ts";
import type { RolloutInput, RolloutOutput, Said } from "./messages.ts";
import { newRollout, type RolloutState } from "./state.ts";

const STARTER = "operator:starter";
const PEOPLE = [STARTER, "operator:ben", "operator:cem", "operator:dora"];

const ring = fc.record({
  success: fc.integer({ min: 0, max: 100 }),
  ended: fc.integer({ min: 1, max: 100 }),
  errors: fc.option(
    fc.oneof(
      fc.record({ percent: fc.integer({ min: 0, max: 100 }) }),
      fc.record({ count: fc.integer({ min: 1, max: 4 }) }),
    ),
  ),
  onErrors: fc.constantFrom("pause" as const, "stop" as const),
  sample: fc.integer({ min: 1, max: 6 }),
  soakMs: fc.constantFrom(0, 30, 100),
  timeoutMs: fc.constantFrom(undefined, 150, 400),
  onTimeout: fc.constantFrom("pause" as const, "open" as const),
  next: fc.constantFrom("open" as const, "open" as const, "wait" as const),
  approvals: fc.constantFrom(0, 0, 0, 1, 2),
});
type GeneratedRing = typeof ring extends fc.Arbitrary<infer T> ? T : never;
function ringOf({ errors, timeoutMs, ...rest }: GeneratedRing, at: number): RolloutRing {
  return {
    name: `r${at}`,
    count: 1,
    ...rest,
    ...(errors ? { errors } : {}),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  };
}

const plans = fc.record({
  rings: fc.array(fc.record({ ring, size: fc.integer({ min: 1, max: 8 }) }), { minLength: 1, maxLength: 4 }),
  dynamic: fc.boolean(),
});
const moves = fc.array(
  fc.record({
    /** Mostly outcomes, sometimes a person. */
    what: fc.constantFrom(
      ...(["moved", "moved", "moved", "moved", "moved", "moved", "tick", "tick", "joined"] as const),
      ...(["pause", "resume", "resume", "next", "approve", "abort"] as const),
    ),
    ring: fc.nat(3),
    device: fc.nat(20),
    to: fc.constantFrom(...(["succeeded", "succeeded", "succeeded", "failed", "neutral"] as const)),
    waitMs: fc.constantFrom(0, 0, 1, 20, 60, 200),
    by: fc.constantFrom(...PEOPLE),
  }),
  { minLength: 5, maxLength: 60 },
);

/** What the rules say, from the devices themselves: slow, and easy to see through. */
class Reference {
  readonly plan: RolloutRing[];
  readonly devices: RingBucket[][];
  /** Since when each open ring is good. */
  readonly goodSince: (number | undefined)[];
  /** Rings that have shown what they had to, or were given up waiting for. */
  readonly proven = new Set<number>();
  readonly ends: string[] = [];
  agreed = new Set<string>();
  held = false;

  constructor(plan: RolloutRing[], sizes: number[]) {
    this.plan = plan;
    this.devices = sizes.map((size) => Array<RingBucket>(size).fill("open"));
    this.goodSince = sizes.map(() => undefined);
  }

  count(at: number, ...buckets: RingBucket[]): number {
    return this.devices[at]!.filter((each) => buckets.includes(each)).length;
  }

  isGood(at: number): boolean {
    const { ended = 0, success = 0 } = this.plan[at]!;
    const over = this.count(at, "succeeded", "failed");
    return (
      over >= (this.count(at, "open", "succeeded", "failed") * ended) / 100 &&
      this.count(at, "succeeded") >= (over * success) / 100
    );
  }

  isBad(at: number): boolean {
    const { errors, success = 0, sample = 0, ended = 0 } = this.plan[at]!;
    const failed = this.count(at, "failed");
    if (errors && "count" in errors) return failed >= errors.count;
    const over = this.count(at, "succeeded", "failed");
    const enough = over >= sample || over >= (this.count(at, "open", "succeeded", "failed") * ended) / 100;
    return enough && failed > (over * (errors?.percent ?? 100 - success)) / 100;
  }

  look(opened: number, nowMs: number): void {
    for (let at = 0; at <= opened; at++)
      if (!this.isGood(at)) this.goodSince[at] = undefined;
      else this.goodSince[at] ??= nowMs;
  }

  /** What was put out must be allowed. */
  judge(input: RolloutInput, was: RolloutState, out: RolloutOutput[], nowMs: number): void {
    if (isOver(was.state)) assert.deepEqual(out, [], "nothing follows the end");
    if (input.type === "next") this.proven.add(was.at);
    if (input.type === "approve" && !isOver(was.state) && was.state !== "paused" && input.by !== STARTER)
      this.agreed.add(input.by);
    for (const each of out) {
      if (each.type === "hold") this.held = true;
      if (each.type === "release") this.held = false;
      if (each.type === "open") this.#judgeOpen(each.ring, input, was);
      if (each.type === "say") this.#judgeSaid(each.what, each.ring ?? -1, was, nowMs);
    }
  }

  #judgeOpen(ring: number, input: RolloutInput, was: RolloutState): void {
    assert.equal(this.held, false, "nothing opens while it is paused");
    if (ring === 0) return;
    const { next, approvals = 0 } = this.plan[ring - 1]!;
    assert.ok(this.proven.has(ring - 1), "the ring before it has proved itself");
    assert.ok(this.agreed.size >= approvals, `${this.agreed.size} of ${approvals} agreed`);
    if (next === "wait") assert.equal(input.type, "next", "a person opens it");
    if (this.count(ring - 1, "open", "succeeded", "failed") === 0)
      assert.equal(input.type, "next", "nobody has proved anything");
    if (was.at < ring - 1) assert.ok(this.plan.length > 2, "one ring after the other");
    this.agreed = new Set();
  }

  #judgeSaid(what: Said, ring: number, was: RolloutState, nowMs: number): void {
    const { soakMs = 0, timeoutMs, onTimeout, approvals: _approvals } = this.plan[ring] ?? { name: "" };
    if (what === "ring-done") {
      const since = this.goodSince[ring];
      assert.ok(since !== undefined && nowMs - since >= soakMs, "good, and for long enough");
      assert.equal(this.held, false, "a ring is not done while it is paused");
      this.proven.add(ring);
    }
    if (what === "timed-out") {
      assert.ok(timeoutMs !== undefined && nowMs - was.rings[ring]!.openedMs! >= timeoutMs, "its time is over");
      if (onTimeout === "open") this.proven.add(ring);
      else this.agreed = new Set();
    }
    if (what === "ring-halted") {
      assert.ok(this.isBad(ring), "too much has failed");
      this.agreed = new Set();
    }
    if (what === "stopped" || what === "finished" || what === "aborted") this.ends.push(what);
  }
}

/** A machine that goes through JSON before every input, and its reference. */
class Pair {
  readonly plan: RolloutPlan;
  readonly reference: Reference;
  machine: RolloutMachine;
  nowMs = 0;

  constructor(plan: RolloutPlan, sizes: number[]) {
    this.plan = plan;
    this.reference = new Reference([...plan.rings], sizes);
    this.machine = new RolloutMachine(plan, newRollout(sizes, STARTER, 0));
  }

  feed(input: RolloutInput): void {
    const was = JSON.parse(JSON.stringify(this.machine.state)) as RolloutState;
    const twin = new RolloutMachine(this.plan, was);
    this.reference.look(was.at, this.nowMs);
    const out = this.machine.handle(input, this.nowMs);
    assert.deepEqual(twin.handle(input, this.nowMs), out, "a machine made of the state again goes on the same way");
    assert.deepEqual(JSON.stringify(twin.state), JSON.stringify(this.machine.state));
    assert.equal(twin.deadlineMs(), this.machine.deadlineMs());
    this.machine = twin;
    const { state } = twin;
    this.reference.look(state.at, this.nowMs);
    this.reference.judge(input, was, out, this.nowMs);
    for (const [at, ring] of state.rings.entries()) {
      for (const bucket of RING_BUCKETS) assert.equal(ring[bucket], this.reference.count(at, bucket));
      const more = ring.failed > ring.excused && at <= state.at;
      if (more && this.reference.isBad(at))
        assert.ok(["paused", "stopped", "aborted", "finished"].includes(state.state));
    }
    if (state.state === "paused") assert.ok(this.reference.held, "who is paused has been told to hold");
    if (state.state === "running" || state.state === "waiting") assert.ok(!this.reference.held);
    assert.equal(this.reference.ends.length, isOver(state.state) ? 1 : 0, "it ends once");
  }

  /** Nothing is slept through: the driver wakes it when it wants to be woken. */
  wait(ms: number): void {
    const untilMs = this.nowMs + ms;
    for (
      let dueMs = this.machine.deadlineMs();
      dueMs !== undefined && dueMs <= untilMs;
      dueMs = this.machine.deadlineMs()
    ) {
      this.nowMs = Math.max(this.nowMs, dueMs);
      this.feed({ type: "tick" });
      assert.notEqual(this.machine.deadlineMs(), dueMs, "what is due is decided");
    }
    this.nowMs = untilMs;
  }

  move(at: number, device: number, to: RingBucket): void {
    const list = this.reference.devices[at]!;
    const from = list[device % list.length]!;
    if (from === to) return;
    list[device % list.length] = to;
    this.feed({ type: "moved", ring: at, from, to, count: 1 });
  }
}

test("no ring opens below its thresholds, nothing is done while it is paused, and it ends once", () => {
  fc.assert(
    fc.property(plans, moves, ({ rings, dynamic }, steps) => {
      const pair = new Pair(
        { rings: rings.map(({ ring }, at) => ringOf(ring, at)), dynamic },
        rings.map(({ size }) => size),
      );
      pair.feed({ type: "start" });
      for (const { what, waitMs, ring, device, to, by } of steps) {
        pair.wait(waitMs);
        if (what === "moved") pair.move(ring % rings.length, device, to);
        else if (what === "tick") pair.feed({ type: "tick" });
        else if (what !== "joined") pair.feed({ type: what, by });
        else if (!isOver(pair.machine.state.state)) {
          pair.reference.devices[pair.machine.state.at]!.push("open");
          pair.feed({ type: "joined", count: 1 });
        }
      }
    }),
    { numRuns: 1500 },
  );
});

test("where all goes well it comes to its end", () => {
  fc.assert(
    fc.property(plans, ({ rings }) => {
      const plan = rings.map(({ ring }, at) => ringOf({ ...ring, errors: null, timeoutMs: undefined }, at));
      const pair = new Pair(
        { rings: plan, dynamic: false },
        rings.map(({ size }) => size),
      );
      pair.feed({ type: "start" });
      for (const [at, { size }] of rings.entries()) {
        assert.ok(pair.machine.state.at >= at);
        for (let device = 0; device < size; device++) pair.move(at, device, "succeeded");
        pair.wait(100);
        if (at === rings.length - 1) break;
        for (const by of PEOPLE.slice(1)) pair.feed({ type: "approve", by });
        if (pair.machine.state.state === "waiting") pair.feed({ type: "next", by: STARTER });
      }
      assert.equal(pair.machine.state.state, "finished");
    }),
  );
});
