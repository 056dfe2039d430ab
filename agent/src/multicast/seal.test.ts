import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import { readSymbol } from "@shoal/protocol/multicast/codec";
import { sessionKeys } from "./keys.ts";
import { ReplayWindow } from "./replay-window.ts";
import { Opener, Sealer, sessionOf, symbolRoom } from "./seal.ts";

const keys = sessionKeys(randomBytes(32), "ab".repeat(32));

function pair() {
  const sealer = new Sealer(keys);
  return { sealer, opener: new Opener(keys, new Sealer(keys)) };
}

test("what is sealed is opened, once, with its sender and number", () => {
  const { sealer, opener } = pair();
  const body = randomBytes(40);
  const datagram = sealer.seal("beacon", body);
  assert.equal(sessionOf(datagram), keys.idHex);
  const opened = opener.open(datagram, 0)!;
  assert.deepEqual(
    [opened.type, opened.counter, opened.incarnation, opened.body],
    ["beacon", 1, sealer.incarnation.toString("hex"), body],
  );
  assert.equal(opener.open(datagram, 0), undefined, "a replay");
  assert.equal(opener.open(sealer.seal("bye", body), 0)?.counter, 2);
});

test("one bit anywhere, and it is nothing", () => {
  const { sealer, opener } = pair();
  const datagram = sealer.seal("offer", randomBytes(10));
  for (let bit = 0; bit < datagram.length * 8; bit++) {
    const altered = Buffer.from(datagram);
    altered[bit >> 3]! ^= 1 << (bit & 7);
    assert.equal(opener.open(altered, 0), undefined, `bit ${bit}`);
  }
  for (let length = 0; length < datagram.length; length++)
    assert.equal(opener.open(datagram.subarray(0, length), 0), undefined);
  assert.ok(opener.open(datagram, 0), "what was refused has not used it up");
});

test("another session's, another key's and our own are nothing", () => {
  const { opener } = pair();
  for (const other of [sessionKeys(randomBytes(32), "ab".repeat(32)), { ...keys, datagram: randomBytes(32) }])
    assert.equal(opener.open(new Sealer(other).seal("bye", Buffer.alloc(3)), 0), undefined);
  const own = new Sealer(keys);
  assert.equal(new Opener(keys, own).open(own.seal("bye", Buffer.alloc(3)), 0), undefined);
});

test("a flood of invented senders costs a bounded number of keys, and ends", () => {
  const { sealer, opener } = pair();
  const datagram = sealer.seal("offer", Buffer.alloc(4));
  for (let invented = 0; invented < 2500; invented++) {
    const forged = Buffer.from(datagram);
    forged.writeUInt32BE(invented, 9);
    assert.equal(opener.open(forged, 5000), undefined);
  }
  assert.equal(opener.open(datagram, 5000), undefined, "not in this second");
  assert.ok(opener.open(datagram, 6000), "in the next");
});

test("a symbol with all its heads fits into an Ethernet frame by IPv6", () => {
  const { sealer, opener } = pair();
  const room = symbolRoom(LIMITS.symbolBytes);
  room.fill(9);
  const datagram = sealer.sealSymbol(70_000, 200, room);
  assert.ok(datagram.length <= 1500 - 40 - 8, `${datagram.length}`);
  const { block, index, bytes } = readSymbol(opener.open(datagram, 0)!.body);
  assert.deepEqual([block, index, bytes.every((byte) => byte === 9)], [70_000, 200, true]);
});

test("the replay window takes each number once, in any order, and nothing that is older than it", () => {
  const window = new ReplayWindow();
  for (const counter of [5, 3, 4, 1, 2050, 100]) assert.equal(window.take(counter), true, `${counter}`);
  for (const counter of [5, 3, 100, 2050, 2, 1]) assert.equal(window.take(counter), false, `${counter}`);
  assert.equal(window.take(10_000), true);
  assert.equal(window.take(10_000 - 2047), true);
  assert.equal(window.take(10_000 - 2048), false);
});
