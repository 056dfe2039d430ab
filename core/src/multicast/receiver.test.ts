import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { PieceSet } from "../content/piece-set.ts";
import { LinkStats } from "./link-stats.ts";
import { OPEN_BLOCKS, Receiver } from "./receiver.ts";

const SIZE = 200 * PIECE_BYTES;
const setUp = () => {
  const have = new PieceSet(200);
  return { have, receiver: new Receiver(SIZE, have) };
};

function cast(receiver: Receiver, block: number, but: readonly number[] = [], from = "leader", nowMs = 0): string {
  let last = "";
  for (let index = 0; index < 128; index++) if (!but.includes(index)) last = receiver.symbol(from, block, index, nowMs);
  return last;
}

test("any 128 symbols are a block; it is told once, and a second copy of a symbol is none", () => {
  const { receiver } = setUp();
  assert.equal(cast(receiver, 0, [5, 6]), "kept");
  assert.equal(receiver.symbol("leader", 0, 7, 0), "useless");
  assert.equal(receiver.symbol("leader", 0, 130, 0), "kept");
  assert.equal(receiver.symbol("leader", 0, 6, 0), "full");
  assert.equal(receiver.symbol("leader", 0, 5, 0), "useless");
});

test("a short block is asked for when it is over, not while what is planned fills it, and not twice at once", () => {
  const { receiver } = setUp();
  cast(receiver, 0, [1, 2, 127]);
  assert.deepEqual(receiver.nack(1, 20), [], "nobody said that it is over");
  assert.equal(receiver.mark([{ block: 0, sent: 128, planned: 131 }], 2), false);
  assert.equal(receiver.mark([{ block: 0, sent: 128, planned: 130 }], 3), false, "more was planned before");
  assert.equal(receiver.mark([{ block: 0, sent: 131, planned: 131 }], 4), true, "sent, and did not come");
  assert.deepEqual(receiver.nack(5, 20), [{ block: 0, need: 3, known: 131 }]);
  assert.deepEqual(receiver.nack(6, 20), []);
  assert.deepEqual(receiver.nack(200, 20), [{ block: 0, need: 3, known: 131 }]);
});

test("a block that was lost is known by its mark, and one that falls silent by the time", () => {
  const { receiver } = setUp();
  receiver.symbol("leader", 9, 0, 0);
  const marks = [8, 9].map((block) => ({ block, sent: 128, planned: 128 }));
  assert.equal(receiver.mark(marks, 0), true);
  assert.deepEqual(receiver.nack(1, 20), [{ block: 9, need: 127, known: 128 }], "all parity does not make block 8");
  receiver.symbol("leader", 4, 0, 1000);
  assert.equal(receiver.isAnyShort(1001), true);
  assert.ok(receiver.nack(1400, 20).some(({ block }) => block === 4));
});

test("who leads next is asked for as many as bring what is lacking, of which some are here", () => {
  const { receiver } = setUp();
  cast(receiver, 0, [1, 2, 3]);
  for (const index of [128, 130]) receiver.symbol("leader", 0, index, 0);
  receiver.newSender(1000);
  assert.deepEqual(receiver.nack(1400, 20), [{ block: 0, need: 2, known: 0 }], "the first that it lacks is 1");
  receiver.mark([{ block: 0, sent: 128, planned: 128 }], 1500);
  assert.deepEqual(receiver.nack(1900, 20), [{ block: 0, need: 2, known: 128 }], "128 is here");
  receiver.mark([{ block: 0, sent: 130, planned: 130 }], 2000);
  assert.deepEqual(receiver.nack(2400, 20), [{ block: 0, need: 2, known: 130 }], "so is 130");
});

test("a block that came by another way is given up, but not while it is being written; nothing more of it is taken", () => {
  const { have, receiver } = setUp();
  assert.equal(cast(receiver, 0), "full");
  assert.equal(receiver.takes(0), false);
  assert.equal(receiver.came(0), false);
  assert.equal(receiver.openBlocks, 1);
  receiver.decoded(0);
  assert.deepEqual([receiver.openBlocks, receiver.takes(0)], [0, true], "it was wrong");
  cast(receiver, 1, [3]);
  assert.deepEqual([receiver.came(1), receiver.came(1), receiver.came(2)], [true, false, false]);
  have.add(2);
  assert.equal(receiver.takes(2), false);
});

test("a symbol beyond those of its block is none", () => {
  const have = new PieceSet(1);
  const receiver = new Receiver(3000, have);
  assert.equal(receiver.symbol("leader", 0, 3 + 127, 0), "useless");
  for (const index of [129, 1]) assert.equal(receiver.symbol("leader", 0, index, 0), "kept");
  assert.equal(receiver.symbol("leader", 0, 2, 0), "full");
});

test("what is here is not put together again", () => {
  const { have, receiver } = setUp();
  have.add(3);
  assert.equal(receiver.symbol("leader", 3, 0, 0), "useless");
  assert.equal(receiver.mark([{ block: 3, sent: 128, planned: 128 }], 0), false);
});

test("a wrong block has the name of who sent all of it, and of nobody where several did", () => {
  const { receiver } = setUp();
  cast(receiver, 0, [], "liar");
  assert.equal(receiver.decoded(0), "liar");
  cast(receiver, 1, [100], "liar");
  receiver.symbol("other", 1, 100, 0);
  assert.equal(receiver.decoded(1), undefined);
});

test("no more blocks are open than there is memory for: the one that was heard longest ago goes", () => {
  const { receiver } = setUp();
  for (let block = 0; block < OPEN_BLOCKS + 4; block++) receiver.symbol("leader", block, 0, block);
  assert.deepEqual(receiver.surplus(), [0, 1, 2, 3]);
  assert.equal(receiver.openBlocks, OPEN_BLOCKS);
});

test("loss is what the sender's numbers leave out; delay is what stands above the best for half a second", () => {
  const stats = new LinkStats();
  let nowMs = 0;
  for (let counter = 1; counter <= 1200; counter++, nowMs++) if (counter % 10 !== 0) stats.heard(counter, nowMs);
  assert.ok(Math.abs(stats.lossPermille - 100) <= 5, `${stats.lossPermille}`);
  const base = 4_294_000_000;
  const clock = (atMs: number, delayMs: number) => stats.clock((base + atMs * 1000) % 2 ** 32, 5000 + atMs + delayMs);
  for (let at = 0; at < 2000; at += 100) clock(at, 2 + (at % 200 === 0 ? 0 : 30));
  assert.ok(stats.delayMs <= 1, `bursts do not count: ${stats.delayMs}`);
  for (let at = 2000; at < 4000; at += 100) clock(at, 52);
  assert.ok(Math.abs(stats.delayMs - 50) <= 2, `${stats.delayMs}`);
});
