import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import { PeerBook } from "./peer-book.ts";

const book = () => new PeerBook(4, () => 0.5);

test("each piece is counted once for each peer that may be asked", () => {
  const peers = book();
  peers.set("a", [[0, 3]]);
  peers.set("b", [[2, 2]]);
  assert.deepEqual(copies(peers), [1, 1, 2, 1]);
  peers.set("a", [[0, 4]]);
  assert.deepEqual(copies(peers), [1, 1, 2, 2]);
  peers.lacks(peers.find("b")!, [2, 0]);
  assert.deepEqual(copies(peers), [1, 1, 1, 2]);
  peers.leave(peers.find("a")!, "wrong");
  assert.deepEqual(copies(peers), [0, 0, 0, 1]);
  peers.set("a", [[0, 2]]);
  assert.deepEqual(copies(peers), [0, 0, 0, 1], "whatever it says");
  peers.lacks(peers.find("a")!, [0]);
  peers.drop(peers.find("a")!);
  assert.deepEqual(copies(peers), [0, 0, 0, 1]);
  peers.drop(peers.find("b")!);
  assert.deepEqual(copies(peers), [0, 0, 0, 0]);
  assert.equal(peers.find("b"), undefined);
  assert.equal(peers.find("a")?.left, "wrong");
});

test("waits double with each failure in a row, and too many are the end", () => {
  const peers = book();
  peers.set("a", [[0, 4]]);
  const peer = peers.find("a")!;
  const waits: number[] = [];
  for (let times = 1; times < LIMITS.peerAttempts; times++) {
    peers.failed(peer, peer.notBeforeMs);
    waits.push(peer.notBeforeMs - waits.reduce((sum, each) => sum + each, 0));
  }
  assert.deepEqual(waits.slice(0, 4), [750, 1500, 3000, 6000]);
  assert.deepEqual(peers.usable, [peer]);
  peers.brought(peer, 10);
  peers.failed(peer, peer.notBeforeMs);
  assert.deepEqual(peers.usable, [peer], "a piece between them makes it no row");
  for (let times = 1; times < LIMITS.peerAttempts; times++) peers.failed(peer, 0);
  assert.deepEqual(peers.usable, []);
  assert.deepEqual(copies(peers), [0, 0, 0, 0]);
});

function copies(peers: PeerBook): number[] {
  return [0, 1, 2, 3].map((index) => peers.copies(index));
}
