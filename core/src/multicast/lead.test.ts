import assert from "node:assert/strict";
import { test } from "node:test";
import type { Beacon } from "@shoal/protocol/multicast/messages";
import { PieceSet } from "../content/piece-set.ts";
import { leadOf } from "./fixture.ts";
import type { SessionOutput } from "./messages.ts";

const PIECES = 100;

/** A representative that has everything, and a member that says so much delay once a second. */
function run(delayMs: number, seconds: number, ceilings: Record<number, number> = {}) {
  const lead = leadOf(PIECES, { rateBytesPerSecond: 400_000 });
  const symbolsInSecond: number[] = [];
  let beacon: Beacon | undefined;
  for (let second = 0; second < seconds; second++) {
    const out: SessionOutput[] = [];
    const nowMs = second * 1000;
    const ceiling = ceilings[second];
    if (ceiling) lead.ceiling = ceiling;
    const lacks: [number, number][] = [[0, PIECES]];
    lead.status(
      "10.0.0.2|1|a",
      { type: "status", state: "joined", missing: PIECES, lacks, lossPermille: 0, delayMs, peerPort: 0 },
      out,
      nowMs,
    );
    for (let at = nowMs; at < nowMs + 1000; at = Math.min(lead.deadlineMs() ?? at + 1000, nowMs + 1000))
      lead.tick(out, at);
    symbolsInSecond.push(out.filter(({ type }) => type === "cast").length);
    for (const each of out) if (each.type === "send" && each.message.type === "beacon") beacon = each.message;
  }
  return { symbolsInSecond, beacon: beacon! };
}

test("a cast that the line has no room for is given up, and members are sent to the holders", () => {
  const { symbolsInSecond, beacon } = run(100, 20);
  assert.ok(symbolsInSecond[0]! > 20);
  assert.equal(symbolsInSecond.at(-1), 0);
  assert.equal(beacon.phase, "complete");
  assert.deepEqual(beacon.holders, [{ host: "10.0.0.1", port: 7 }]);
  const calm = run(0, 20);
  assert.ok(calm.symbolsInSecond.at(-1)! > 200, `${calm.symbolsInSecond}`);
  assert.equal(calm.beacon.phase, "casting");
});

test("another ceiling holds at once, and a higher one is grown into", () => {
  const { symbolsInSecond } = run(0, 30, { 5: 100_000, 15: 300_000 });
  assert.ok(symbolsInSecond[4]! > 220, `${symbolsInSecond}`);
  assert.ok(symbolsInSecond[6]! < 70, `${symbolsInSecond}`);
  assert.ok(symbolsInSecond[29]! > 180, `${symbolsInSecond}`);
});

test("a line that other subnets get pieces by is not filled in bursts", () => {
  const most = (isLineShared: boolean): number => {
    const have = new PieceSet(PIECES);
    const lead = leadOf(PIECES, { have, rateBytesPerSecond: 20_000_000, isLineShared });
    const status = {
      type: "status",
      state: "joined",
      missing: PIECES,
      lossPermille: 0,
      delayMs: 0,
      peerPort: 0,
    } as const;
    lead.status("10.0.0.2|1|a", { ...status, lacks: [[0, PIECES]] }, [], 0);
    let burst = 0;
    let sent = 0;
    let window: number[] = [];
    for (let piece = 0; piece < PIECES - 1; piece++) {
      have.add(piece);
      lead.piece(piece, piece * 200);
      for (let at = piece * 200; at < (piece + 1) * 200; at += 5) {
        const out: SessionOutput[] = [];
        lead.tick(out, at);
        const symbols = out.filter(({ type }) => type === "cast").length;
        sent += symbols;
        window = [...window.slice(-9), symbols];
        const inWindow = window.reduce((sum, count) => sum + count);
        if (piece > 10) burst = Math.max(burst, inWindow);
      }
    }
    assert.ok(sent >= (PIECES - 2) * 128, `${sent} symbols went out`);
    return burst;
  };
  assert.ok(most(true) * 1.5 < most(false), `${most(true)} symbols in 50 ms, otherwise ${most(false)}`);
});

test("a member that holds the others back is evicted: told so, not repaired, not waited for", () => {
  const lead = leadOf(400);
  const slow = "10.0.0.3|1|b";
  const told: { id: string; atMs: number }[] = [];
  let rate = 0;
  let symbols = 0;
  const take = (out: readonly SessionOutput[], atMs: number) => {
    for (const each of out) {
      if (each.type === "cast") symbols++;
      if (each.type !== "send") continue;
      if (each.message.type === "beacon") rate = each.message.rateBytesPerSecond;
      if (each.message.type === "evict" && typeof each.to === "object") told.push({ id: each.to.member, atMs });
    }
  };
  const say = (id: string, state: "joined" | "left", delayMs: number, atMs: number) => {
    const out: SessionOutput[] = [];
    const lacks: [number, number][] = [[0, 400]];
    lead.status(id, { type: "status", state, missing: 400, lacks, lossPermille: 0, delayMs, peerPort: 0 }, out, atMs);
    take(out, atMs);
  };
  const until = (fromMs: number, toMs: number) => {
    for (let atMs = fromMs; atMs < toMs; atMs += 250) {
      for (const id of ["10.0.0.2|1|a", slow, "10.0.0.4|1|c"])
        if (id !== slow || told.length === 0) say(id, "joined", id === slow && rate > 1_000_000 ? 300 : 0, atMs);
      for (let tickMs = atMs; tickMs < atMs + 250; tickMs += 2) {
        const out: SessionOutput[] = [];
        lead.tick(out, tickMs);
        take(out, tickMs);
      }
    }
  };
  until(0, 10_000);
  assert.deepEqual(
    told.map(({ id }) => id),
    [slow],
  );
  until(10_000, 16_000);
  assert.equal(rate, 4_000_000);
  assert.equal(lead.members, 2);
  // What it asks for leads to nothing but the same answer.
  const out: SessionOutput[] = [];
  const nack = { type: "nack", lossPermille: 500, delayMs: 300, blocks: [{ block: 0, need: 64, known: 128 }] } as const;
  lead.nack(slow, { ...nack, blocks: [...nack.blocks] }, out, 16_000);
  assert.deepEqual(
    out.map((each) => each.type === "send" && each.message.type),
    ["evict"],
  );
  say(slow, "joined", 300, 16_000);
  assert.deepEqual([told.length, lead.members], [2, 2]);
  assert.ok(symbols > 0);
});
