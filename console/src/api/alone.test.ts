import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { alone, amongOthers } from "./alone.ts";

test("beside an order that ends the session nothing is asked; where it fails all goes on", async (t) => {
  const asked: string[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url!);
    if (url !== "/slow") response.end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const request = (path: string) => new Request(`http://127.0.0.1:${port}${path}`);

  const slow = amongOthers(request("/slow")).then(
    () => "answered",
    (error: Error) => error.name,
  );
  while (asked.length === 0) await sleep(1);
  let later: Promise<Response> | undefined;
  await assert.rejects(
    alone(async (fetch) => {
      later = amongOthers(request("/later"));
      await fetch(request("/end"));
      throw new Error("refused");
    }),
    /refused/,
  );
  assert.equal(await slow, "AbortError");
  await later;
  assert.deepEqual(asked, ["/slow", "/end", "/later"]);

  await alone(async (fetch) => void (await fetch(request("/end"))));
  let heard = false;
  void amongOthers(request("/never")).then(() => {
    heard = true;
  });
  await sleep(20);
  assert.deepEqual([heard, asked.at(-1)], [false, "/end"], "the page is about to go");
});
