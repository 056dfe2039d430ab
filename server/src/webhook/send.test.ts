import assert from "node:assert/strict";
import { createServer } from "node:net";
import { type TestContext, test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import { reachOf } from "./address.ts";
import { startReceiver } from "./receiver.ts";
import { send } from "./send.ts";

const reach = reachOf({ webhookAllow: ["127.0.0.0/8"], insecureWebhooks: true });
const post = (url: string, more: Partial<Parameters<typeof send>[1]> = {}) =>
  send(url, {
    ...{ headers: { "content-type": "application/json" }, body: '{"a":"ä"}', timeoutMs: 20_000, reach },
    ...{ signal: new AbortController().signal, ...more },
  });

test("one request is posted, and its answer's status, beginning and wish for time are told", async (t) => {
  const receiver = await startReceiver(t);
  receiver.answer = (response) => response.writeHead(503, { "retry-after": "7" }).end("busy\n".repeat(1000));
  const { status, answer, retryAfterMs, error } = await post(receiver.url);
  assert.deepEqual([status, retryAfterMs, error], [503, 7000, undefined]);
  assert.equal(answer?.length, LIMITS.webhookAnswerChars);
  assert.deepEqual(
    [receiver.got[0]!.body, receiver.got[0]!.headers["content-type"]],
    ['{"a":"ä"}', "application/json"],
  );
});

test("a redirect is an answer, and not followed", async (t) => {
  const receiver = await startReceiver(t);
  receiver.answer = (response) => response.writeHead(302, { location: "/elsewhere" }).end();
  assert.equal((await post(receiver.url)).status, 302);
  assert.equal(receiver.got.length, 1);
});

test("who does not answer is left in time; a status counts even when the rest never comes, or never ends", async (t) => {
  const receiver = await startReceiver(t);
  receiver.answer = () => {};
  assert.deepEqual((await post(receiver.url, { timeoutMs: 50 })).error, "no answer within 0.05 s");
  receiver.answer = (response) => void response.writeHead(200).write("begun");
  const halting = await post(receiver.url, { timeoutMs: 300 });
  assert.deepEqual([halting.status, halting.answer], [200, "begun"]);
  receiver.answer = (response) => {
    const flood = () => {
      while (response.write("x".repeat(16_384)));
      response.once("drain", flood);
    };
    response.on("error", () => {});
    response.writeHead(200);
    flood();
  };
  assert.equal((await post(receiver.url)).status, 200);
});

test("what cannot be reached, may not be reached, or speaks another language is an error in words", async (t) => {
  const closed = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => closed.once("listening", resolve));
  const { port } = closed.address() as { port: number };
  await new Promise((resolve) => closed.close(resolve));
  assert.match((await post(`http://127.0.0.1:${port}/`)).error!, /ECONNREFUSED/);
  assert.match(
    (await post("http://127.0.0.1:1/", { reach: reachOf({ insecureWebhooks: true }) })).error!,
    /no public address/,
  );
  assert.match(
    (await post("http://localhost:1/", { reach: reachOf({ insecureWebhooks: true }) })).error!,
    /localhost is .*no public address/,
  );
  assert.match((await post(await notHttp(t))).error!, /Parse Error|HTTP/);
});

async function notHttp(t: TestContext): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.end("SSH-2.0-other\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
}
