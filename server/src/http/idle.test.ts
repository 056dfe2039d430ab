import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, request } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { test } from "node:test";
import { createApp } from "./app.ts";

test("a connection that is idle after its answer ends by itself, with and without a body", async (t) => {
  const app = await createApp({ version: "0", logLevel: "silent" });
  app.get("/x", { schema: { hide: true } }, async () => "x");
  app.post("/x", { schema: { hide: true } }, async () => "x");
  await app.listen({ port: 0, host: "127.0.0.1" });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  t.after(async () => {
    agent.destroy();
    await app.close();
  });
  const sockets: Socket[] = [];
  app.server.on("connection", (socket) => sockets.push(socket));
  const { port } = app.server.address() as AddressInfo;
  const ask = async (method: string, body?: string) => {
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    const asked = request({ port, method, path: "/x", agent, headers }).end(body);
    const [answer] = await once(asked, "response");
    answer.resume();
    await once(answer, "end");
    // What the server does behind its answer is done.
    for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
    return sockets[0]!.timeout;
  };
  for (const [method, body] of [["GET"], ["POST", "{}"], ["GET"]] as const) {
    const idleMs = await ask(method, body);
    assert.ok(idleMs !== undefined && idleMs >= app.server.keepAliveTimeout, `${method}: ${idleMs}`);
  }
  assert.equal(sockets.length, 1);
});
