import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import type { BlobRef } from "@shoal/protocol/content/blob-ref";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { PieceHasher, sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { fetchBy, type TestDevice, testDevice, testTls } from "../identity/fixture.ts";
import { createServer, type ServerWithToken } from "../server.ts";

describe("blobs over HTTP", () => {
  let dataDir = "";
  let server: ServerWithToken;
  const content = randomBytes(3 * PIECE_BYTES + 500);
  const digest = sha256Hex(content);
  const call = (method: string, path: string, init: RequestInit & { duplex?: "half" } = {}) =>
    fetch(server.url + path, {
      ...init,
      method,
      headers: { authorization: `Bearer ${server.adminToken}`, ...(init.headers as Record<string, string>) },
    });
  let device: TestDevice;
  const get = (headers: Record<string, string> = {}, path = `/agent/v1/blobs/${digest}`) =>
    device.fetch(path, { headers });
  const left = async () => (await readdir(join(dataDir, "incoming"))).length;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "shoal-blobs-"));
    server = await createServer({ dataDir, port: 0, logLevel: "silent", firstToken: true });
    device = await testDevice(server);
    const answer = await call("PUT", `/api/v1/blobs/${digest}`, { body: content });
    assert.equal(answer.status, 201);
    await device.give([(await answer.json()) as BlobRef]);
  });
  after(async () => {
    device.connections.destroy();
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  test("an upload is answered with its names, a second one says that it was known", async () => {
    const hasher = new PieceHasher();
    hasher.update(content);
    const { ref } = hasher.finish();
    const again = await call("PUT", `/api/v1/blobs/${digest}`, { body: content });
    assert.equal(again.status, 200);
    assert.deepEqual(await again.json(), ref);
    const stat = (await (await call("GET", `/api/v1/blobs/${digest}`)).json()) as { createdMs: number };
    assert.deepEqual({ ...stat, createdMs: 0 }, { ...ref, createdMs: 0 });
    assert.equal((await call("GET", `/api/v1/blobs/${"0".repeat(64)}`)).status, 404);
  });

  test("lies are answered from the catalogue, audited, and leave nothing", async () => {
    const expect = async (answer: Response, status: number, code: string) => {
      const problem = (await answer.json()) as { code: string; hint: string };
      assert.deepEqual([answer.status, problem.code], [status, code]);
      assert.ok(problem.hint.length > 10);
      assert.equal(await left(), 0);
    };
    const other = "0".repeat(64);
    await expect(await call("PUT", `/api/v1/blobs/${other}`, { body: content }), 422, "blob-mismatch");
    await expect(await call("PUT", `/api/v1/blobs/${digest}`, { body: "short" }), 422, "blob-mismatch");
    await expect(await call("PUT", "/api/v1/blobs/nonsense", { body: "x" }), 400, "bad-request");
    const chunked = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(10));
        controller.close();
      },
    });
    await expect(
      await call("PUT", `/api/v1/blobs/${other}`, { body: chunked, duplex: "half" }),
      411,
      "length-required",
    );
    const nobody = { body: "x", headers: { authorization: "Bearer nobody-knows-this" } };
    await expect(await call("PUT", `/api/v1/blobs/${other}`, nobody), 401, "unauthorized");
    const { items } = (await (await call("GET", "/api/v1/audit?what=blob.refused")).json()) as { items: unknown[] };
    assert.equal(items.length, 1);
  });

  test("an upload that is too large by its own word is refused before it is read", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(`${server.url}/api/v1/blobs/${"1".repeat(64)}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${server.adminToken}`, "content-length": String(65 * 1024 ** 3) },
      });
      request.on("response", (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on("error", reject);
      request.flushHeaders();
    });
    assert.equal(status, 413);
  });

  test("a cut upload leaves nothing, and the server goes on", async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `PUT /api/v1/blobs/${"2".repeat(64)} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.adminToken}\r\ncontent-length: 1000000\r\n\r\n`,
    );
    socket.write(Buffer.alloc(200_000));
    while ((await left()) === 0) await sleep(5);
    socket.destroy();
    while ((await left()) > 0) await sleep(5);
    assert.equal((await get()).status, 200);
  });

  test("the whole, a part, and what HEAD says of them", async () => {
    const whole = await get();
    assert.equal(whole.status, 200);
    assert.equal(whole.headers.get("etag"), `"${digest}"`);
    assert.equal(whole.headers.get("accept-ranges"), "bytes");
    assert.ok(whole.headers.get("x-request-id"));
    assert.deepEqual(Buffer.from(await whole.arrayBuffer()), content);
    for (const [range, first, last] of [
      ["bytes=0-0", 0, 0],
      [`bytes=${PIECE_BYTES}-${2 * PIECE_BYTES - 1}`, PIECE_BYTES, 2 * PIECE_BYTES - 1],
      ["bytes=262143-262145", 262_143, 262_145],
      [`bytes=${content.length - 5}-`, content.length - 5, content.length - 1],
      ["bytes=-300000", content.length - 300_000, content.length - 1],
    ] as const) {
      const part = await get({ range });
      assert.equal(part.status, 206, range);
      assert.equal(part.headers.get("content-range"), `bytes ${first}-${last}/${content.length}`);
      assert.deepEqual(Buffer.from(await part.arrayBuffer()), content.subarray(first, last + 1), range);
    }
    const head = await device.fetch(`/agent/v1/blobs/${digest}`, { method: "HEAD" });
    assert.equal(head.headers.get("content-length"), String(content.length));
    assert.equal(head.status, 200);
  });

  test("conditions: 304, 412, 416 and If-Range", async () => {
    assert.equal((await get({ "if-none-match": `"${digest}"` })).status, 304);
    assert.equal((await get({ "if-match": '"other"' })).status, 412);
    const outside = await get({ range: `bytes=${content.length}-` });
    assert.equal(outside.status, 416);
    assert.equal(outside.headers.get("content-range"), `bytes */${content.length}`);
    assert.equal(outside.headers.get("content-type"), "application/problem+json");
    assert.equal((await get({ range: "bytes=0-1", "if-range": `"${digest}"` })).status, 206);
    assert.equal((await get({ range: "bytes=0-1", "if-range": '"other"' })).status, 200);
    assert.equal((await get({}, `/agent/v1/blobs/${"0".repeat(64)}`)).status, 404);
    assert.equal(
      (await fetchBy(testTls({ trust: device.identity.trust }), `${server.agentUrl}/agent/v1/blobs/${digest}`)).status,
      401,
    );
  });

  test("the manifest is found by its own digest", async () => {
    const hasher = new PieceHasher();
    hasher.update(content);
    const { ref, manifest } = hasher.finish();
    const answer = await get({}, `/agent/v1/manifests/${ref.manifestDigest}`);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), Buffer.from(manifest));
    assert.equal((await get({}, `/agent/v1/manifests/${digest}`)).status, 404);
  });

  test("readers that stop in the middle do not disturb others", async () => {
    const stopped = Array.from({ length: 20 }, async () => {
      const { connections: agent } = device;
      const request = httpsRequest(`${server.agentUrl}/agent/v1/blobs/${digest}`, { agent }).end();
      const [response] = (await once(request, "response")) as [IncomingMessage];
      await once(response, "data");
      request.destroy();
    });
    const whole = Array.from({ length: 20 }, async () => Buffer.from(await (await get()).arrayBuffer()));
    await Promise.allSettled(stopped);
    for (const bytes of await Promise.all(whole)) assert.equal(sha256Hex(bytes), digest);
  });

  test("two parts down one connection are exactly as long as they say", async () => {
    const { hostname, port } = new URL(server.agentUrl);
    const socket = connectTls({
      ...device.connections.options,
      host: hostname,
      port: Number(port),
    } as ConnectionOptions);
    for (const [range, last] of [
      ["300000-300009", false],
      ["7-9", true],
    ] as const)
      socket.write(
        `GET /agent/v1/blobs/${digest} HTTP/1.1\r\nhost: x\r\nrange: bytes=${range}\r\n${last ? "connection: close\r\n" : ""}\r\n`,
      );
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("latin1");
    const [first, second] = [content.subarray(300_000, 300_010), content.subarray(7, 10)].map((each) =>
      each.toString("latin1"),
    );
    const bodies = text.split(/HTTP\/1\.1 206[\s\S]*?\r\n\r\n/);
    assert.deepEqual(bodies, ["", first, second]);
  });

  test("behind nginx the bytes are named, not sent", async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "shoal-accel-"));
    t.after(() => rm(folder, { recursive: true }));
    const fronted = await createServer({
      dataDir: folder,
      port: 0,
      logLevel: "silent",
      firstToken: true,
      accelRedirect: "/inside/",
    });
    t.after(() => fronted.close());
    const headers = { authorization: `Bearer ${fronted.adminToken}` };
    const put = await fetch(`${fronted.url}/api/v1/blobs/${digest}`, { method: "PUT", body: content, headers });
    const behind = await testDevice(fronted);
    t.after(() => behind.connections.destroy());
    await behind.give([(await put.json()) as BlobRef]);
    const path = `/agent/v1/blobs/${digest}`;
    const answer = await behind.fetch(path);
    assert.equal(answer.headers.get("x-accel-redirect"), `/inside/${digest.slice(0, 2)}/${digest}`);
    assert.equal((await answer.arrayBuffer()).byteLength, 0);
    const matched = await behind.fetch(path, { headers: { "if-match": `"${digest}"` } });
    assert.equal((await matched.arrayBuffer()).byteLength, content.length);
  });
});
