import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { connect as connectTls } from "node:tls";
import { createServer } from "../server.ts";

test("a body that falls silent is answered with 408, its connection is closed, and nothing is left", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "shoal-stalled-"));
  const server = await createServer({ dataDir, port: 0, logLevel: "silent", firstToken: true });
  t.after(async () => {
    await server.close();
    await rm(dataDir, { recursive: true });
  });
  const { hostname, port } = new URL(server.url);
  const agents = new URL(server.agentUrl);
  const answerTo = async (requestLine: string, begun: Buffer) => {
    const socket = requestLine.includes("/agent/v1/")
      ? connectTls({ host: agents.hostname, port: Number(agents.port), rejectUnauthorized: false })
      : connect(Number(port), hostname);
    const authorization = `authorization: Bearer ${server.adminToken}`;
    const type = "content-type: application/json";
    socket.write(
      `${requestLine} HTTP/1.1\r\nhost: x\r\n${authorization}\r\n${type}\r\ncontent-length: 1000000\r\n\r\n`,
    );
    socket.write(begun);
    let answer = "";
    for await (const chunk of socket) answer += chunk;
    return answer;
  };
  const answers = await Promise.all([
    answerTo(`PUT /api/v1/blobs/${"a".repeat(64)}`, Buffer.alloc(100_000)),
    answerTo("POST /api/v1/tasks", Buffer.from('{"package":')),
    answerTo("POST /agent/v1/enrol", Buffer.from("")),
  ]);
  for (const answer of answers) {
    assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.match(answer, /content-type: application\/problem\+json/i);
    assert.match(answer, /"code":"body-timeout"/);
  }
  assert.deepEqual(await readdir(join(dataDir, "incoming")), []);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
});
