import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { pino } from "pino";
import { openBlobs } from "../blob/open-blobs.ts";
import { openDatabase } from "../db/open.ts";
import { PatchMaker } from "./patch-maker.ts";
import { patchStore } from "./patch-store.ts";

const missing = spawnSync("zstd", ["--version"]).error ? "the zstd program is not installed" : false;
const options = { skip: missing };

/** A server's content without a server: releases 1, 2 … of one file each, and the devices that hold them. */
async function setUp(t: TestContext, program?: string) {
  const path = await mkdtemp(join(tmpdir(), "shoal-patch-"));
  const db = await openDatabase(":memory:");
  const blobs = await openBlobs(path, db, () => 5);
  const store = patchStore(db);
  const log = pino({ level: "silent" });
  const maker = new PatchMaker({ store, blobs, log, now: () => 7, ...(program ? { program } : {}) });
  t.after(async () => {
    await maker.close();
    await db.destroy();
    await rm(path, { recursive: true });
  });
  const publish = async (id: number, bytes: Buffer, name = "tool") => {
    const digest = sha256Hex(bytes);
    const put = await blobs.put(Readable.from([Buffer.from(new Uint8Array(bytes).buffer)]), {
      digest,
      sizeBytes: bytes.length,
    });
    assert.ok(put.ok);
    const text = {
      publisher: "p",
      description: "",
      document: Buffer.alloc(0),
      body: "{}",
      key_id: "k",
      created_by: "x",
    };
    await db
      .insertInto("releases")
      .values({ id, package: name, version: `${id}`, digest: `release ${id}`, created_ms: id, ...text })
      .execute();
    const file = { digest, size_bytes: bytes.length, manifest_digest: put.ref.manifestDigest };
    await db
      .insertInto("release_files")
      .values({ release_id: id, variant_id: "linux", position: 0, name: "tool.bin", ...file })
      .execute();
    return digest;
  };
  const hold = async (releaseId: number, devices: number, state: "succeeded" | "failed" = "succeeded") => {
    for (let device = 0; device < devices; device++)
      await db
        .insertInto("actions")
        .values({
          task_id: 1,
          device_id: `d${device}`,
          release_id: releaseId,
          package: "tool",
          version: `${releaseId}`,
          kind: "install",
          delivery: "pull",
          state,
          os: "linux",
          arch: "x64",
          form_factor: "server",
          created_ms: 1,
          updated_ms: 1,
        })
        .execute();
  };
  const incoming = () => readdir(join(path, "incoming"));
  return { blobs, store, maker, publish, hold, incoming };
}

const similar = (bytes: Buffer) =>
  Buffer.concat([bytes.subarray(700_000), randomBytes(5000), bytes.subarray(0, 600_000)]);

test(
  "a patch is made against what devices hold, stored as a blob, offered, and makes the new file",
  options,
  async (t) => {
    const { store, maker, publish, hold, blobs, incoming } = await setUp(t);
    const old = randomBytes(1_500_000);
    const next = similar(old);
    const from = await publish(1, old);
    await hold(1, 1);
    const target = await publish(2, next);
    await maker.start();
    await maker.idle();
    const [offer, ...others] = await store.offers(target, [from]);
    assert.ok(offer);
    assert.equal(others.length, 0);
    assert.ok(offer.sizeBytes < 20_000);
    assert.deepEqual(await store.offers(from, [target]), []);
    assert.equal((await blobs.find(offer.digest))?.sizeBytes, offer.sizeBytes);
    const [oldPath, patchPath] = [blobs.folder.blobPath(from), blobs.folder.blobPath(offer.digest)];
    const applied = spawnSync(
      "zstd",
      ["-q", "-d", "-c", `--long=${offer.windowLog}`, `--patch-from=${oldPath}`, patchPath],
      {
        maxBuffer: 10_000_000,
      },
    );
    assert.deepEqual(applied.stdout, next);
    assert.deepEqual(await incoming(), []);
    assert.match(maker.state, /^made by zstd/);
  },
);

test("nothing is made against what no device holds, and the most held come first", options, async (t) => {
  const { store, maker, publish, hold } = await setUp(t);
  const bytes = randomBytes(400_000);
  for (let id = 1; id <= 7; id++) {
    bytes[id]! ^= 1;
    await publish(id, bytes);
  }
  await publish(8, randomBytes(400_000), "other");
  for (const [id, devices] of [
    [1, 9],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 4],
  ] as const)
    await hold(id, devices);
  await hold(6, 20, "failed");
  assert.deepEqual(await store.heldBefore(7), [1, 5, 4, 3]);
  assert.deepEqual(await store.heldBefore(3), [1, 2]);
  assert.deepEqual(await store.heldBefore(8), []);
  await maker.start();
  await maker.idle();
});

test("a patch that saves too little is not offered, and not tried again", options, async (t) => {
  const { store, maker, publish, hold, blobs, incoming } = await setUp(t);
  const from = await publish(1, randomBytes(400_000));
  await hold(1, 1);
  const target = await publish(2, randomBytes(400_000));
  await maker.start();
  await maker.idle();
  assert.deepEqual(await store.offers(target, [from]), []);
  const pair = { from: { digest: from, sizeBytes: 1 }, target: { digest: target, sizeBytes: 1 } };
  assert.equal(await store.isDecided(pair), true);
  assert.deepEqual(await incoming(), []);
  let tries = 0;
  const counting = { ...store, refuse: async () => void tries++ };
  const again = new PatchMaker({ store: counting, blobs, log: pino({ level: "silent" }), now: () => 8 });
  await again.start();
  await again.idle();
  assert.equal(tries, 0);
});

test("a program that makes a wrong patch, fails, or does not end leaves no offer and no file", options, async (t) => {
  for (const [script, ends] of [
    ["echo wrong >&2; exit 3", true],
    // Makes something, but not this.
    ['for each; do out=$each; done; case " $* " in *" -d "*) echo other;; *) echo patch > "$out";; esac', true],
    ['for each; do out=$each; done; : > "$out"; exec sleep 1000', false],
  ] as const) {
    const folder = await mkdtemp(join(tmpdir(), "shoal-program-"));
    t.after(() => rm(folder, { recursive: true }));
    const program = join(folder, "zstd");
    await writeFile(program, `#!/bin/sh\n[ "$1" = --version ] && { echo "zstd v1.5.4"; exit; }\n${script}\n`);
    await chmod(program, 0o755);
    const { store, maker, publish, hold, incoming } = await setUp(t, program);
    const old = randomBytes(1_000_000);
    const from = await publish(1, old);
    await hold(1, 1);
    const target = await publish(2, similar(old));
    await maker.start();
    if (ends) await maker.idle();
    else {
      while ((await incoming()).length === 0) await sleep(5);
      await maker.close();
    }
    assert.deepEqual(await store.offers(target, [from]), [], script);
    assert.deepEqual(await incoming(), [], script);
    const pair = { from: { digest: from, sizeBytes: 1 }, target: { digest: target, sizeBytes: 1 } };
    // What was stopped with the server is tried again at its next start.
    assert.equal(await store.isDecided(pair), ends, script);
  }
});

test("without the program nothing is made, and it is said", async (t) => {
  const { maker, publish, hold } = await setUp(t, "/nowhere/zstd");
  await publish(1, randomBytes(1000));
  await hold(1, 1);
  await maker.start();
  maker.enqueue(1);
  await maker.idle();
  assert.match(maker.state, /^not made: the zstd program/);
});
