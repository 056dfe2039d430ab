import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createServer } from "../server.ts";

test("an upload that falls silent is answered with 408, its connection is closed, and nothing is left", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "shoal-stalled-"));
  const server = await createServer({ dataDir, port: 0, logLevel: "silent" });
  t.after(async () => {
    await server.close();
    await rm(dataDir, { recursive: true });
  });
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const authorization = `authorization: Bearer ${server.adminToken}`;
  socket.write(
    `PUT /api/v1/blobs/${"a".repeat(64)} HTTP/1.1\r\nhost: x\r\n${authorization}\r\ncontent-length: 1000000\r\n\r\n`,
  );
  socket.write(Buffer.alloc(100_000));
  let answer = "";
  for await (const chunk of socket) answer += chunk;
  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.match(answer, /"code":"body-timeout"/);
  assert.deepEqual(await readdir(join(dataDir, "incoming")), []);
});
