import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import { NO_SESSION_BYTES } from "@shoal/protocol/session/no-bytes";
import { SessionCounts } from "./session-counts.ts";

const SYMBOL = 1408;
/** Two whole pieces and one of 3,000 bytes: three symbols. */
const SIZE = 2 * PIECE_BYTES + 3000;

test("a piece counts for its source; of the cast's, what parity made up for counts as repair", () => {
  const counts = new SessionCounts(SIZE, 0);
  counts.repaired(0, 9 * SYMBOL);
  // It was wrong, and came again.
  counts.repaired(0, 3 * SYMBOL);
  counts.repaired(1, 9 * SYMBOL);
  counts.repaired(1, 0);
  counts.kept(0, "multicast");
  counts.kept(1, "multicast");
  counts.kept(2, "peer");
  assert.deepEqual(counts.now.bytes, {
    ...NO_SESSION_BYTES,
    multicast: 2 * PIECE_BYTES - 3 * SYMBOL,
    repair: 3 * SYMBOL,
    peer: 3000,
  });
});

test("a piece that came from elsewhere before the cast's was kept has no repair in it", () => {
  const counts = new SessionCounts(SIZE, 0);
  counts.repaired(1, 5 * SYMBOL);
  counts.kept(1, "origin");
  assert.deepEqual(counts.now.bytes, { ...NO_SESSION_BYTES, origin: PIECE_BYTES });
});

test("what comes again is of no source, and counts where the WAN has carried it", () => {
  const counts = new SessionCounts(SIZE, 0);
  counts.kept(2, "peer");
  for (const source of ["origin", "push", "multicast", "peer", "site"] as const) counts.again(2, source);
  assert.deepEqual([counts.now.bytesAgain, counts.now.bytes], [6000, { ...NO_SESSION_BYTES, peer: 3000 }]);
});

test("what peers gave is told by peer, most first, and of more than a handful only those that gave most", () => {
  const pieces = 2 + LIMITS.sessionPeers;
  const counts = new SessionCounts(pieces * PIECE_BYTES + 3000, 0);
  const at = (port: number, host = "fe80::7") => ({ host, port });
  assert.equal("peers" in counts.now, false);
  counts.kept(0, "peer", at(1, "fe80::7%eth0"));
  counts.kept(1, "site", at(1));
  counts.kept(2, "multicast", at(2));
  assert.deepEqual(counts.now.peers, [{ ...at(1), bytes: 2 * PIECE_BYTES }]);
  counts.kept(pieces, "peer", at(3));
  for (let index = 3; index < pieces; index++) counts.kept(index, "peer", at(index + 1));
  const told = counts.now.peers!;
  assert.equal(told.length, LIMITS.sessionPeers);
  assert.ok(!told.some(({ port }) => port === 3), "it gave least");
});

test("what was here before is of the cache", () => {
  assert.deepEqual(new SessionCounts(SIZE, SIZE).now.bytes, { ...NO_SESSION_BYTES, cache: SIZE });
});

test("symbols above those of the piece are parity, also of a short last piece", () => {
  const counts = new SessionCounts(SIZE, 0);
  for (const [block, index] of [
    [0, 127],
    [0, 128],
    [2, 2],
    [2, 3],
  ] as const) {
    counts.received(block, index);
    counts.sent(block, index);
  }
  const { symbolsReceived, parityReceived, symbolsSent, paritySent } = counts.now;
  assert.deepEqual([symbolsReceived, parityReceived, symbolsSent, paritySent], [4, 2, 4, 2]);
});

test("gaps in a representative's count are losses, whatever the order, and each one counts by itself", () => {
  const counts = new SessionCounts(SIZE, 0);
  for (const counter of [11, 10, 14, 13]) counts.heard("a", counter);
  for (const counter of [900, 903]) counts.heard("b", counter);
  assert.deepEqual([counts.now.datagramsHeard, counts.now.datagramsLost], [6, 1 + 2]);
  counts.heard("a", 20);
  assert.deepEqual([counts.now.datagramsHeard, counts.now.datagramsLost], [7, 3], "it was away meanwhile");
});

test("late is who first follows a cast that has begun; who has cast before is not, who only thought to lead is", () => {
  const late = new SessionCounts(SIZE, 0);
  late.role("following");
  late.beacon(17);
  assert.deepEqual([late.now.late, late.now.role, late.now.led], [true, "following", false]);
  const early = new SessionCounts(SIZE, 0);
  early.beacon(0);
  early.beacon(5000);
  assert.equal(early.now.late, false);
  const led = new SessionCounts(SIZE, 0);
  led.role("offering");
  assert.equal(led.now.role, "seeking");
  led.role("leading");
  led.sent(0, 0);
  led.role("following");
  led.beacon(17);
  led.role("left");
  assert.deepEqual([led.now.late, led.now.role, led.now.led], [false, "following", true]);
  const brief = new SessionCounts(SIZE, 0);
  brief.role("leading");
  brief.beacon(17);
  assert.deepEqual([brief.now.late, brief.now.led], [true, true]);
});
