import assert from "node:assert/strict";
import type { OutgoingHttpHeaders } from "node:http";
import { request } from "node:https";
import { connect as connectTcp, type Socket } from "node:net";
import { type TestContext, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { connect } from "node:tls";
import { LIMITS } from "@shoal/protocol/limits";
import { RateGate } from "../fetch/rate-gate.ts";
import { ask, blobOf, KEY, MemoryPieces, never, SESSION, Sink, serve, until } from "./fixtures/peer-scene.ts";
import type { PeerServer } from "./serve.ts";
import { clientTls } from "./tls.ts";

test("of a run the first stretch that is here, and its name", async (t) => {
  const { bytes, ref, manifest } = blobOf(9);
  const server = await serve(
    t,
    new MemoryPieces(bytes, [
      [2, 3],
      [7, 2],
    ]),
  );
  const source = ask(t, server);
  const fetched = async (run: [number, number]) => {
    const sink = new Sink(ref, manifest);
    const { outcome } = await source.fetch(sink, 1, run, never);
    return [outcome, ...sink.got.keys()];
  };
  assert.deepEqual(await fetched([3, 2]), ["done", 3, 4]);
  assert.deepEqual(await fetched([0, 9]), ["missing", 2, 3, 4]);
  assert.deepEqual(await fetched([4, 9]), ["missing", 4]);
  assert.deepEqual(await fetched([8, 1]), ["done", 8]);
  assert.deepEqual(await fetched([5, 2]), ["missing"]);
  assert.deepEqual(await fetched([400_000, 1]), ["missing"]);
  assert.deepEqual(await source.have(ref.sizeBytes, never), [
    [2, 3],
    [7, 2],
  ]);
});

test("one answer has so many pieces and no more", async (t) => {
  const { bytes, ref, manifest } = blobOf(LIMITS.peerRunPieces + 2);
  const server = await serve(t, new MemoryPieces(bytes));
  const sink = new Sink(ref, manifest);
  assert.equal((await ask(t, server).fetch(sink, 1, [0, LIMITS.peerRunPieces + 2], never)).outcome, "missing");
  assert.equal(sink.got.size, LIMITS.peerRunPieces);
  assert.deepEqual(sink.bytes, bytes.subarray(0, LIMITS.peerRunPieces * LIMITS.pieceBytes));
});

test("a piece that the disk has lost ends the answer, and is not sent as anything else", async (t) => {
  const { bytes, ref, manifest } = blobOf(4);
  const pieces = new MemoryPieces(bytes);
  pieces.lost.add(2);
  const sink = new Sink(ref, manifest);
  const end = await ask(t, await serve(t, pieces)).fetch(sink, 1, [0, 4], never);
  assert.equal(end.outcome, "cut");
  assert.equal(end.wrong, undefined);
  assert.deepEqual([...sink.got.keys()], [0, 1]);
});

test("what is asked for wrongly is refused, and the connection goes on", async (t) => {
  const server = await serve(t, new MemoryPieces(blobOf(2).bytes));
  assert.equal((await send(server, "/v1/have/0123")).status, 400);
  assert.equal((await send(server, "/")).status, 400);
  assert.equal((await send(server, `/v1/stream/${SESSION}?want=0-2`)).status, 416);
  assert.equal((await send(server, `/v1/have/${SESSION}`, { method: "POST" })).status, 405);
  assert.equal((await send(server, `/v1/have/${SESSION}`)).status, 200);
});

test("what is not HTTP, or has too much of it, is not answered", async (t) => {
  const server = await serve(t, new MemoryPieces(blobOf(1).bytes));
  for (const text of ["\0\x01\x02garbage\r\n\r\n", `GET / HTTP/1.1\r\nx: ${"y".repeat(LIMITS.peerRequestBytes)}\r\n`]) {
    const heard = await new Promise<string>((resolve) => {
      let said = "";
      const socket = connect({ host: "127.0.0.1", port: server.port, ...clientTls(SESSION, KEY) }, () =>
        socket.write(text),
      );
      socket.on("data", (chunk: Buffer) => {
        said += chunk;
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(said));
    });
    assert.equal(heard, "");
  }
});

test("so many uploads for one address, and a time after which to ask again", async (t) => {
  const { bytes, ref, manifest } = blobOf(2);
  const pieces = new MemoryPieces(bytes);
  const held = hold(pieces);
  const server = await serve(t, pieces);
  const source = ask(t, server);
  const running = [0, 1].map((index) => source.fetch(new Sink(ref, manifest), 1, [index, 1], never));
  await until("two uploads", () => pieces.reads.length === LIMITS.peerUploadsPerAddress);
  const third = await source.fetch(new Sink(ref, manifest), 1, [0, 1], never);
  assert.deepEqual([third.outcome, third.retryAfterMs], ["cut", LIMITS.peerRetryMs]);
  assert.equal((await source.stream(new Sink(ref, manifest), 1, [[0, 1]], never)).outcome, "cut");
  assert.ok(await source.have(ref.sizeBytes, never), "the list needs no place");
  held.release();
  assert.deepEqual(await Promise.all(running), [{ outcome: "done" }, { outcome: "done" }]);
  assert.deepEqual(await source.fetch(new Sink(ref, manifest), 1, [0, 1], never), { outcome: "done" });
});

test("so many uploads for all addresses together", async (t) => {
  if (process.platform !== "linux") return t.skip("only Linux has more than one loopback address");
  const { bytes, ref, manifest } = blobOf(1);
  const pieces = new MemoryPieces(bytes);
  const held = hold(pieces);
  const server = await serve(t, pieces);
  const from = (localAddress: string) =>
    ask(t, server, { localAddress }).fetch(new Sink(ref, manifest), 1, [0, 1], never);
  const running = Array.from({ length: LIMITS.peerUploads }, (_, at) => from(`127.0.0.${at + 2}`));
  await until("all uploads", () => pieces.reads.length === LIMITS.peerUploads);
  assert.equal((await from("127.0.0.99")).retryAfterMs, LIMITS.peerRetryMs);
  held.release();
  for (const end of await Promise.all(running)) assert.deepEqual(end, { outcome: "done" });
});

test("so many connections from one address, whether they have a key or not", async (t) => {
  const server = await serve(t, new MemoryPieces(blobOf(1).bytes));
  const idle = Array.from({ length: LIMITS.peerConnectionsPerAddress }, () => silent(t, server));
  await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
  const one = silent(t, server);
  await new Promise((resolve) => one.once("close", resolve));
  assert.ok(idle.every((socket) => !socket.destroyed));
  idle[0]!.destroy();
  await until("a place", async () => {
    const answer = await send(server, `/v1/have/${SESSION}`).catch(() => undefined);
    return answer?.status === 200;
  });
});

test("a reader that does not take what it asked for is cut, and its place is free", async (t) => {
  const { bytes, ref, manifest } = blobOf(LIMITS.peerRunPieces);
  const pieces = new MemoryPieces(bytes);
  const server = await serve(t, pieces, { takeMs: 50 });
  const slow = await Promise.all([0, 1].map(() => reader(t, server, LIMITS.peerRunPieces)));
  await until("both uploads", () => pieces.reads.length >= 2);
  const source = ask(t, server);
  // Refused while the slow ones have their places; nothing but being cut gives these back.
  await until("a place", async () => {
    const { outcome } = await source.fetch(new Sink(ref, manifest), 1, [0, 1], never);
    return outcome === "done";
  });
  for (const socket of slow) {
    let got = 0;
    socket.on("data", (chunk: Buffer) => {
      got += chunk.length;
    });
    socket.resume();
    await new Promise((resolve) => socket.once("close", resolve));
    assert.ok(got < bytes.length, `${got} of ${bytes.length} bytes`);
  }
});

test("everything that is sent passes the gate with the ceiling of the moment", async (t) => {
  class CountingGate extends RateGate {
    readonly passed: [number, number][] = [];
    override async pass(bytes: number, rateBytesPerSecond: number): Promise<void> {
      this.passed.push([bytes, rateBytesPerSecond]);
    }
  }
  const { bytes, ref, manifest } = blobOf(3);
  const gate = new CountingGate();
  let rate = 1000;
  const server = await serve(t, new MemoryPieces(bytes), { gate, rateBytesPerSecond: () => rate++ });
  await ask(t, server).fetch(new Sink(ref, manifest), 1, [0, 3], never);
  assert.deepEqual(gate.passed, [
    [LIMITS.pieceBytes, 1000],
    [LIMITS.pieceBytes, 1001],
    [1000, 1002],
  ]);
});

test("a session that ends is not given any further, on no connection", async (t) => {
  const { bytes, ref, manifest } = blobOf(4);
  const pieces = new MemoryPieces(bytes);
  let given: MemoryPieces | undefined = pieces;
  let key: Buffer | undefined = KEY;
  const server = await serve(t, undefined, { store: { pieces: () => given }, keyOf: () => key });
  const source = ask(t, server);
  const sink = new Sink(ref, manifest);
  pieces.before = async (index) => {
    if (index === 1) given = undefined;
  };
  assert.equal((await source.fetch(sink, 1, [0, 4], never)).outcome, "cut");
  assert.deepEqual(pieces.reads, [0, 1]);
  given = pieces;
  assert.deepEqual(await source.fetch(sink, 1, [0, 1], never), { outcome: "done" });
  key = undefined;
  assert.equal((await source.fetch(sink, 1, [0, 1], never)).outcome, "missing", "on the kept connection");
  key = KEY;
  const held = hold(pieces);
  const running = source.fetch(sink, 1, [0, 1], never);
  await until("a held upload", () => held.waiting === 1);
  server.drop("ff".repeat(8));
  for (let turns = 0; turns < 20; turns++) await turn();
  assert.equal(await Promise.race([running, "running"]), "running");
  server.drop(SESSION);
  assert.equal((await running).outcome, "cut");
});

test("closing ends every connection, also those that have not shown a key", async (t) => {
  const { bytes, ref, manifest } = blobOf(1);
  const pieces = new MemoryPieces(bytes);
  const held = hold(pieces);
  const server = await serve(t, pieces);
  const stranger = silent(t, server);
  await new Promise((resolve) => stranger.once("connect", resolve));
  // Nothing else would end it.
  const running = ask(t, server, { stallMs: 3_600_000 }).fetch(new Sink(ref, manifest), 1, [0, 1], never);
  await until("a held upload", () => held.waiting === 1);
  const ended = new Promise((resolve) => stranger.once("close", resolve));
  await server.close();
  await ended;
  assert.equal((await running).outcome, "cut");
});

/** Reads of the store wait until they are released. */
function hold(pieces: MemoryPieces): { waiting: number; release: () => void } {
  const held = { waiting: 0, release: () => {} };
  const released = new Promise<void>((resolve) => {
    held.release = resolve;
  });
  pieces.before = () => {
    held.waiting++;
    return released;
  };
  return held;
}

function silent(t: TestContext, server: PeerServer): Socket {
  const socket = connectTcp(server.port, "127.0.0.1");
  socket.on("error", () => undefined);
  // Without a reader the end of the other side is not seen.
  socket.resume();
  t.after(() => socket.destroy());
  return socket;
}

/** Asks for pieces and reads nothing. */
async function reader(t: TestContext, server: PeerServer, count: number): Promise<Socket> {
  const options = { host: "127.0.0.1", port: server.port, ...clientTls(SESSION, KEY) };
  const socket = connect(options, () =>
    socket.write(`GET /v1/pieces/${SESSION}/0-${count - 1} HTTP/1.1\r\nhost: x\r\n\r\n`),
  );
  socket.on("error", () => undefined);
  t.after(() => socket.destroy());
  await new Promise((resolve) => socket.once("secureConnect", resolve));
  return socket;
}

function send(server: PeerServer, path: string, more: { method?: string; headers?: OutgoingHttpHeaders } = {}) {
  return new Promise<{ status: number | undefined }>((resolve, reject) => {
    const options = { host: "127.0.0.1", port: server.port, path, agent: false, ...clientTls(SESSION, KEY), ...more };
    request(options)
      .on("response", (response) => {
        response.resume();
        response.on("end", () => resolve({ status: response.statusCode }));
        response.on("error", reject);
      })
      .on("error", reject)
      .end();
  });
}
