import assert from "node:assert/strict";
import { test } from "node:test";
import { boot, scriptRelease } from "./booted.ts";

interface Event {
  id: number;
  kind: string;
}

/**
 * Reads server-sent events until `count` of them came.
 * @param onHello called once the server has said from where on it tells
 */
async function read(
  url: string,
  token: string,
  count: number,
  cursor?: number,
  onHello: () => void = () => {},
): Promise<Event[]> {
  const abort = new AbortController();
  const answer = await fetch(`${url}/api/v1/events${cursor === undefined ? "" : `?cursor=${cursor}`}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: abort.signal,
  });
  assert.equal(answer.headers.get("content-type"), "text/event-stream");
  const events: Event[] = [];
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of answer.body!) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop()!;
    for (const block of blocks) {
      const data = block.match(/^data: (.*)$/m)?.[1];
      const kind = block.match(/^event: (.*)$/m)?.[1];
      if (kind === "hello") onHello();
      else if (data && kind) events.push(JSON.parse(data) as Event);
    }
    if (events.length >= count) break;
  }
  abort.abort();
  return events;
}

/** Events that come of it: what is trusted has changed, twice. */
const TRUSTED = 2;

test("a reader gets every event once and in order, from its cursor on, while more are written", async (t) => {
  const { operator, server } = await boot(t);
  await operator.trust();
  const versions = Array.from({ length: 12 }, (_, at) => `1.0.${at}`);
  const all = read(server.url, operator.token, versions.length, TRUSTED);
  for (const version of versions) await operator.publish(scriptRelease(version));
  const events = await all;
  assert.deepEqual(
    events.slice(0, versions.length).map((event) => event.id),
    versions.map((_, at) => TRUSTED + at + 1),
  );
  const rest = await read(server.url, operator.token, 4, TRUSTED + 8);
  assert.deepEqual(
    rest.slice(0, 4).map((event) => event.id),
    [9, 10, 11, 12].map((id) => TRUSTED + id),
  );
});

test("without a cursor, a reader starts now", async (t) => {
  const { operator, server } = await boot(t);
  await operator.trust();
  await operator.publish(scriptRelease("1.0.0"));
  const { promise: hasBegun, resolve: onHello } = Promise.withResolvers<void>();
  const later = read(server.url, operator.token, 1, undefined, onHello);
  await hasBegun;
  await operator.publish(scriptRelease("2.0.0"));
  assert.deepEqual(
    (await later).map((event) => event.id),
    [TRUSTED + 2],
  );
});

test("an answer says up to which event it is true, to whoever may follow from there", async (t) => {
  const { operator, server } = await boot(t);
  await operator.trust();
  const said = async (token: string) =>
    (await fetch(`${server.url}/api/v1/devices`, { headers: { authorization: `Bearer ${token}` } })).headers.get(
      "shoal-event",
    );
  const before = Number(await said(operator.token));
  await operator.publish(scriptRelease("1.0.0"));
  assert.ok(Number(await said(operator.token)) > before);
  const [first] = await read(server.url, operator.token, 1, before);
  assert.equal(first!.id, before + 1, "nothing came in between");
  const permissions = ["device.read"];
  const { token } = await operator.post<{ token: string }>("/api/v1/tokens", { name: "devices", permissions });
  assert.equal(await said(token), null);
});
