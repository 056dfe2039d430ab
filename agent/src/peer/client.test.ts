import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { LIMITS } from "@shoal/protocol/limits";
import { encodeFrameHead } from "@shoal/protocol/peer/frame";
import { RUN_HEADER } from "@shoal/protocol/peer/path";
import { ask, blobOf, KEY, MemoryPieces, never, Sink, serve } from "./fixtures/peer-scene.ts";
import { serverTls } from "./tls.ts";

test("a peer that dies in the middle: what came is right, the rest can be asked for elsewhere", async (t) => {
  const { bytes, ref, manifest } = blobOf(5);
  const dying = new MemoryPieces(bytes);
  const server = await serve(t, dying);
  const sink = new Sink(ref, manifest);
  dying.before = async (index) => {
    if (index === 3) await server.close();
  };
  const end = await ask(t, server).fetch(sink, 1, [0, 5], never);
  assert.equal(end.outcome, "cut");
  assert.equal(end.wrong, undefined);
  assert.deepEqual(
    [...sink.got.keys()],
    [0, 1, 2].filter((index) => sink.got.has(index)),
  );
  assert.deepEqual(sink.refused, []);
  const other = ask(t, await serve(t, new MemoryPieces(bytes)));
  assert.deepEqual(await other.fetch(sink, 2, [sink.got.size, 5 - sink.got.size], never), { outcome: "done" });
  assert.deepEqual(sink.bytes, bytes);
  assert.equal((await ask(t, server).fetch(sink, 3, [0, 1], never)).outcome, "cut", "nobody is there");
});

test("a wrong piece is told by the address of who sent it, and nothing more is taken from there", async (t) => {
  const { bytes, ref, manifest } = blobOf(5);
  const pieces = new MemoryPieces(bytes);
  pieces.wrong.add(2);
  const server = await serve(t, pieces);
  const peer = { address: "127.0.0.1", port: server.port };
  for (const how of ["fetch", "stream"] as const) {
    const sink = new Sink(ref, manifest);
    const end =
      how === "fetch"
        ? await ask(t, server).fetch(sink, 1, [0, 5], never)
        : await ask(t, server).stream(sink, 1, [[0, 5]], never);
    assert.equal(end.outcome, "cut");
    assert.deepEqual(end.wrong, { peer, index: 2 });
    assert.deepEqual([...sink.got.keys()], [0, 1]);
    assert.deepEqual(sink.refused, [2]);
  }
});

test("a silent peer is left after a while", async (t) => {
  const { bytes, ref, manifest } = blobOf(2);
  const pieces = new MemoryPieces(bytes);
  pieces.before = (index) => (index === 1 ? new Promise(() => {}) : Promise.resolve());
  const server = await serve(t, pieces);
  const sink = new Sink(ref, manifest);
  const end = await ask(t, server, { stallMs: 300 }).fetch(sink, 1, [0, 2], never);
  assert.equal(end.outcome, "cut");
  assert.match(end.detail ?? "", /nothing came/);
  assert.deepEqual([...sink.got.keys()], [0]);
});

test("time in which this device is busy is no silence of the peer", async (t) => {
  const { bytes, ref, manifest } = blobOf(3);
  const sink = new Sink(ref, manifest);
  sink.before = () => sleep(700);
  const source = ask(t, await serve(t, new MemoryPieces(bytes)), { stallMs: 500 });
  assert.deepEqual(await source.fetch(sink, 1, [0, 3], never), { outcome: "done" });
});

test("stopping ends it, and a piece that is refused then says nothing about the peer", async (t) => {
  const { bytes, ref, manifest } = blobOf(3);
  const pieces = new MemoryPieces(bytes);
  pieces.wrong.add(1);
  const source = ask(t, await serve(t, pieces));
  for (const how of ["fetch", "stream"] as const) {
    const abort = new AbortController();
    const sink = new Sink(ref, manifest);
    sink.before = (index) => {
      if (index === 1) abort.abort();
    };
    const end =
      how === "fetch"
        ? await source.fetch(sink, 1, [0, 3], abort.signal)
        : await source.stream(sink, 1, [[0, 3]], abort.signal);
    assert.equal(end.outcome, "cut");
    assert.equal(end.wrong, undefined);
  }
  const aborted = AbortSignal.abort();
  assert.equal((await source.fetch(new Sink(ref, manifest), 1, [0, 3], aborted)).outcome, "cut");
});

test("one connection carries one request after the other", async (t) => {
  const { bytes, ref, manifest } = blobOf(3);
  let shown = 0;
  const keyOf = () => {
    shown++;
    return KEY;
  };
  const pieces = new MemoryPieces(bytes);
  const server = await serve(t, pieces, { store: { pieces: () => pieces }, keyOf });
  const source = ask(t, server);
  const sink = new Sink(ref, manifest);
  for (let index = 0; index < 3; index++) {
    await source.fetch(sink, 1, [index, 1], never);
    await source.have(ref.sizeBytes, never);
  }
  pieces.has.delete(0);
  assert.equal((await source.fetch(sink, 1, [0, 1], never)).outcome, "missing");
  await source.have(ref.sizeBytes, never);
  // Once for the handshake and once for each request.
  assert.equal(shown, 9);
});

test("answers that are not what was asked for", async (t) => {
  const { bytes, ref, manifest } = blobOf(4);
  const piece = (index: number) => bytes.subarray(index * LIMITS.pieceBytes, (index + 1) * LIMITS.pieceBytes);
  const cases: [what: string, answer: (response: ServerResponse) => void, outcome: string, wrong?: number][] = [
    ["no name of the run", (response) => response.end(bytes), "cut"],
    ["a run before", (response) => response.setHeader(RUN_HEADER, "0-2").end(bytes), "cut"],
    ["a run beyond", (response) => response.setHeader(RUN_HEADER, "1-3").end(bytes), "cut"],
    ["not a run", (response) => response.setHeader(RUN_HEADER, "1-").end(bytes), "cut"],
    ["too short", (response) => response.setHeader(RUN_HEADER, "1-2").end(piece(1)), "cut"],
    ["too long", (response) => response.setHeader(RUN_HEADER, "1-1").end(bytes.subarray(LIMITS.pieceBytes)), "missing"],
    ["another piece", (response) => response.setHeader(RUN_HEADER, "1-1").end(piece(2)), "cut", 1],
    ["an error", (response) => response.writeHead(500).end("x".repeat(1000)), "cut"],
    ["a redirection", (response) => response.writeHead(302, { location: "/" }).end(), "cut"],
  ];
  for (const [what, answer, outcome, wrong] of cases) {
    const sink = new Sink(ref, manifest);
    const end = await ask(t, await liar(t, answer)).fetch(sink, 1, [1, 2], never);
    assert.equal(end.outcome, outcome, what);
    assert.equal(end.wrong?.index, wrong, what);
    assert.ok(
      [...sink.got.keys()].every((index) => index === 1),
      what,
    );
  }
});

test("streams that are not what was asked for", async (t) => {
  const { bytes, ref, manifest } = blobOf(4);
  const frame = (index: number, from = index) => {
    const part = bytes.subarray(from * LIMITS.pieceBytes, (from + 1) * LIMITS.pieceBytes);
    return Buffer.concat([encodeFrameHead(index, part.length), part]);
  };
  const cases: [what: string, sent: Uint8Array[], outcome: string, wrong?: number][] = [
    ["not wanted", [frame(0)], "cut", 0],
    ["twice", [frame(1), frame(1)], "cut", 1],
    ["outside the blob", [encodeFrameHead(2 ** 32 - 1, 1), Buffer.alloc(1)], "cut", 2 ** 32 - 1],
    ["too short a piece", [encodeFrameHead(1, 1), Buffer.alloc(1)], "cut", 1],
    ["other bytes", [frame(1, 2)], "cut", 1],
    ["longer than a piece", [encodeFrameHead(1, LIMITS.pieceBytes + 1), Buffer.alloc(LIMITS.pieceBytes + 1)], "cut"],
    ["an end within a frame", [frame(1), frame(2).subarray(0, 100)], "cut"],
    ["an early end", [frame(1)], "missing"],
  ];
  for (const [what, sent, outcome, wrong] of cases) {
    const sink = new Sink(ref, manifest);
    const server = await liar(t, (response) => response.end(Buffer.concat(sent)));
    const end = await ask(t, server).stream(sink, 1, [[1, 2]], never);
    assert.equal(end.outcome, outcome, what);
    assert.equal(end.wrong?.index, wrong, what);
  }
});

test("a list that cannot be is none", async (t) => {
  const { ref } = blobOf(4);
  const { sizeBytes } = ref;
  const lists: [string, unknown][] = [
    ["no JSON", undefined],
    ["another blob", { sizeBytes: sizeBytes + 1, runs: [[0, 1]] }],
    ["outside the blob", { sizeBytes, runs: [[3, 2]] }],
    ["an empty run", { sizeBytes, runs: [[3, 0]] }],
    ["another shape", { sizeBytes, runs: [[3]] }],
    ["text for runs", { sizeBytes, runs: "" }],
    ["longer than a list", { sizeBytes, runs: [[0, 1]], more: "x".repeat(LIMITS.peerHaveRuns * 20) }],
  ];
  for (const [what, list] of lists) {
    const server = await liar(t, (response) => response.end(list === undefined ? "{" : JSON.stringify(list)));
    assert.equal(await ask(t, server).have(sizeBytes, never), undefined, what);
  }
  const overlapping = await liar(t, (response) =>
    response.end(
      JSON.stringify({
        sizeBytes,
        runs: [
          [1, 2],
          [0, 2],
        ],
      }),
    ),
  );
  assert.deepEqual(await ask(t, overlapping).have(sizeBytes, never), [[0, 3]]);
});

test("a stream is asked for no more runs than it may be", async (t) => {
  const asked: string[] = [];
  const server = await liar(t, (response, request) => {
    asked.push(request.url ?? "");
    response.end();
  });
  const { ref, manifest } = blobOf(2);
  const many = Array.from({ length: LIMITS.peerWantRuns + 1 }, (): [number, number] => [0, 1]);
  assert.equal((await ask(t, server).stream(new Sink(ref, manifest), 1, many, never)).outcome, "missing");
  assert.equal(asked[0]?.split(",").length, LIMITS.peerWantRuns);
});

/** A peer that has the key and answers as the test likes. */
async function liar(t: TestContext, answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const server = createServer(
    serverTls(
      () => KEY,
      () => {},
    ),
    (request, response) => answer(response, request),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { address, port } = server.address() as AddressInfo;
  return { address, port, drop() {}, close: async () => {} };
}
