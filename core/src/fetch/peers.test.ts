import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import fc from "fast-check";
import { type PieceRun, PieceSet } from "../content/piece-set.ts";
import { PeerChooser, type PeersInput, type PeersOutput } from "./peers.ts";

const options = { pieces: 12, have: [], perPeer: 1, parallel: 4, seed: 1, runPieces: 4, pieceMs: 10_000 };
const all: PieceRun[] = [[0, 12]];

test("each peer gets its share, and no piece is asked for twice", () => {
  const chooser = new PeerChooser(options);
  const outputs = [
    ...chooser.handle({ type: "peer", peer: "a", runs: all }, 0),
    ...chooser.handle({ type: "peer", peer: "b", runs: all }, 0),
    ...chooser.handle({ type: "peer", peer: "c", runs: all }, 0),
  ].filter((each) => each.type === "request");
  assert.deepEqual(
    outputs.map((each) => each.peer),
    ["a", "b", "c"],
  );
  const indices = outputs.flatMap(({ run }) => indicesOf(run));
  assert.equal(new Set(indices).size, indices.length);
  assert.deepEqual(
    outputs.map(({ run }) => run[1]),
    [4, 4, 4],
  );
});

test("a small rest is shared by all who are free", () => {
  const shared = new PeerChooser({ ...options, runPieces: 64, perPeer: 3, parallel: 3 });
  assert.deepEqual(
    requestsOf(shared.handle({ type: "peer", peer: "a", runs: all }, 0)).map(({ run }) => run[1]),
    [4, 4, 4],
  );
});

test("what fewest have is asked for first", () => {
  for (let seed = 0; seed < 20; seed++) {
    const chooser = new PeerChooser({ ...options, parallel: 1, seed, have: [11] });
    chooser.handle({ type: "peer", peer: "b", runs: [[11, 1]] }, 0);
    // Nothing is wanted of b yet; its list grows while a has no free place.
    const [first] = requestsOf(chooser.handle({ type: "peer", peer: "a", runs: all }, 0));
    assert.ok(first);
    chooser.handle({ type: "peer", peer: "b", runs: [[0, 9]] }, 0);
    chooser.handle({ type: "peer", peer: "c", runs: [[2, 10]] }, 0);
    for (const index of indicesOf(first.run))
      chooser.handle({ type: "piece", index, request: first.request, ok: true }, 1);
    const [second] = requestsOf(chooser.handle({ type: "request-ended", request: first.request, outcome: "done" }, 1));
    assert.ok(second);
    const copies = (index: number) => 1 + (index < 9 ? 1 : 0) + (index >= 2 ? 1 : 0);
    const has = { a: [0, 12], b: [0, 9], c: [2, 10] }[second.peer] as PieceRun;
    const candidates = indicesOf(has).filter((index) => chooser.missing().has(index));
    assert.equal(copies(second.run[0]), Math.min(...candidates.map(copies)), `seed ${seed}`);
  }
});

test("devices that begin at the same time begin at different places", () => {
  const starts = new Set<number>();
  for (let seed = 0; seed < 40; seed++) {
    const chooser = new PeerChooser({ ...options, parallel: 1, seed });
    starts.add(requestsOf(chooser.handle({ type: "peer", peer: "a", runs: all }, 0))[0]!.run[0]);
  }
  assert.equal(starts.size, 3);
});

test("a peer that refuses is asked when it said, others at once", () => {
  const chooser = new PeerChooser({ ...options, parallel: 1 });
  const [first] = requestsOf(chooser.handle({ type: "peer", peer: "a", runs: all }, 0));
  assert.deepEqual(
    chooser.handle({ type: "request-ended", request: first!.request, outcome: "cut", retryAfterMs: 5000 }, 0),
    [],
  );
  const againMs = chooser.deadlineMs()!;
  assert.ok(againMs >= 5000 && againMs <= 5500, `${againMs}`);
  assert.deepEqual(requestsOf(chooser.handle({ type: "tick" }, againMs - 1)), []);
  const [second] = requestsOf(chooser.handle({ type: "tick" }, againMs));
  assert.equal(second?.peer, "a");
  chooser.handle({ type: "peer", peer: "b", runs: all }, againMs);
  const [third] = requestsOf(
    chooser.handle({ type: "request-ended", request: second!.request, outcome: "cut", retryAfterMs: 5000 }, againMs),
  );
  assert.equal(third?.peer, "b");
});

test("a peer that sent wrong bytes is never asked again, and what it has under way is stopped", () => {
  const chooser = new PeerChooser({ ...options, perPeer: 2 });
  const [first, second] = requestsOf(chooser.handle({ type: "peer", peer: "a", runs: all }, 0));
  const outputs = chooser.handle({ type: "piece", index: first!.run[0], request: first!.request, ok: false }, 1);
  assert.deepEqual(
    outputs.map((each) => (each.type === "abort" ? each.request : each.type)),
    [first!.request, second!.request, "nobody"],
  );
  assert.deepEqual(chooser.handle({ type: "peer", peer: "a", runs: all }, 2), []);
  chooser.handle({ type: "gone", peer: "a" }, 3);
  assert.deepEqual(chooser.handle({ type: "peer", peer: "a", runs: all }, 4), []);
  assert.equal(requestsOf(chooser.handle({ type: "peer", peer: "b", runs: all }, 5)).length, 2);
});

test("a request that brings nothing is given to another, and a piece makes it wait longer", () => {
  const chooser = new PeerChooser({ ...options, parallel: 1 });
  const [first] = requestsOf(chooser.handle({ type: "peer", peer: "a", runs: all }, 0));
  chooser.handle({ type: "peer", peer: "b", runs: all }, 0);
  chooser.handle({ type: "piece", index: first!.run[0], request: first!.request, ok: true }, 9000);
  assert.equal(chooser.deadlineMs(), 19_000);
  assert.deepEqual(chooser.handle({ type: "tick" }, 18_999), []);
  const [abort, next] = chooser.handle({ type: "tick" }, 19_000);
  assert.equal(abort?.type, "abort");
  assert.equal(next?.type === "request" && next.peer, "b");
});

test("at the end a quick peer takes over from a slow one", () => {
  const chooser = new PeerChooser({ ...options, pieces: 8, parallel: 2 });
  const [slow] = requestsOf(chooser.handle({ type: "peer", peer: "slow", runs: [[0, 8]] }, 0));
  const [quick] = requestsOf(chooser.handle({ type: "peer", peer: "quick", runs: [[0, 8]] }, 0));
  const got = (request: typeof slow, from: number, count: number, atMs: number) => {
    for (const index of indicesOf([request!.run[0] + from, count]))
      chooser.handle({ type: "piece", index, request: request!.request, ok: true }, atMs);
  };
  got(slow, 0, 1, 3000);
  got(quick, 0, 4, 3000);
  // Four pieces at once: the first took 3 s, the others nothing.
  assert.deepEqual(chooser.handle({ type: "request-ended", request: quick!.request, outcome: "done" }, 3000), []);
  const atMs = chooser.deadlineMs()!;
  assert.ok(atMs > 3000 && atMs < 13_000, `${atMs}`);
  const [abort, next] = chooser.handle({ type: "tick" }, atMs);
  assert.deepEqual(abort, { type: "abort", request: slow!.request, why: "another peer is quicker" });
  assert.deepEqual(next, { type: "request", request: 3, peer: "quick", run: [slow!.run[0] + 1, 3] });
});

test("pieces that came from elsewhere are not asked for, nor waited for", () => {
  const chooser = new PeerChooser({ ...options, pieces: 3 });
  const [first] = requestsOf(chooser.handle({ type: "peer", peer: "a", runs: [[0, 2]] }, 0));
  chooser.handle({ type: "piece", index: 0, ok: true }, 1);
  assert.deepEqual(chooser.handle({ type: "piece", index: 1, ok: true }, 1), [
    { type: "abort", request: first!.request, why: "its pieces came from elsewhere" },
    { type: "nobody" },
  ]);
  assert.deepEqual(chooser.handle({ type: "piece", index: 2, ok: true }, 2), [{ type: "done" }]);
  assert.deepEqual(chooser.handle({ type: "peer", peer: "b", runs: [[0, 3]] }, 3), []);
});

test("of more peers than are of use the later are not taken", () => {
  const chooser = new PeerChooser({ ...options, parallel: 1000, pieces: 1000, runPieces: 1 });
  const asked = new Set<string>();
  for (let at = 0; at < LIMITS.peersKnown + 5; at++)
    for (const { peer } of requestsOf(chooser.handle({ type: "peer", peer: `${at}`, runs: [[0, 1000]] }, 0)))
      asked.add(peer);
  assert.equal(asked.size, LIMITS.peersKnown);
});

interface Model {
  /** What it has at first, and what it says that it has. */
  has: PieceSet;
  says: PieceSet;
  fromMs: number;
  /** It vanishes then. */
  goneMs: number | undefined;
  pieceMs: number;
  /** Of each ten: requests refused, cut in the middle, silent for ever; pieces that are wrong. */
  refuses: number;
  cuts: number;
  hangs: number;
  lies: number;
}

const world = fc.integer({ min: 0, max: 40 }).chain((pieces) => {
  const runs =
    pieces === 0
      ? fc.constant<PieceRun[]>([])
      : fc.array(
          fc
            .tuple(fc.integer({ min: 0, max: pieces - 1 }), fc.integer({ min: 1, max: pieces }))
            .map(([first, count]): PieceRun => [first, Math.min(count, pieces - first)]),
          { maxLength: 4 },
        );
  const set = runs.map((each) => PieceSet.fromRuns(pieces, each));
  const chance = fc.constantFrom(0, 0, 0, 1, 5, 10);
  const times = fc.integer({ min: 0, max: 60_000 });
  return fc.record({
    pieces: fc.constant(pieces),
    have: set,
    perPeer: fc.integer({ min: 1, max: 3 }),
    parallel: fc.integer({ min: 1, max: 6 }),
    runPieces: fc.integer({ min: 1, max: 16 }),
    seed: fc.nat(),
    peers: fc.array(
      fc.record({
        has: set,
        boast: set,
        fromMs: fc.oneof(fc.constant(0), times),
        goneMs: fc.option(times, { nil: undefined }),
        pieceMs: fc.constantFrom(1, 10, 400, 9000, 30_000),
        refuses: chance,
        cuts: chance,
        hangs: chance,
        lies: chance,
      }),
      { maxLength: 6 },
    ),
    elsewhere:
      pieces === 0 ? fc.constant([]) : fc.array(fc.tuple(times, fc.nat({ max: pieces - 1 })), { maxLength: 6 }),
    dice: fc.infiniteStream(fc.nat({ max: 9 })),
  });
});

test("whatever peers do: no piece twice at once, nobody asked for what it has not, and an end", () => {
  fc.assert(
    fc.property(world, ({ peers, elsewhere, dice, have, ...rest }) => {
      const models = peers.map(({ boast, ...model }): Model => {
        const says = model.has.copy();
        for (const index of boast) says.add(index);
        return { ...model, says };
      });
      runWorld({ ...rest, have, models, elsewhere, roll: () => dice.next().value as number });
    }),
    { numRuns: 2000 },
  );
});

test("one honest peer that has everything is enough", () => {
  fc.assert(
    fc.property(world, ({ peers, elsewhere, dice, have, ...rest }) => {
      const full = PieceSet.full(rest.pieces);
      const honest = { has: full, says: full, fromMs: 0, goneMs: undefined, pieceMs: 20 };
      const models = [
        ...peers.map(({ boast: _, ...model }): Model => ({ ...model, says: model.has })),
        { ...honest, refuses: 0, cuts: 0, hangs: 0, lies: 0 },
      ];
      const end = runWorld({ ...rest, have, models, elsewhere, roll: () => dice.next().value as number });
      assert.equal(end, "done");
    }),
    { numRuns: 1000 },
  );
});

interface World {
  pieces: number;
  have: PieceSet;
  perPeer: number;
  parallel: number;
  runPieces: number;
  seed: number;
  models: readonly Model[];
  elsewhere: readonly (readonly [number, number])[];
  /** 0 to 9. */
  roll: () => number;
}

/** Plays a world to its end in virtual time and checks each request. @returns how it ended */
function runWorld({ models, elsewhere, roll, have, ...options }: World): "done" | "nobody" {
  const chooser = new PeerChooser({ ...options, have });
  const here = have.copy();
  const open = new Map<number, { peer: string; run: PieceRun }>();
  const events: { atMs: number; run: () => void }[] = [];
  const said = new Map<string, PieceSet>();
  const wrong = new Set<string>();
  const failed = new Map<string, number>();
  const restUntil = new Map<string, number>();
  let nowMs = 0;
  let end: "done" | "nobody" | undefined;
  const at = (atMs: number, run: () => void) => events.push({ atMs, run });

  const feed = (input: PeersInput) => {
    for (const output of chooser.handle(input, nowMs)) act(output);
  };
  const act = (output: PeersOutput) => {
    assert.notEqual(end, "done", "nothing follows the end");
    end = undefined;
    if (output.type === "done" || output.type === "nobody") {
      end = output.type;
      assert.equal(open.size, 0);
      if (end === "done") assert.ok(here.isFull);
      return;
    }
    if (output.type === "abort") {
      assert.ok(open.delete(output.request));
      return;
    }
    const { request, peer, run } = output;
    assert.ok(run[1] >= 1 && run[1] <= options.runPieces);
    assert.ok(!wrong.has(peer), "a peer that sent wrong bytes is asked");
    assert.ok(nowMs >= (restUntil.get(peer) ?? 0), "a peer is asked before it said");
    for (const index of indicesOf(run)) {
      assert.ok(!here.has(index), `piece ${index} is here`);
      assert.ok(said.get(peer)?.has(index), `${peer} does not have ${index}`);
      for (const other of open.values())
        assert.ok(!indicesOf(other.run).some((each) => each === index && !here.has(each)), `${index} is on its way`);
    }
    open.set(request, { peer, run });
    assert.ok(open.size <= options.parallel);
    assert.ok([...open.values()].filter((each) => each.peer === peer).length <= options.perPeer);
    answer(request, peer, run);
  };
  const answer = (request: number, peer: string, run: PieceRun) => {
    const model = models[Number(peer)]!;
    const finish = (outcome: "done" | "cut" | "missing", retryAfterMs?: number) => {
      if (!open.has(request)) return;
      if (indicesOf(run).some((index) => !here.has(index))) failed.set(peer, (failed.get(peer) ?? 0) + 1);
      if (retryAfterMs !== undefined) restUntil.set(peer, nowMs + retryAfterMs);
      if (outcome === "missing")
        for (const index of indicesOf(run)) if (!here.has(index)) said.get(peer)?.delete(index);
      open.delete(request);
      feed({ type: "request-ended", request, outcome, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
    };
    if (roll() < model.refuses) return at(nowMs + 1, () => finish("cut", 2000));
    if (roll() < model.hangs) return;
    let atMs = nowMs;
    const cutAt = roll() < model.cuts ? run[0] + Math.floor((roll() / 10) * run[1]) : -1;
    for (const index of indicesOf(run)) {
      atMs += model.pieceMs;
      if (index === cutAt) return at(atMs, () => finish("cut"));
      if (!model.has.has(index)) return at(atMs, () => finish("missing"));
      const lies = roll() < model.lies;
      at(atMs, () => {
        if (!open.has(request)) return;
        if (lies) wrong.add(peer);
        else here.add(index);
        feed({ type: "piece", index, request, ok: !lies });
      });
    }
    at(atMs, () => finish("done"));
  };

  for (const [index, model] of models.entries()) {
    const peer = `${index}`;
    at(model.fromMs, () => {
      said.set(peer, model.says.copy());
      feed({ type: "peer", peer, runs: model.says.runs() });
    });
    if (model.goneMs !== undefined && model.goneMs >= model.fromMs)
      at(model.goneMs, () => {
        said.delete(peer);
        feed({ type: "gone", peer });
      });
  }
  for (const [atMs, index] of elsewhere)
    at(atMs, () => {
      here.add(index);
      feed({ type: "piece", index, ok: true });
    });

  feed({ type: "tick" });
  for (let steps = 0; end !== "done"; steps++) {
    assert.ok(steps < 20_000, "no end in sight");
    events.sort((a, b) => a.atMs - b.atMs);
    const next = events[0];
    const deadline = chooser.deadlineMs();
    if (!next && deadline === undefined) break;
    if (deadline !== undefined && (!next || deadline < next.atMs)) {
      nowMs = Math.max(nowMs, deadline);
      feed({ type: "tick" });
    } else {
      events.shift();
      nowMs = next!.atMs;
      next!.run();
    }
  }
  assert.ok(end, "neither done nor nobody");
  if (end === "nobody") {
    assert.ok(!here.isFull);
    for (const [peer, has] of said)
      if (!wrong.has(peer) && [...has].some((index) => !here.has(index)))
        // Silent ones have no end of a request that this world sees.
        assert.ok(
          (failed.get(peer) ?? 0) >= LIMITS.peerAttempts ||
            models[Number(peer)]!.hangs > 0 ||
            models[Number(peer)]!.pieceMs >= 15_000,
          `${peer} could still give something`,
        );
  }
  return end;
}

function indicesOf([first, count]: PieceRun): number[] {
  return Array.from({ length: count }, (_, at) => first + at);
}

function requestsOf(outputs: readonly PeersOutput[]) {
  return outputs.filter((each) => each.type === "request");
}
