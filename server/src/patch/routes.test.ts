import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { PatchOffer } from "@shoal/protocol/agent/check-in";
import { openDatabase } from "../db/open.ts";
import { createServer } from "../server.ts";
import { patchStore } from "./patch-store.ts";

const digest = (letter: string) => letter.repeat(64);

test("offers are those of the target for what the device holds, the smallest first", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "shoal-offers-"));
  const db = await openDatabase(join(dataDir, "shoal.db"));
  const offer = (from: string, sizeBytes: number): PatchOffer => ({
    from: digest(from),
    target: digest("f"),
    digest: digest(from === "a" ? "1" : "2"),
    sizeBytes,
    manifestDigest: digest("3"),
    format: "zstd-patch-from",
    windowLog: 27,
  });
  await patchStore(db).add(offer("a", 2000), 1);
  await patchStore(db).add(offer("b", 1000), 1);
  await db.destroy();
  const server = await createServer({ dataDir, port: 0, logLevel: "silent", firstToken: true });
  t.after(async () => {
    await server.close();
    await rm(dataDir, { recursive: true });
  });
  const ask = async (target: string, from: string, token = server.adminToken) => {
    const url = `${server.url}/api/v1/blobs/${digest(target)}/patches?from=${from}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, body: (await answer.json()) as { patches: PatchOffer[]; code: string } };
  };
  const both = await ask("f", `${digest("a")},${digest("b")},${digest("c")}`);
  assert.deepEqual(both.body.patches, [offer("b", 1000), offer("a", 2000)]);
  assert.deepEqual((await ask("f", digest("a"))).body.patches, [offer("a", 2000)]);
  assert.deepEqual((await ask("e", digest("a"))).body.patches, []);
  assert.equal((await ask("f", "nonsense")).body.code, "bad-request");
  assert.equal((await ask("f", Array(17).fill(digest("a")).join())).body.code, "bad-request");
  assert.equal((await ask("f", digest("a"), "nobody-knows-this")).status, 401);
});
