import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import type { PushOutput } from "./messages.ts";
import { PushMachine } from "./push-machine.ts";

const unlimited = { concurrent: 4, rateBytesPerSecond: 0, deviceRateBytesPerSecond: 0 };
const request = (name: string, pieces = 3) => ({
  device: name,
  actionId: "a",
  digest: "b",
  sizeBytes: pieces * PIECE_BYTES,
  lacks: [[0, pieces] as [number, number]],
});
const sends = (out: PushOutput[]) => out.filter((each) => each.type === "send");

test("a piece that is refused again and again ends the transfer", () => {
  const machine = new PushMachine(unlimited, 0);
  let out = machine.handle({ type: "ready", ...request("d", 1) }, 0);
  let times = 0;
  while (sends(out).length > 0 && times < 20) {
    times++;
    machine.handle({ type: "written", device: "d", transfer: 1 }, times);
    out = machine.handle({ type: "ack", device: "d", transfer: 1, piece: 0, ok: false }, times);
  }
  assert.equal(times, LIMITS.pushPieceResends + 1);
  assert.deepEqual(
    out.map((each) => each.type === "end" && each.outcome),
    ["stopped"],
  );
  assert.equal(machine.active, 0);
});

test("acknowledgements of what is not under way change nothing", () => {
  const machine = new PushMachine(unlimited, 0);
  machine.handle({ type: "ready", ...request("d", 3) }, 0);
  for (const ack of [
    { device: "d", transfer: 1, piece: 2 },
    { device: "d", transfer: 1, piece: 99 },
    { device: "d", transfer: 7, piece: 0 },
    { device: "other", transfer: 1, piece: 0 },
  ])
    assert.deepEqual(machine.handle({ type: "ack", ok: true, ...ack }, 0), []);
  assert.equal(machine.active, 1);
});

test("runs outside the blob, no runs, and too many transfers are answered, not thrown", () => {
  const machine = new PushMachine({ ...unlimited, concurrent: 1 }, 0);
  const outside = machine.handle({ type: "ready", ...request("d"), lacks: [[2, 5]] }, 0);
  assert.equal(outside[0]?.type === "end" && outside[0].outcome, "unavailable");
  const nothing = machine.handle({ type: "ready", ...request("d"), lacks: [] }, 0);
  assert.equal(nothing[0]?.type === "end" && nothing[0].outcome, "sent");
  for (let index = 0; index <= LIMITS.pushQueuePerDevice; index++)
    machine.handle({ type: "ready", ...request("d"), actionId: `a${index}` }, 0);
  const one = machine.handle({ type: "ready", ...request("d"), actionId: "one more" }, 0);
  assert.equal(one[0]?.type === "end" && one[0].outcome, "unavailable");
  assert.equal(machine.active, 1);
  machine.handle({ type: "gone", device: "d" }, 0);
  assert.equal(machine.active + machine.queued, 0);
  assert.equal(machine.deadlineMs(), undefined);
});

test("what the server does not have is answered under a number of its own", () => {
  const machine = new PushMachine(unlimited, 0);
  const [first] = machine.handle({ type: "absent", device: "d", actionId: "a", digest: "x" }, 0);
  const [second] = machine.handle({ type: "absent", device: "d", actionId: "a", digest: "x" }, 0);
  assert.deepEqual([first?.type === "end" && first.outcome, first?.transfer, second?.transfer], ["unavailable", 1, 2]);
});

test("a device that asks again for the same is sent what it lacks now, under a new transfer", () => {
  const machine = new PushMachine(unlimited, 0);
  machine.handle({ type: "ready", ...request("d", 3) }, 0);
  const out = machine.handle({ type: "ready", ...request("d", 3), lacks: [[2, 1]] }, 1);
  assert.deepEqual(
    sends(out).map((each) => [each.transfer, each.piece]),
    [[2, 2]],
  );
  assert.equal(machine.active, 1);
});

test("stop and unreadable end it with their reason", () => {
  for (const [input, outcome] of [
    [{ type: "stop" }, "stopped"],
    [{ type: "unreadable", detail: "gone" }, "unavailable"],
  ] as const) {
    const machine = new PushMachine(unlimited, 0);
    machine.handle({ type: "ready", ...request("d") }, 0);
    const out = machine.handle({ ...input, device: "d", transfer: 1 }, 1);
    assert.equal(out[0]?.type === "end" && out[0].outcome, outcome);
    assert.equal(machine.active, 0);
  }
});
