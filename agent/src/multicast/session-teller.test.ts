import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { SessionReport } from "@shoal/protocol/session/report";
import { SessionCounts } from "./session-counts.ts";
import { SessionTeller } from "./session-teller.ts";

const of = { actionId: "7", session: "0".repeat(16), digest: "1".repeat(64), subnet: "10.1.0.0/24" };

function scene() {
  mock.timers.enable({ apis: ["setInterval"] });
  const told: [SessionReport, boolean][] = [];
  let nowMs = 1000.4;
  const counts = new SessionCounts(3000, 0);
  const report = (each: SessionReport, now: boolean) => told.push([each, now]);
  const teller = new SessionTeller({ of, counts, nowMs: () => nowMs, report });
  const pass = (ms: number) => {
    nowMs += ms;
    mock.timers.tick(ms);
  };
  return { told, counts, teller, pass };
}

test("what changes is noted as it goes, what does not is not, and the end of the fetch is news", (t) => {
  t.after(() => mock.timers.reset());
  const { told, counts, teller, pass } = scene();
  pass(5000);
  assert.equal(told.length, 1);
  pass(60_000);
  assert.equal(told.length, 1, "nothing has changed");
  counts.received(0, 0);
  pass(5000);
  assert.deepEqual(
    told.map(([each, now]) => [each.symbolsReceived, now]),
    [
      [0, false],
      [1, false],
    ],
  );
  counts.kept(0, "multicast");
  teller.fetchEnded();
  const [last, now] = told.at(-1)!;
  assert.deepEqual([last.bytes.multicast, last.startedMs, last.endedMs, now], [3000, 1000, 71_000, true]);
  counts.sent(0, 0);
  pass(5000);
  assert.deepEqual([told.at(-1)![0].symbolsSent, told.at(-1)![1]], [1, true], "it goes on giving");
  teller.close();
  pass(60_000);
  assert.equal(told.length, 4);
});

test("who begins to lead says so at once, and once", (t) => {
  t.after(() => mock.timers.reset());
  const { told, counts, pass, teller } = scene();
  counts.role("leading");
  pass(5000);
  counts.sent(0, 0);
  pass(5000);
  assert.deepEqual(
    told.map(([each, now]) => [each.led, now]),
    [
      [true, true],
      [true, false],
    ],
  );
  teller.close();
});

test("who has come late says so at once, and once", (t) => {
  t.after(() => mock.timers.reset());
  const { told, counts, pass, teller } = scene();
  counts.beacon(40);
  pass(5000);
  counts.received(0, 0);
  pass(5000);
  assert.deepEqual(
    told.map(([each, now]) => [each.late, now]),
    [
      [true, true],
      [true, false],
    ],
  );
  teller.close();
});
