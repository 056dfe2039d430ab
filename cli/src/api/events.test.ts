import assert from "node:assert/strict";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { problem } from "@shoal/protocol/errors/problem";
import type { Failure } from "../exit/failure.ts";
import { followEvents, type ServerEvent } from "./events.ts";

/** A stream server that plays one answer after the other and notes what each request went on from. */
async function scene(t: TestContext, answers: ((response: ServerResponse) => void)[]) {
  const cursors: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    cursors.push(request.headers["last-event-id"] as string | undefined);
    (answers[cursors.length - 1] ?? answers.at(-1)!)(response);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { connection: { server: url, serverFrom: "test", token: "t" }, cursors, url };
}
const stream = (text: string, end: (response: ServerResponse) => void) => (response: ServerResponse) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(text, () => end(response));
};
const refuse = (code: "unauthorized" | "cursor-expired" | "unavailable") => (response: ServerResponse) => {
  const body = problem(code);
  response.writeHead(body.status, { "content-type": "application/problem+json" }).end(JSON.stringify(body));
};

test("after a cut it goes on behind the last event, and says so once", async (t) => {
  const { connection, cursors } = await scene(t, [
    stream('id: 4\nevent: hello\ndata: {}\n\nid: 5\nevent: a\ndata: {"n":1}\n\nid: 6\nevent: half', (response) =>
      response.destroy(),
    ),
    refuse("unavailable"),
    stream(': still here\n\nid: 6\nevent: b\ndata: {"n":2}\n\n', () => {}),
  ]);
  const stop = new AbortController();
  const seen: ServerEvent[] = [];
  const said: string[] = [];
  const options = { signal: stop.signal, onCut: () => said.push("cut"), onBack: () => said.push("back") };
  for await (const event of followEvents(connection, options)) {
    seen.push(event);
    if (event.type === "b") stop.abort();
  }
  assert.deepEqual(
    seen.map(({ cursor, type, data }) => [cursor, type, data]),
    [
      ["4", "hello", {}],
      ["5", "a", { n: 1 }],
      ["6", "b", { n: 2 }],
    ],
  );
  assert.deepEqual(
    [cursors, said],
    [
      [undefined, "5", "5"],
      ["cut", "back"],
    ],
  );
});

test("what will not get better is thrown: no server, no token, a cursor that is too old", async (t) => {
  const first = async (connection: Parameters<typeof followEvents>[0], cursor?: string) => {
    for await (const event of followEvents(connection, { signal: new AbortController().signal, cursor })) return event;
    return undefined;
  };
  const refused = await scene(t, [refuse("unauthorized")]);
  await assert.rejects(first(refused.connection), (error: Failure) => error.exit === 5);
  const old = await scene(t, [refuse("cursor-expired")]);
  await assert.rejects(first(old.connection, "3"), (error: Failure) => error.text.code === "cursor-expired");
  assert.deepEqual(old.cursors, ["3"]);
  const nobody = { server: "http://127.0.0.1:2", serverFrom: "test" };
  await assert.rejects(first(nobody), (error: Failure) => error.text.code === "unreachable");
  const page = await scene(t, [(response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>")]);
  await assert.rejects(first(page.connection), (error: Failure) => error.text.code === "not-shoal");
});
