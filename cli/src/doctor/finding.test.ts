import assert from "node:assert/strict";
import { test } from "node:test";
import { atLeast, lookAtNode, lookAtZstd } from "./machine.ts";
import { clock } from "./server.ts";

test("clocks that agree to a second are in order; others are told which way they are off", () => {
  const nowMs = Date.parse("2026-11-23T12:00:00Z");
  const at = (offsetMs: number) => clock(new Date(nowMs + offsetMs).toUTCString(), nowMs);
  assert.deepEqual([at(0).state, at(-20_000).state], ["ok", "ok"]);
  assert.match(at(300_000).text, /^this machine is 5 min.* behind the server$/);
  assert.match(at(-86_400_000 * 3).text, /ahead of the server$/);
  assert.deepEqual([clock(null, nowMs).state, at(300_000).state], ["warn", "warn"]);
});

test("versions are compared by number", () => {
  assert.deepEqual(
    ["22.18.0", "22.9.0", "24.0.0", "20.20.2", "nonsense"].map((version) => atLeast(version, [22, 18])),
    [true, false, true, false, false],
  );
  assert.equal(lookAtNode("20.1.0").state, "fail");
});

test("a zstd that is not there is a warning with what it costs", async () => {
  const finding = await lookAtZstd("/nonexistent/zstd");
  assert.equal(finding.state, "warn");
  assert.match(finding.next!, /whole files/);
});
