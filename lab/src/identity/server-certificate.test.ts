import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as httpsRequest } from "node:https";
import { join } from "node:path";
import { test } from "node:test";
import type { TLSSocket } from "node:tls";
import { HttpClient } from "@shoal/agent/http/client";
import { tlsOf } from "@shoal/agent/identity/tls";
import type { TaskDetail } from "@shoal/protocol/api/task";
import { boot, scriptRelease } from "../server/booted.ts";

const RESUMED = { status: 200, resumed: true, serial: undefined };
const [HOUR, DAY] = [3_600_000, 86_400_000];

test("the server renews its own certificate under its agents: none is cut off, and new connections are shown the new one", async (t) => {
  // The past, so that what is issued in the end is valid by the clock of this machine, by which TLS goes.
  const clock = { aheadMs: -61 * DAY };
  // What the server does by the hour, without an hour's pings in one moment.
  const hourly: (() => void)[] = [];
  const { setInterval: begin } = globalThis;
  const begun = t.mock.method(globalThis, "setInterval", (call: () => void, ms: number) => {
    if (ms === HOUR) hourly.push(call);
    return begin(call, ms);
  });
  const booted = await boot(t, { certificateClock: () => Date.now() + clock.aheadMs });
  begun.mock.restore();
  const anHourPasses = () => hourly.map((each) => each());
  const { operator, server, dataDir } = booted;
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  clock.aheadMs = -20 * DAY;
  anHourPasses();
  const device = await booted.enrol(0);
  const agents = ["before", "fresh"].map(() => new HttpClient(server.agentUrl, tlsOf(device.identity)));
  t.after(() => agents.map((each) => each.close()));
  const [before, fresh] = agents as [HttpClient, HttpClient];
  /** What is answered, whether the session was resumed, and where it was not, the serial number of what is shown. */
  const ask = async (http: HttpClient) => {
    const headers = { connection: "close" };
    const request = httpsRequest(`${server.agentUrl}/agent/v1/offers`, { agent: http.connections, headers });
    request.end();
    const [response] = await once(request, "response");
    const socket = request.socket as TLSSocket;
    const resumed = socket.isSessionReused();
    const serial = socket.getPeerX509Certificate()?.serialNumber;
    await once(response.resume(), "close");
    return { status: response.statusCode as number, resumed, serial };
  };
  const socket = device.socket();
  t.after(() => socket.terminate());
  await once(socket, "open");
  const first = await ask(before);
  assert.deepEqual([first.status, first.resumed], [200, false]);
  const key = () => readFileSync(join(dataDir, "ticket.key"), "utf8");

  const firstKey = key();
  anHourPasses();
  assert.deepEqual(await ask(before), RESUMED, "neither is due");
  clock.aheadMs += DAY / 2;
  anHourPasses();
  assert.notEqual(key(), firstKey);
  assert.deepEqual(await ask(before), first, "its ticket was of the key before");
  assert.deepEqual(await ask(before), RESUMED);

  clock.aheadMs = 0;
  anHourPasses();
  const seen = async () => (await ask(new HttpClient(server.agentUrl, tlsOf(device.identity)))).serial;
  for (let tries = 0; (await seen()) === first.serial; tries++) assert.ok(tries < 200, "it was not renewed");
  const renewed = await ask(fresh);
  assert.deepEqual([renewed.status, renewed.resumed], [200, false]);
  assert.notEqual(renewed.serial, first.serial);
  assert.equal((await ask(before)).status, 200);
  assert.equal((await ask(before)).resumed, true);

  const rung = once(socket, "message");
  const spec = { kind: "install", delivery: "pull", package: "tool", version: "1.0.0", targets: { all: true } };
  const task = await operator.post<TaskDetail>("/api/v1/tasks", spec);
  await operator.post(`/api/v1/tasks/${task.id}/start`);
  await rung;
  assert.equal(socket.readyState, socket.OPEN);
});
