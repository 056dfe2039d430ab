import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import type { Beacon } from "@shoal/protocol/multicast/messages";
import { claimOf } from "./claim.ts";
import type { MemberId, SessionInput, SessionOutput } from "./messages.ts";
import { SessionMachine } from "./session-machine.ts";

const PIECES = 8;
const K = 128;
const FIRST = "10.0.0.2|1|a";
const BETTER = "10.0.0.3|1|b";

/** A device that follows, and what it hears of two that lead. */
class Follower {
  readonly accused: MemberId[] = [];
  readonly machine = new SessionMachine({
    sizeBytes: PIECES * PIECE_BYTES,
    have: [],
    suitability: 10,
    peer: { host: "10.0.0.9", port: 7 },
    startDelayMs: 0,
    rateBytesPerSecond: 4_000_000,
    mayLead: true,
    seed: 1,
  });
  #counter = 0;

  constructor() {
    this.#feed({ type: "start" });
    this.beacon(FIRST, 50);
  }

  beacon(from: MemberId, suitability: number): void {
    const message: Beacon = {
      type: "beacon",
      claim: claimOf(suitability, PIECES, PIECES, 1),
      sentMs: 0,
      clockUs: 0,
      phase: "casting",
      startsInMs: 0,
      members: 2,
      rateBytesPerSecond: 4_000_000,
      castSymbols: 0,
      peerPort: 7,
      round: 0,
      holders: [],
    };
    this.#feed({ type: "message", from, counter: ++this.#counter, message });
  }

  /** @returns whether the block can be decoded now */
  symbols(from: MemberId, block: number, first: number, count: number): boolean {
    let isFull = false;
    for (let index = first; index < first + count; index++)
      for (const { type } of this.#feed({ type: "symbol", from, counter: ++this.#counter, block, index }))
        isFull ||= type === "decode";
    return isFull;
  }

  wrong(block: number): void {
    this.#feed({ type: "decoded", block, outcome: "wrong" });
  }

  #feed(input: SessionInput): SessionOutput[] {
    const out = this.machine.handle(input, 0);
    for (const each of out) if (each.type === "accuse") this.accused.push(each.member);
    return out;
  }
}

test("a better representative is followed as soon as it is heard, a worse one is not", () => {
  const follower = new Follower();
  assert.equal(follower.machine.leader, FIRST);
  follower.beacon(BETTER, 49);
  assert.equal(follower.machine.leader, FIRST);
  follower.beacon(BETTER, 80);
  assert.equal(follower.machine.leader, BETTER);
  assert.equal(follower.machine.role, "following");
});

test("of wrong blocks that two have sent together, nobody is accused", () => {
  const follower = new Follower();
  for (const block of [0, 1, 2]) assert.equal(follower.symbols(FIRST, block, 0, K / 2), false);
  follower.beacon(BETTER, 80);
  for (const block of [0, 1, 2]) {
    assert.equal(follower.symbols(BETTER, block, K / 2, K / 2), true);
    follower.wrong(block);
  }
  assert.deepEqual(follower.accused, []);
  assert.equal(follower.machine.leader, BETTER);
});

test("wrong blocks are held against who sent them, not against who leads when they are judged", () => {
  const follower = new Follower();
  for (const block of [0, 1]) assert.equal(follower.symbols(FIRST, block, 0, K), true);
  follower.beacon(BETTER, 80);
  for (const block of [0, 1]) follower.wrong(block);
  assert.deepEqual(follower.accused, [FIRST]);
  assert.equal(follower.machine.leader, BETTER);
  follower.beacon(FIRST, 100);
  assert.equal(follower.machine.leader, BETTER, "nothing of it is taken any more");
});

test("one wrong block may be an accident", () => {
  const follower = new Follower();
  assert.equal(follower.symbols(FIRST, 0, 0, K), true);
  follower.wrong(0);
  assert.deepEqual(follower.accused, []);
  assert.equal(follower.symbols(FIRST, 0, 0, K), true, "it begins anew");
});
