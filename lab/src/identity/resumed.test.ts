import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { type Agent, request as httpsRequest } from "node:https";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { TLSSocket } from "node:tls";
import { HttpClient } from "@shoal/agent/http/client";
import { tlsOf } from "@shoal/agent/identity/tls";
import { SOCKET_PROTOCOL } from "@shoal/protocol/agent/socket";
import { CAPABILITY } from "@shoal/protocol/capability";
import type { Problem } from "@shoal/protocol/errors/problem";
import { createServer } from "@shoal/server/server";
import { WebSocket } from "ws";
import { inventoryOf } from "../bench/enrolled.ts";
import { startServer } from "../bench/server-process.ts";
import { Operator } from "../fleet/operator.ts";
import { WireAgent } from "../fleet/wire-agent.ts";
import { folder } from "./folder.ts";

const DAY = 86_400_000;
const ASK = JSON.stringify({
  capability: CAPABILITY,
  agentVersion: "0.1.0",
  inventoryDigest: "0".repeat(64),
  afterSequence: 0,
});

/** A check-in by a connection of its own. @returns `ok` or the code of the refusal, and whether the TLS session was resumed */
async function ask(connections: Agent, url: string): Promise<[answer: string, resumed: boolean]> {
  const headers = { connection: "close", "content-type": "application/json", "content-length": ASK.length };
  const request = httpsRequest(`${url}/agent/v1/check-in`, { agent: connections, method: "POST", headers });
  request.end(ASK);
  const [response] = await once(request, "response");
  const resumed = (request.socket as TLSSocket).isSessionReused();
  let text = "";
  for await (const chunk of response) text += chunk;
  return [response.statusCode === 200 ? "ok" : (JSON.parse(text) as Problem).code, resumed];
}

test("an agent resumes its TLS session at a server that was killed, whatever it was started with again", async (t) => {
  let server = await startServer();
  t.after(() => server.stop());
  const operator = new Operator(server.url, server.adminToken);
  await operator.trust();
  const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
  const { identity } = await WireAgent.enrol(server.agentUrl, token, "till-1", inventoryOf(0));
  const http = new HttpClient(server.agentUrl, tlsOf(identity));
  t.after(() => http.close());
  assert.deepEqual(await ask(http.connections, server.agentUrl), ["ok", false]);
  assert.deepEqual(await ask(http.connections, server.agentUrl), ["ok", true]);
  await server.kill();
  for (let tries = 0; tries < 3; tries++) await assert.rejects(http.json("/agent/v1/offers"), /cannot be reached/);
  server = await startServer({ after: server, args: ["--push-concurrent", "3"] });
  assert.deepEqual(await ask(http.connections, server.agentUrl), ["ok", true]);
});

/** A server that a test starts again on its folder, by a clock that it moves. */
async function scene(t: TestContext) {
  const clock = { aheadMs: 0 };
  const dataDir = folder(t);
  const options = { dataDir, port: 0, logLevel: "silent", certificateClock: () => Date.now() + clock.aheadMs };
  const first = await createServer({ ...options, firstToken: true });
  let running: { agentUrl: string; close(): Promise<void> } = first;
  t.after(() => running.close());
  const operator = new Operator(first.url, first.adminToken);
  await operator.trust();
  return {
    clock,
    dataDir,
    operator,
    url: () => running.agentUrl,
    async startAgain() {
      await running.close();
      running = await createServer(options);
    },
    /** A device's connections as its agent has them, and its id. */
    async enrol(name: string): Promise<{ deviceId: string; connections: Agent }> {
      const { token } = await operator.post<{ token: string }>("/api/v1/enrolment-tokens");
      const { identity, deviceId } = await WireAgent.enrol(running.agentUrl, token, name, inventoryOf(0));
      // The server's certificate may be of a time to come.
      const http = new HttpClient(running.agentUrl, { ...tlsOf(identity), rejectUnauthorized: false });
      t.after(() => http.close());
      return { deviceId, connections: http.connections };
    },
  };
}

test("a device that was revoked is refused by a session from before, and after a restart too", async (t) => {
  const { url, operator, enrol, startAgain } = await scene(t);
  const { deviceId, connections } = await enrol("till-1");
  const other = (await enrol("till-2")).connections;
  for (const each of [connections, other]) assert.deepEqual(await ask(each, url()), ["ok", false]);
  await operator.post(`/api/v1/devices/${deviceId}/revoke`);
  assert.deepEqual(await ask(connections, url()), ["device-revoked", true]);
  const socket = new WebSocket(`${url()}/agent/v1/socket`, SOCKET_PROTOCOL, { agent: connections });
  socket.on("error", () => {});
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
  assert.deepEqual([response.statusCode, (response.socket as TLSSocket).isSessionReused()], [403, true]);
  socket.terminate();
  assert.deepEqual(await ask(other, url()), ["ok", true]);

  await startAgain();
  assert.deepEqual(await ask(connections, url()), ["device-revoked", true]);
  assert.deepEqual(await ask(other, url()), ["ok", true]);
});

test("the key of tickets is replaced after its time, and what it has sealed resumes nothing any more", async (t) => {
  const { url, clock, dataDir, enrol, startAgain } = await scene(t);
  const { connections } = await enrol("till-1");
  const file = join(dataDir, "ticket.key");
  const first = readFileSync(file, "utf8");
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(await ask(connections, url()), ["ok", false]);
  clock.aheadMs = DAY / 2 + 1;
  await startAgain();
  assert.equal(readFileSync(file, "utf8"), first, "a start is no moment to replace it");
  assert.deepEqual(await ask(connections, url()), ["ok", true]);
  clock.aheadMs = DAY + 1;
  await startAgain();
  assert.notEqual(readFileSync(file, "utf8"), first);
  assert.deepEqual(await ask(connections, url()), ["ok", false]);
  assert.deepEqual(await ask(connections, url()), ["ok", true]);
});
