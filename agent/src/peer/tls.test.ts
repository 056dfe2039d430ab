import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { request } from "node:https";
import { test } from "node:test";
import { type ConnectionOptions, connect, type TLSSocket } from "node:tls";
import { ask, blobOf, KEY, MemoryPieces, never, SESSION, Sink, serve } from "./fixtures/peer-scene.ts";
import type { PeerServer } from "./serve.ts";
import { clientTls } from "./tls.ts";

test("who has the key gets the bytes, by a key exchange that the key alone does not open", async (t) => {
  const { bytes, ref, manifest } = blobOf(3);
  const server = await serve(t, new MemoryPieces(bytes));
  const sink = new Sink(ref, manifest);
  assert.deepEqual(await ask(t, server).fetch(sink, 1, [0, 3], never), { outcome: "done" });
  assert.deepEqual(sink.bytes, bytes);
  const socket = await handshake(server, SESSION, KEY);
  assert.ok(!(socket instanceof Error));
  assert.match(socket.getCipher().standardName, /^TLS_ECDHE_PSK_/);
  assert.equal(socket.getProtocol(), "TLSv1.2");
  socket.destroy();
});

test("each connection shows the key anew, and shows it once", async (t) => {
  const shown: string[] = [];
  const keyOf = (id: string) => {
    shown.push(id);
    return KEY;
  };
  const server = await serve(t, new MemoryPieces(blobOf(1).bytes), { keyOf });
  const first = await handshake(server, SESSION, KEY);
  assert.ok(!(first instanceof Error));
  const session = first.getSession();
  first.destroy();
  const second = await handshake(server, SESSION, KEY, session ? { session } : {});
  assert.ok(!(second instanceof Error));
  assert.equal(second.isSessionReused(), false);
  assert.deepEqual(shown, [SESSION, SESSION]);
  const renegotiated = await new Promise<Error | null>((resolve) => {
    second.on("error", resolve);
    second.renegotiate({}, resolve);
  });
  assert.ok(renegotiated);
  second.destroy();
});

test("a wrong key and an unknown session get nothing, and cannot be told apart", async (t) => {
  const pieces = new MemoryPieces(blobOf(2).bytes);
  const server = await serve(t, pieces);
  const wrongKey = await handshake(server, SESSION, randomBytes(32));
  const unknown = await handshake(server, "ff".repeat(8), KEY);
  const noSession = await handshake(server, "not a session", KEY);
  for (const failed of [wrongKey, unknown, noSession]) assert.ok(failed instanceof Error);
  assert.equal(wordsOf(unknown), wordsOf(wrongKey));
  assert.equal(wordsOf(noSession), wordsOf(wrongKey));
  const { ref, manifest } = blobOf(2);
  const sink = new Sink(ref, manifest);
  const end = await ask(t, server, { key: randomBytes(32) }).fetch(sink, 1, [0, 2], never);
  assert.equal(end.outcome, "cut");
  assert.equal(await ask(t, server, { key: randomBytes(32) }).have(ref.sizeBytes, never), undefined);
  assert.deepEqual(pieces.reads, []);
  assert.equal(sink.heardTimes, 0);
});

test("without a key there is no connection, whatever suites are offered", async (t) => {
  const server = await serve(t, new MemoryPieces(blobOf(1).bytes));
  for (const options of [{}, { ciphers: "ALL:eNULL@SECLEVEL=0" }, { minVersion: "TLSv1.3" as const }]) {
    const failed = await new Promise<Error | undefined>((resolve) => {
      const socket = connect({ host: "127.0.0.1", port: server.port, rejectUnauthorized: false, ...options }, () =>
        resolve(undefined),
      );
      socket.on("error", resolve);
    });
    assert.ok(failed);
  }
});

test("a key opens its own session and no other", async (t) => {
  const other = "fedcba9876543210";
  const pieces = new MemoryPieces(blobOf(1).bytes);
  const keys = new Map([
    [SESSION, KEY],
    [other, randomBytes(32)],
  ]);
  const gone = new Set<string>();
  const server = await serve(t, undefined, {
    store: { pieces: () => pieces },
    keyOf: (id) => (gone.has(id) ? undefined : keys.get(id)),
  });
  const status = (session: string, asked: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const tls = clientTls(session, keys.get(session)!);
      request({ host: "127.0.0.1", port: server.port, path: `/v1/pieces/${asked}/0-0`, agent: false, ...tls })
        .on("response", (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
  assert.equal(await status(SESSION, SESSION), 200);
  assert.equal(await status(other, other), 200);
  assert.equal(await status(SESSION, other), 404);
  gone.add(SESSION);
  assert.equal(await status(other, other), 200);
  await assert.rejects(status(SESSION, SESSION));
});

function handshake(
  server: PeerServer,
  sessionId: string,
  key: Uint8Array,
  more: ConnectionOptions = {},
): Promise<TLSSocket | Error> {
  return new Promise((resolve) => {
    const options = { host: "127.0.0.1", port: server.port, ...clientTls(sessionId, key), ...more };
    const socket = connect(options, () => resolve(socket));
    socket.on("error", resolve);
  });
}

/** Without the numbers of one connection. */
function wordsOf(error: TLSSocket | Error): string {
  return error instanceof Error ? error.message.replace(/\b[0-9A-F]{8,}:/g, "").replace(/:\d+:/g, ":") : "connected";
}
