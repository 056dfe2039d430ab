import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, truncate } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import { PieceSet } from "@shoal/core/content/piece-set";
import { type AgentMessage, decodePushFrame, type ServerMessage, SOCKET_PROTOCOL } from "@shoal/protocol/agent/socket";
import { PIECE_BYTES, pieceCount, pieceSpan } from "@shoal/protocol/content/piece";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { pino } from "pino";
import { Counter } from "prom-client";
import { WebSocket } from "ws";
import { AgentHub } from "../agent/hub.ts";
import { openBlobs } from "../blob/open-blobs.ts";
import { openDatabase } from "../db/open.ts";
import { PushDriver } from "./push-driver.ts";

async function setUp(t: TestContext) {
  const path = await mkdtemp(join(tmpdir(), "shoal-push-"));
  const db = await openDatabase(":memory:");
  const blobs = await openBlobs(path, db, Date.now);
  const hub = new AgentHub();
  const http = createServer();
  hub.attach(http, "/socket", async (request) => request.headers.authorization!);
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const pushBytes = new Counter({ name: "push", help: "push", registers: [] });
  const settings = { concurrent: 3, rateBytesPerSecond: 0, deviceRateBytesPerSecond: 0 };
  const driver = new PushDriver({ hub, blobs, log: pino({ level: "silent" }), pushBytes, settings });
  t.after(async () => {
    await driver.close();
    await hub.close();
    http.close();
    await db.destroy();
    await rm(path, { recursive: true });
  });
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/socket`;
  const put = async (bytes: Buffer) => {
    const digest = sha256Hex(bytes);
    const source = Readable.from([Buffer.from(new Uint8Array(bytes).buffer)]);
    assert.ok((await blobs.put(source, { digest, sizeBytes: bytes.length })).ok);
    return digest;
  };
  return { blobs, driver, pushBytes, url, put };
}

/** An agent that keeps pieces; `onPiece` says whether it acknowledges this one, and how. */
class Receiver {
  readonly content: Buffer;
  readonly has: PieceSet;
  readonly digest: string;
  readonly pieces: number[] = [];
  #socket!: WebSocket;
  readonly #url: string;
  readonly #name: string;
  onPiece: (piece: number) => "keep" | "refuse" | "cut" = () => "keep";

  constructor(url: string, name: string, digest: string, sizeBytes: number) {
    this.#url = url;
    this.#name = name;
    this.digest = digest;
    this.content = Buffer.alloc(sizeBytes);
    this.has = new PieceSet(pieceCount(sizeBytes));
  }

  /** @returns how the transfer ended, or "closed" */
  async receive(lacks = this.has.missing().runs()): Promise<Extract<ServerMessage, { type: "push-end" }> | "closed"> {
    const socket = new WebSocket(this.#url, SOCKET_PROTOCOL, { headers: { authorization: this.#name } });
    this.#socket = socket;
    await once(socket, "open");
    const ready: AgentMessage = { type: "push-ready", actionId: "a", digest: this.digest, lacks };
    socket.send(JSON.stringify(ready));
    let started: number | undefined;
    return await new Promise((resolve) => {
      socket.on("message", (data: Buffer, binary) => {
        if (binary) return this.#keep(data, started);
        const message = JSON.parse(data.toString()) as ServerMessage;
        if (message.type === "push-start") started = message.transfer;
        if (message.type !== "push-end") return;
        resolve(message);
        socket.close();
      });
      socket.on("close", () => resolve("closed"));
    });
  }

  #keep(data: Buffer, started: number | undefined): void {
    const { transfer, piece, bytes } = decodePushFrame(data);
    assert.equal(transfer, started);
    this.pieces.push(piece);
    const verdict = this.onPiece(piece);
    if (verdict === "cut") return this.#socket.terminate();
    const { offset, length } = pieceSpan(piece, this.content.length);
    assert.equal(bytes.length, length);
    if (verdict === "keep") {
      this.content.set(bytes, offset);
      this.has.add(piece);
    }
    const ack: AgentMessage = { type: "push-ack", transfer, piece, ok: verdict === "keep" };
    this.#socket.send(JSON.stringify(ack));
  }
}

const SIZE = 30 * PIECE_BYTES + 77;

test("devices receive what they lack, byte for byte, and nothing else", async (t) => {
  const { put, url, driver, pushBytes } = await setUp(t);
  const bytes = randomBytes(SIZE);
  const digest = await put(bytes);
  const receivers = Array.from({ length: 7 }, (_, index) => new Receiver(url, `d${index}`, digest, SIZE));
  bytes.copy(receivers[0]!.content, 0, 0, 10 * PIECE_BYTES);
  receivers[0]!.has.addRun(0, 10);
  const ends = await Promise.all(receivers.map((each) => each.receive()));
  assert.ok(ends.every((end) => end !== "closed" && end.outcome === "sent"));
  for (const each of receivers) assert.deepEqual(each.content, bytes);
  assert.deepEqual(
    receivers[0]!.pieces.sort((a, b) => a - b),
    Array.from({ length: 21 }, (_, index) => 10 + index),
  );
  assert.equal(driver.active + driver.queued, 0);
  assert.equal((await pushBytes.get()).values[0]?.value, 7 * SIZE - 10 * PIECE_BYTES);
});

test("after cuts the rest is sent, not the whole, and nothing of a transfer that was cut", async (t) => {
  const { put, url } = await setUp(t);
  const bytes = randomBytes(SIZE);
  const receiver = new Receiver(url, "d", await put(bytes), SIZE);
  for (let cuts = 1; cuts <= 11; cuts++) {
    receiver.onPiece = () => (receiver.has.size === cuts ? "cut" : "keep");
    assert.equal(await receiver.receive(), "closed");
    assert.equal(receiver.has.size, cuts);
  }
  receiver.pieces.length = 0;
  receiver.onPiece = () => "keep";
  const end = await receiver.receive();
  assert.equal(end !== "closed" && end.outcome, "sent");
  assert.deepEqual(receiver.content, bytes);
  assert.equal(receiver.pieces.length, 31 - 11);
});

test("a refused piece comes again, and one that is always refused ends it", async (t) => {
  const { put, url } = await setUp(t);
  const bytes = randomBytes(SIZE);
  const digest = await put(bytes);
  const once = new Receiver(url, "d", digest, SIZE);
  once.onPiece = (piece) => (piece === 5 && once.pieces.filter((each) => each === 5).length === 1 ? "refuse" : "keep");
  const end = await once.receive();
  assert.equal(end !== "closed" && end.outcome, "sent");
  assert.deepEqual(once.content, bytes);
  const always = new Receiver(url, "e", digest, SIZE);
  always.onPiece = (piece) => (piece === 5 ? "refuse" : "keep");
  const stopped = await always.receive();
  assert.ok(stopped !== "closed" && stopped.outcome === "stopped" && /piece 5/.test(stopped.detail ?? ""));
});

test("what is not here, what is not part of it and what cannot be read is unavailable", async (t) => {
  const { put, url, blobs } = await setUp(t);
  const digest = await put(randomBytes(SIZE));
  const absent = await new Receiver(url, "d", "0".repeat(64), SIZE).receive();
  assert.ok(absent !== "closed" && absent.outcome === "unavailable" && /does not have/.test(absent.detail ?? ""));
  const outside = await new Receiver(url, "d", digest, SIZE).receive([[30, 2]]);
  assert.ok(outside !== "closed" && outside.outcome === "unavailable" && /outside/.test(outside.detail ?? ""));
  await truncate(blobs.folder.blobPath(digest), 3 * PIECE_BYTES);
  const unreadable = await new Receiver(url, "d", digest, SIZE).receive();
  assert.ok(unreadable !== "closed" && unreadable.outcome === "unavailable");
});
