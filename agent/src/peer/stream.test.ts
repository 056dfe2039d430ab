import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { LIMITS } from "@shoal/protocol/limits";
import { ask, blobOf, MemoryPieces, never, Sink, serve, until } from "./fixtures/peer-scene.ts";

test("what is here comes at once, the rest as it arrives, and nothing else", async (t) => {
  const { bytes, ref, manifest } = blobOf(6);
  const pieces = new MemoryPieces(bytes, [[1, 2]]);
  const sink = new Sink(ref, manifest);
  const running = ask(t, await serve(t, pieces)).stream(
    sink,
    1,
    [
      [0, 2],
      [4, 2],
    ],
    never,
  );
  await until("what is here", () => sink.got.size === 1);
  for (const index of [3, 5, 0]) pieces.add(index);
  await until("two more", () => sink.got.size === 3);
  pieces.add(4);
  assert.deepEqual(await running, { outcome: "done" });
  assert.deepEqual(pieces.reads.toSorted(), [0, 1, 4, 5]);
  for (const [index, each] of sink.got) {
    const offset = index * LIMITS.pieceBytes;
    assert.deepEqual(each, bytes.subarray(offset, offset + each.length));
  }
});

test("a piece is on its way within one turn of its arrival", async (t) => {
  const { bytes, ref, manifest } = blobOf(20);
  const pieces = new MemoryPieces(bytes, [[0, 1]]);
  const sink = new Sink(ref, manifest);
  const running = ask(t, await serve(t, pieces)).stream(sink, 1, [[0, 20]], never);
  for (let index = 1; index < 20; index++) {
    await until("the piece before", () => sink.got.has(index - 1));
    // What is still being written of it is gone some turns later.
    for (let turns = 0; turns < 5; turns++) await turn();
    assert.equal(pieces.reads.includes(index), false);
    pieces.add(index);
    await turn();
    assert.ok(pieces.reads.includes(index), `piece ${index} waits for something`);
  }
  assert.deepEqual(await running, { outcome: "done" });
  assert.deepEqual(sink.bytes, bytes);
});

test("one that comes while another is being sent is not forgotten", async (t) => {
  const { bytes, ref, manifest } = blobOf(3);
  const pieces = new MemoryPieces(bytes, [[1, 1]]);
  pieces.before = async (index) => {
    pieces.before = async () => {};
    assert.equal(index, 1);
    pieces.add(0);
    pieces.add(2);
  };
  const sink = new Sink(ref, manifest);
  assert.deepEqual(await ask(t, await serve(t, pieces)).stream(sink, 1, [[0, 3]], never), { outcome: "done" });
});

test("it ends when nothing new comes, with what did come", async (t) => {
  const { bytes, ref, manifest } = blobOf(3);
  const pieces = new MemoryPieces(bytes, [[0, 1]]);
  const sink = new Sink(ref, manifest);
  const end = await ask(t, await serve(t, pieces, { idleMs: 100 })).stream(sink, 1, [[0, 3]], never);
  assert.equal(end.outcome, "missing");
  assert.deepEqual([...sink.got.keys()], [0]);
  assert.equal(pieces.watchers, 0);
});

test("a blob that does not grow is not waited for", async (t) => {
  const { bytes, ref, manifest } = blobOf(3);
  const { sizeBytes, has } = new MemoryPieces(bytes, [[1, 1]]);
  const pieces = { sizeBytes, has, read: async () => bytes.subarray(LIMITS.pieceBytes, 2 * LIMITS.pieceBytes) };
  const sink = new Sink(ref, manifest);
  assert.equal((await ask(t, await serve(t, pieces)).stream(sink, 1, [[0, 3]], never)).outcome, "missing");
  assert.deepEqual([...sink.got.keys()], [1]);
});

test("a waiting stream says that it is there, so that silence is the peer's end", async (t) => {
  const { bytes, ref, manifest } = blobOf(1);
  const pieces = new MemoryPieces(bytes, []);
  const sink = new Sink(ref, manifest);
  const server = await serve(t, pieces, { beatMs: 50 });
  const running = ask(t, server, { stallMs: 1000 }).stream(sink, 1, [[0, 1]], never);
  await until("beats for longer than the silence may be", () => sink.heardTimes > 30);
  pieces.add(0);
  assert.deepEqual(await running, { outcome: "done" });
  pieces.has.delete(0);
  const beats = await ask(t, server, { idleMs: 100 }).stream(new Sink(ref, manifest), 1, [[0, 1]], never);
  assert.deepEqual(beats, { outcome: "cut", detail: "no piece came" });
});

test("a stream ends with its session, and leaves nothing behind when its reader does", async (t) => {
  const { bytes, ref, manifest } = blobOf(2);
  const pieces = new MemoryPieces(bytes, []);
  let given: MemoryPieces | undefined = pieces;
  const server = await serve(t, undefined, { store: { pieces: () => given }, beatMs: 20 });
  const source = ask(t, server);
  const first = source.stream(new Sink(ref, manifest), 1, [[0, 2]], never);
  await until("the stream", () => pieces.watchers === 1);
  given = undefined;
  assert.equal((await first).outcome, "missing");
  assert.equal(pieces.watchers, 0);
  given = pieces;
  const abort = new AbortController();
  // Nothing else would end it.
  const patient = await serve(t, pieces, { beatMs: 3_600_000, idleMs: 3_600_000 });
  const second = ask(t, patient).stream(new Sink(ref, manifest), 1, [[0, 2]], abort.signal);
  await until("the stream", () => pieces.watchers === 1);
  abort.abort();
  assert.equal((await second).outcome, "cut");
  await until("the server's end of it", () => pieces.watchers === 0);
});

test("a piece that the disk has lost is sent when it comes again", async (t) => {
  const { bytes, ref, manifest } = blobOf(2);
  const pieces = new MemoryPieces(bytes);
  pieces.lost.add(0);
  const sink = new Sink(ref, manifest);
  const running = ask(t, await serve(t, pieces)).stream(sink, 1, [[0, 2]], never);
  await until("the other", () => sink.got.size === 1);
  pieces.lost.clear();
  pieces.add(0);
  assert.deepEqual(await running, { outcome: "done" });
  assert.deepEqual(sink.bytes, bytes);
});

test("a stream takes a place among the uploads", async (t) => {
  const { bytes, ref, manifest } = blobOf(2);
  const pieces = new MemoryPieces(bytes, []);
  const source = ask(t, await serve(t, pieces));
  const abort = new AbortController();
  for (let at = 0; at < LIMITS.peerUploadsPerAddress; at++)
    void source.stream(new Sink(ref, manifest), 1, [[0, 2]], abort.signal);
  await until("the streams", () => pieces.watchers === LIMITS.peerUploadsPerAddress);
  const refused = await source.stream(new Sink(ref, manifest), 1, [[0, 2]], never);
  assert.deepEqual([refused.outcome, refused.retryAfterMs], ["cut", LIMITS.peerRetryMs]);
  abort.abort();
});
