import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { problem } from "@shoal/protocol/errors/problem";
import { clientTls, serverTls } from "../peer/tls.ts";
import { HttpClient, type HttpFailure } from "./client.ts";

async function client(t: TestContext, answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const key = randomBytes(32);
  const server = createServer(
    serverTls(
      () => key,
      () => {},
    ),
    answer,
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const http = new HttpClient(`https://127.0.0.1:${port}`, clientTls("0123456789abcdef", key));
  t.after(() => {
    http.close();
    server.closeAllConnections();
    server.close();
  });
  return http;
}
const failed = (asked: Promise<unknown>) =>
  asked.then(
    () => assert.fail("it was answered"),
    (error) => error as HttpFailure,
  );

test("only our own server's words have a code; what sends elsewhere is not followed and may pass", async (t) => {
  let answer: (response: ServerResponse) => void = () => {};
  const http = await client(t, (_request, response) => answer(response));
  answer = (response) => response.writeHead(400).end(JSON.stringify(problem("bad-request", "reports/0")));
  assert.equal((await failed(http.json("/"))).code, "bad-request");
  for (const body of ["<h1>plain HTTP was sent to an HTTPS port</h1>", '{"code":"bad-request"}', "null", ""]) {
    answer = (response) => response.writeHead(400).end(body);
    const failure = await failed(http.json("/"));
    assert.deepEqual([failure.status, failure.code, failure.passing], [400, undefined, false], body);
  }
  answer = (response) => response.writeHead(302, { location: "http://login.example/" }).end();
  const elsewhere = await failed(http.json("/"));
  assert.equal(elsewhere.passing, true);
  assert.match(elsewhere.message, /302.*login\.example/);
});

test("an answer that drips is given up, its head and its body; one that is only long is not", async (t) => {
  const drips = new Set<NodeJS.Timeout>();
  t.after(() => drips.forEach(clearInterval));
  const http = await client(t, (request, response) => {
    const drip = (write: () => void) => void drips.add(setInterval(write, 20));
    if (request.url === "/head") {
      response.socket?.write("HTTP/1.1 200 OK\r\nx-long: ");
      return drip(() => response.socket?.write("x"));
    }
    response.writeHead(200).write(" ");
    if (request.url === "/body") drip(() => response.write(" "));
    if (request.url === "/whole") response.end("{}");
  });
  // Before a head there is the handshake too, which is long on a busy machine.
  const whole = { headMs: 20_000 };
  assert.match((await failed(http.json("/head", { headMs: 300 }))).message, /no whole answer/);
  assert.match((await failed(http.json("/body", { ...whole, bodyMs: 300 }))).message, /took too long/);
  assert.deepEqual(await http.json("/whole", { ...whole, bodyMs: 20_000 }), {});
});
