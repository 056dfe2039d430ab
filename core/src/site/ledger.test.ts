import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type PieceRun, PieceSet } from "../content/piece-set.ts";
import { seededRandom } from "../random/seeded.ts";
import { Ledger, type LedgerAnswer, type LedgerAsk } from "./ledger.ts";

const ask = (host: string, more: Partial<LedgerAsk> = {}): LedgerAsk => ({
  peer: { host, port: 1 },
  have: [],
  whole: true,
  want: 4,
  unreachable: [],
  ...more,
});

test("two get different pieces, and each is told where the other's come from", () => {
  const ledger = new Ledger({ pieces: 10 });
  const a = ledger.ask("a", ask("a"), 0)!;
  assert.deepEqual([a.lease, a.holders, a.others], [[[0, 4]], [], 0]);
  const b = ledger.ask("b", ask("b"), 0)!;
  assert.deepEqual(b.lease, [[4, 2]], "and fewer towards the end");
  assert.deepEqual(b.holders, [{ host: "a", port: 1, has: [], coming: [[0, 4]] }]);
  const more = ledger.ask("a", ask("a", { have: [[0, 3]], whole: false }), 500)!;
  assert.deepEqual(more.lease, [
    [3, 1],
    [6, 1],
  ]);
  assert.deepEqual([more.held, more.others], [3, 1]);
  assert.deepEqual(more.holders, [{ host: "b", port: 1, has: [], coming: [[4, 2]] }]);
});

test("what one that is gone had leased is leased again; one that is complete stands by", () => {
  const ledger = new Ledger({ pieces: 4 });
  ledger.ask("a", ask("a"), 0);
  assert.deepEqual(ledger.ask("b", ask("b"), 5000)!.lease, []);
  assert.deepEqual(ledger.ask("b", ask("b"), 6000)!.lease, [[0, 4]]);
  ledger.leave("b");
  ledger.ask("full", ask("full", { have: [[0, 4]] }), 6000);
  const { lease, holders } = ledger.ask("c", ask("c"), 500_000)!;
  assert.deepEqual([lease, holders], [[], [{ host: "full", port: 1, has: [[0, 4]], coming: [] }]]);
  assert.deepEqual(ledger.ask("c", ask("c"), 700_000)!.lease, [[0, 4]], "for ten minutes");
});

test("a lease that brings nothing lapses, and who let it lapse gets one piece until it brings one", () => {
  const ledger = new Ledger({ pieces: 20 });
  for (let nowMs = 0; nowMs < 8000; nowMs += 1000)
    assert.deepEqual(ledger.ask("a", ask("a", { whole: false }), nowMs)!.lease, [[0, 4]]);
  assert.deepEqual(ledger.ask("a", ask("a", { whole: false }), 8000)!.lease, []);
  assert.deepEqual(ledger.ask("b", ask("b"), 8000)!.lease, [[0, 4]]);
  for (let nowMs = 9000; nowMs < 13_000; nowMs += 1000) {
    assert.deepEqual(ledger.ask("a", ask("a", { whole: false }), nowMs)!.lease, []);
    ledger.ask("b", ask("b", { whole: false }), nowMs);
  }
  assert.deepEqual(ledger.ask("a", ask("a", { whole: false }), 13_000)!.lease, [[4, 1]]);
  assert.deepEqual(ledger.ask("a", ask("a", { whole: false, have: [[4, 1]] }), 13_500)!.lease, [[5, 4]]);
});

test("a lease that is passed over for later ones goes to who waits for it", () => {
  const ledger = new Ledger({ pieces: 12 });
  ledger.ask("quick", ask("quick", { have: [[0, 11]], want: 0 }), 0);
  const slow = (have: PieceRun[], nowMs: number) =>
    ledger.ask("slow", ask("slow", { have, whole: false, unreachable: [{ host: "quick", port: 1 }] }), nowMs)!.lease;
  const quick = (nowMs: number) => ledger.ask("quick", ask("quick", { whole: false }), nowMs)!.lease;
  assert.deepEqual(ledger.ask("slow", ask("slow"), 100)!.lease, [[11, 1]]);
  // They do not reach each other any more, and it goes on from the beginning.
  const first = slow([], 200);
  assert.deepEqual(first.at(-1), [11, 1]);
  for (let piece = 0; piece < 4; piece++) {
    assert.deepEqual(quick(1000 + piece * 1500), []);
    slow([[piece, 1]], 1500 + piece * 1500);
  }
  assert.ok(!PieceSet.fromRuns(12, slow([[4, 1]], 8200)).has(11));
  assert.deepEqual(quick(8300), [[11, 1]]);
});

test("at the end one that is far quicker takes over from one that is slow", () => {
  const ledger = new Ledger({ pieces: 14 });
  ledger.ask("slow", ask("slow", { want: 12 }), 0);
  ledger.ask("quick", ask("quick", { want: 12 }), 0);
  assert.deepEqual(ledger.ask("quick", ask("quick", { whole: false, want: 12, have: [[12, 2]] }), 300)!.lease, []);
  ledger.ask("slow", ask("slow", { whole: false, want: 12, have: [[0, 1]] }), 1000);
  const { lease } = ledger.ask("quick", ask("quick", { whole: false, want: 12 }), 1100)!;
  assert.deepEqual(lease, [[3, 9]], "the slow one keeps what it has begun with");
  assert.deepEqual(ledger.ask("slow", ask("slow", { whole: false, want: 12 }), 1500)!.lease, [[1, 2]]);
});

test("one that cannot reach another does without it", () => {
  const ledger = new Ledger({ pieces: 4 });
  ledger.ask("a", ask("a", { have: [[0, 4]] }), 0);
  const { lease, holders } = ledger.ask("b", ask("b", { unreachable: [{ host: "a", port: 1 }] }), 0)!;
  assert.deepEqual([lease, holders], [[[0, 4]], []]);
});

test("limits: who comes after the most, and what is told at once", () => {
  const ledger = new Ledger({ pieces: 1000, participants: 20, holders: 3, runs: 2 });
  const scattered: PieceRun[] = Array.from({ length: 100 }, (_, at) => [at * 2, 1]);
  for (let at = 0; at < 20; at++) ledger.ask(`d${at}`, ask(`d${at}`, { have: scattered, want: 0 }), 0);
  assert.equal(ledger.ask("late", ask("late"), 0), undefined);
  const { holders, others } = ledger.ask("d0", ask("d0", { whole: false, want: 1 }), 0)!;
  assert.equal(others, 19);
  assert.deepEqual(holders, []);
  ledger.leave("d1");
  const told = ledger.ask("late", ask("late"), 0)!;
  assert.deepEqual(
    told.holders.map(({ has }) => has),
    Array(3).fill([
      [0, 1],
      [2, 1],
    ]),
  );
  assert.throws(() => ledger.ask("late", ask("late", { have: [[999, 2]] }), 0), RangeError);
});

interface Device {
  id: string;
  have: PieceSet;
  told: number;
  /** Pieces a second of the origin's line and of those to others. */
  wan: number;
  lan: number;
  answer: LedgerAnswer | undefined;
  askAtMs: number;
  bornMs: number;
  diesMs: number;
  fetched: number;
}

/** Devices that fetch their leases at their pace, and from each other what is there; in steps of 100 ms. */
function simulate(seed: number, pieces: number, devices: Device[], blocked: ReadonlySet<string>): number {
  const random = seededRandom(seed);
  const ledger = new Ledger({ pieces });
  const share = (perSecond: number) => Math.floor(perSecond / 10 + random());
  for (let nowMs = 0; nowMs < 900_000; nowMs += 100) {
    const alive = devices.filter((each) => each.bornMs <= nowMs && nowMs < each.diesMs);
    if (alive.length > 0 && alive.every(({ have }) => have.isFull)) return nowMs;
    for (const one of alive) {
      if (one.have.isFull && one.told === pieces) continue;
      if (nowMs >= one.askAtMs) {
        const unreachable = alive
          .filter((other) => blocked.has(`${one.id}>${other.id}`))
          .map(({ id }) => ({ host: id, port: 1 }));
        one.answer = ledger.ask(
          one.id,
          { peer: { host: one.id, port: 1 }, have: one.have.runs(), whole: true, want: 8, unreachable },
          nowMs,
        );
        one.told = one.have.size;
        one.askAtMs = nowMs + Math.min(one.answer!.againMs, 1000);
      }
      const { lease, holders } = one.answer!;
      let left = share(one.wan);
      for (const index of PieceSet.fromRuns(pieces, lease))
        if (!one.have.has(index) && left-- > 0) {
          one.have.add(index);
          one.fetched++;
        }
      let room = share(one.lan);
      for (const { host, has, coming } of holders) {
        const other = alive.find(({ id }) => id === host);
        for (const index of other ? PieceSet.fromRuns(pieces, [...has, ...coming]) : [])
          if (other!.have.has(index) && !one.have.has(index) && room-- > 0) one.have.add(index);
      }
      const isShort = PieceSet.fromRuns(pieces, lease).deleteAll(one.have).size < 4;
      if (isShort) one.askAtMs = Math.min(one.askAtMs, nowMs + 200);
    }
  }
  assert.fail(`seed ${seed}: not complete: ${devices.map(({ id, have }) => `${id} ${have.size}`).join(", ")}`);
}

const device = (at: number, more: Partial<Device> = {}, pieces = 200): Device => ({
  id: `d${at}`,
  have: new PieceSet(pieces),
  told: 0,
  wan: 5,
  lan: 20,
  answer: undefined,
  askAtMs: 0,
  bornMs: 0,
  diesMs: Number.POSITIVE_INFINITY,
  fetched: 0,
  ...more,
});

test("a site takes one copy, in about the time that its lines need together", () => {
  for (const count of [1, 2, 3, 8, 20]) {
    const devices = Array.from({ length: count }, (_, at) => device(at));
    const tookMs = simulate(count, 200, devices, new Set());
    const copies = devices.reduce((sum, { fetched }) => sum + fetched, 0) / 200;
    assert.ok(copies <= 1.02, `${count} devices fetched ${copies} copies`);
    assert.ok(tookMs <= 40_000 / Math.min(count, 3) + 12_000, `${count} devices took ${tookMs} ms`);
  }
});

test("whoever dies, comes late, is slow or cannot reach others: all that live complete", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), (seed, count) => {
      const random = seededRandom(seed);
      const devices = Array.from({ length: count }, (_, at) =>
        device(at, {
          wan: at === 0 ? 5 : [0, 0.3, 5, 20][Math.floor(random() * 4)]!,
          lan: [1, 20, 50][Math.floor(random() * 3)]!,
          bornMs: random() < 0.3 ? Math.floor(random() * 60_000) : 0,
          diesMs: at > 0 && random() < 0.3 ? Math.floor(random() * 30_000) : Number.POSITIVE_INFINITY,
        }),
      );
      const blocked = new Set<string>();
      // One that has no line of its own must reach the one that has.
      for (const { id } of devices)
        for (const other of devices) if (other.id !== "d0" && random() < 0.2) blocked.add(`${id}>${other.id}`);
      simulate(seed, 200, devices, blocked);
    }),
    { numRuns: 60 },
  );
});
