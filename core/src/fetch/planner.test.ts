import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import fc from "fast-check";
import { seededRandom } from "../random/seeded.ts";
import { type FetchInput, type FetchOutput, FetchPlanner } from "./planner.ts";

const options = {
  pieces: 10,
  have: [],
  sources: ["origin"] as const,
  parallel: 2,
  stallMs: 1000,
  seed: 1,
  runPieces: 3,
};

test("runs of missing pieces, as many at once as allowed", () => {
  const planner = new FetchPlanner({ ...options, have: [1, 5] });
  assert.deepEqual(planner.handle({ type: "start" }, 0), [
    { type: "request", request: 1, run: [0, 1] },
    { type: "request", request: 2, run: [2, 3] },
  ]);
  planner.handle({ type: "piece", source: "origin", request: 1, index: 0, ok: true }, 1);
  assert.deepEqual(planner.handle({ type: "request-ended", request: 1, outcome: "done" }, 2), [
    { type: "request", request: 3, run: [6, 3] },
  ]);
});

test("whole-blob sources come first; what they bring is not asked for again", () => {
  const planner = new FetchPlanner({ ...options, pieces: 2, sources: ["cache", "patch", "origin"] });
  assert.deepEqual(planner.handle({ type: "start" }, 0), [{ type: "use-whole", source: "cache" }]);
  planner.handle({ type: "piece", source: "cache", index: 1, ok: true }, 0);
  assert.deepEqual(planner.handle({ type: "whole-ended", source: "cache" }, 0), [
    { type: "use-whole", source: "patch" },
  ]);
  assert.deepEqual(planner.handle({ type: "whole-ended", source: "patch" }, 0), [
    { type: "request", request: 1, run: [0, 1] },
  ]);
});

test("others that come after the origin are asked where it brings nothing, and it is asked on", () => {
  const planner = new FetchPlanner({ ...options, pieces: 2, sources: ["origin", "multicast"] });
  let outputs = planner.handle({ type: "start" }, 0);
  const said: string[] = [];
  for (let nowMs = 1000, at = 0; at < 6; nowMs += 60_000, at++) {
    const request = outputs.find((each) => each.type === "request");
    if (request) outputs = planner.handle({ type: "request-ended", request: request.request, outcome: "cut" }, nowMs);
    said.push(outputs.map(({ type }) => type).join(","));
    outputs = planner.handle({ type: "tick" }, nowMs + 59_000);
  }
  assert.deepEqual(said, ["", "", "use-session", "", "", ""]);
  assert.equal(outputs[0]?.type, "request");
  planner.handle({ type: "elsewhere", runs: [[0, 2]] }, 400_000);
  planner.handle({ type: "piece", source: "peer", index: 0, ok: true }, 400_000);
  assert.deepEqual(planner.handle({ type: "piece", source: "peer", index: 1, ok: true }, 400_000).at(-1), {
    type: "done",
  });
});

test("a silent request is given up and asked again after a wait", () => {
  const planner = new FetchPlanner({ ...options, pieces: 1 });
  planner.handle({ type: "start" }, 0);
  assert.equal(planner.deadlineMs(), 1000);
  assert.deepEqual(planner.handle({ type: "tick" }, 999), []);
  assert.deepEqual(planner.handle({ type: "tick" }, 1000), [
    { type: "abort", request: 1, why: "nothing came for 1 s" },
  ]);
  const again = planner.deadlineMs()!;
  assert.ok(again >= 1500 && again <= 2000, `${again}`);
  assert.deepEqual(planner.handle({ type: "tick" }, again), [{ type: "request", request: 2, run: [0, 1] }]);
});

test("waits grow, and end when something arrives", () => {
  const planner = new FetchPlanner({ ...options, pieces: 2, runPieces: 1, parallel: 1 });
  let [{ request }] = planner.handle({ type: "start" }, 0) as unknown as [{ request: number }];
  const waits: number[] = [];
  for (let nowMs = 0, round = 0; round < 12; round++) {
    planner.handle({ type: "request-ended", request, outcome: "cut" }, nowMs);
    const next = planner.deadlineMs()!;
    waits.push(next - nowMs);
    nowMs = next;
    request = (planner.handle({ type: "tick" }, nowMs)[0] as { request: number }).request;
  }
  assert.ok(waits[5]! > waits[0]! * 8);
  assert.ok(Math.max(...waits) <= 300_000);
});

test("content that the server does not have is not asked for for ever", () => {
  const planner = new FetchPlanner(options);
  planner.handle({ type: "start" }, 0);
  const outputs = planner.handle({ type: "request-ended", request: 1, outcome: "missing" }, 1);
  assert.deepEqual(
    outputs.map((each) => each.type),
    ["abort", "failed"],
  );
  assert.equal((outputs[1] as { code: string }).code, "content-missing");
  assert.deepEqual(planner.handle({ type: "tick" }, 99_999), []);
});

test("a source that sends wrong bytes is given up", () => {
  const planner = new FetchPlanner({ ...options, pieces: 1 });
  let outputs = planner.handle({ type: "start" }, 0);
  let nowMs = 0;
  for (let round = 0; round < LIMITS.corruptPieces; round++) {
    const { request } = outputs.find((each) => each.type === "request") as { request: number };
    const last = planner.handle({ type: "piece", source: "origin", request, index: 0, ok: false }, nowMs);
    if (last.some((each) => each.type === "failed")) {
      assert.equal(round, LIMITS.corruptPieces - 1);
      return;
    }
    planner.handle({ type: "request-ended", request, outcome: "done" }, nowMs);
    nowMs = planner.deadlineMs()!;
    outputs = planner.handle({ type: "tick" }, nowMs);
  }
  assert.fail("it went on");
});

test("a slow line is not a silent one", () => {
  const planner = new FetchPlanner({ ...options, pieces: 1 });
  planner.handle({ type: "start" }, 0);
  planner.handle({ type: "heard", request: 1 }, 900);
  assert.equal(planner.deadlineMs(), 1900);
  assert.deepEqual(planner.handle({ type: "tick" }, 1500), []);
});

test("while one request feels its way, nothing else is due", () => {
  const planner = new FetchPlanner({ ...options, parallel: 4 });
  planner.handle({ type: "start" }, 0);
  for (const request of [1, 2, 3]) planner.handle({ type: "request-ended", request, outcome: "cut" }, 10);
  planner.handle({ type: "request-ended", request: 4, outcome: "cut" }, 10);
  const due = planner.deadlineMs()!;
  assert.equal(planner.handle({ type: "tick" }, due).length, 1);
  assert.equal(planner.deadlineMs(), due + options.stallMs, "the next thing to do is to give this one up");
});

test("a server that is heard again is asked at once", () => {
  const planner = new FetchPlanner({ ...options, pieces: 1 });
  planner.handle({ type: "start" }, 0);
  planner.handle({ type: "request-ended", request: 1, outcome: "cut", retryAfterMs: 60_000 }, 10);
  assert.ok(planner.deadlineMs()! >= 60_010);
  assert.deepEqual(planner.handle({ type: "reachable" }, 20), [{ type: "request", request: 2, run: [0, 1] }]);
});

test("pushed content: asked for again after an end that left something out, and not for ever", () => {
  const planner = new FetchPlanner({ ...options, pieces: 2, sources: ["push"] });
  assert.deepEqual(planner.handle({ type: "start" }, 0), [{ type: "use-push" }]);
  assert.equal(planner.deadlineMs(), undefined, "the server sends when it chooses");
  planner.handle({ type: "piece", source: "push", index: 0, ok: true }, 5);
  assert.deepEqual(planner.handle({ type: "push-ended", outcome: "sent" }, 10), []);
  assert.deepEqual(planner.handle({ type: "tick" }, 11), []);
  const again = planner.deadlineMs()!;
  assert.ok(again > 10 && again <= 1010);
  assert.deepEqual(planner.handle({ type: "tick" }, again), [{ type: "use-push" }]);
  let nowMs = again;
  for (let time = 0; time < 2; time++) {
    assert.deepEqual(planner.handle({ type: "push-ended", outcome: "unavailable" }, nowMs), []);
    nowMs = planner.deadlineMs()!;
    planner.handle({ type: "tick" }, nowMs);
  }
  const [last] = planner.handle({ type: "push-ended", outcome: "unavailable", detail: "gone" }, nowMs);
  assert.deepEqual(last, { type: "failed", code: "content-missing", detail: "gone" });
});

/** A network of any temper: cuts, stalls, wrong pieces, late pieces of requests that were given up. */
function simulate(seed: number): { rounds: number; kept: Set<number>; ended: FetchOutput } {
  const random = seededRandom(seed);
  const pieces = 1 + Math.floor(random() * 40);
  const have = Array.from({ length: pieces }, (_, index) => index).filter(() => random() < 0.2);
  const planner = new FetchPlanner({
    pieces,
    have,
    sources: random() < 0.5 ? ["cache", "origin"] : ["origin"],
    parallel: 1 + Math.floor(random() * 4),
    stallMs: 1000,
    seed,
    runPieces: 1 + Math.floor(random() * 8),
  });
  const kept = new Set(have);
  const open = new Map<number, number[]>();
  const queue: FetchInput[] = [{ type: "start" }];
  let nowMs = 0;
  for (let rounds = 0; rounds < 20_000; rounds++) {
    const input = queue.shift() ?? { type: "tick" as const };
    for (const output of planner.handle(input, nowMs)) {
      if (output.type === "done" || output.type === "failed") return { rounds, kept, ended: output };
      if (output.type === "use-whole") queue.push({ type: "whole-ended", source: output.source });
      if (output.type === "abort") open.delete(output.request);
      if (output.type === "request") {
        const asked = Array.from({ length: output.run[1] }, (_, at) => output.run[0] + at);
        for (const index of asked) {
          assert.ok(index < pieces && !kept.has(index), `piece ${index} is asked for although it is here`);
          for (const others of open.values()) assert.ok(!others.includes(index), `piece ${index} is asked for twice`);
        }
        open.set(output.request, asked);
      }
    }
    for (const [request, left] of [...open]) {
      const temper = random();
      if (temper < 0.1) queue.push({ type: "request-ended", request, outcome: "cut" });
      else if (temper < 0.9 && left.length > 0) {
        const ok = random() > 0.02;
        const index = left.shift()!;
        if (ok) kept.add(index);
        queue.push({ type: "piece", source: "origin", request, index, ok });
      } else if (left.length === 0) queue.push({ type: "request-ended", request, outcome: "done" });
      if (queue.some((each) => each.type === "request-ended" && each.request === request)) open.delete(request);
    }
    const deadline = planner.deadlineMs();
    if (queue.length === 0 && deadline !== undefined) nowMs = Math.max(nowMs, deadline);
    nowMs += Math.floor(random() * 50);
  }
  throw new Error(`seed ${seed} did not end`);
}

test("every network ends in every piece, or in a stated failure", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
      const { kept, ended } = simulate(seed);
      if (ended.type === "done") assert.equal(new Set(kept).size, Math.max(...kept, -1) + 1, `seed ${seed}`);
      else assert.equal(ended.type, "failed");
    }),
    { numRuns: 500 },
  );
});
