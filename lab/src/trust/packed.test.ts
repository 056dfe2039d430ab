import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { HttpClient } from "@shoal/agent/http/client";
import { boot } from "../server/booted.ts";

test("metadata comes packed to whoever asks for it so, and unpacks to what was signed", async (t) => {
  const { server, operator, enrol } = await boot(t);
  await operator.trust();
  const device = await enrol(0);
  const at = (file: string) => `/agent/v1/trust/metadata/${file}`;
  const get = (file: string, accepted?: string) =>
    device.fetch(at(file), accepted === undefined ? {} : { headers: { "accept-encoding": accepted } });
  const { signed } = JSON.parse(await (await get("timestamp.json")).text());
  const snapshot = `${signed.meta["snapshot.json"].version}.snapshot.json`;
  const plain = Buffer.from(await (await get(snapshot)).arrayBuffer());
  for (const accepted of [undefined, "gzip", "br;q=0", "gzip, br; q=0"]) {
    const answer = await get(snapshot, accepted);
    assert.deepEqual([answer.headers.get("content-encoding"), answer.headers.get("vary")], [null, "accept-encoding"]);
    assert.deepEqual(Buffer.from(await answer.arrayBuffer()), plain);
  }
  for (const accepted of ["br", "gzip, deflate, br"]) {
    const answer = await get(snapshot, accepted);
    assert.equal(answer.headers.get("content-encoding"), "br");
    const packed = Buffer.from(await answer.arrayBuffer());
    assert.ok(packed.length * 3 < plain.length, `${packed.length} of ${plain.length} bytes`);
    assert.deepEqual(brotliDecompressSync(packed), plain);
  }
  assert.equal((await get("timestamp.json", "br")).headers.get("content-encoding"), null, "it is short, and changes");
  const http = new HttpClient(server.agentUrl, device.connections.options);
  t.after(() => http.close());
  assert.deepEqual(await http.bytes(at(snapshot), { packed: true }, plain.length), plain);
  await assert.rejects(http.bytes(at(snapshot), { packed: true }, plain.length - 1), /longer than \d+ bytes/);
});
