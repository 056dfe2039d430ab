import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { type FileHandle, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { decodeManifest } from "@shoal/protocol/content/manifest";
import { PIECE_BYTES, pieceCount } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import { PieceHasher, sha256Hex } from "@shoal/protocol/node/piece-hasher";
import { openDatabase } from "../db/open.ts";
import { BlobFolder } from "./blob-folder.ts";
import { type BlobRow, type BlobRows, blobRows } from "./blob-rows.ts";
import { BlobStore } from "./blob-store.ts";
import { receive } from "./receive.ts";

const BODY_IDLE_MS = 100;

function rowsInMemory(): BlobRows {
  const rows = new Map<string, BlobRow>();
  return {
    find: async (digest) => rows.get(digest),
    add: async (row) => {
      if (rows.has(row.digest)) return false;
      rows.set(row.digest, row);
      return true;
    },
  };
}

async function setUp(t: TestContext, root?: string) {
  const path = root ?? (await mkdtemp(join(tmpdir(), "shoal-blob-")));
  if (!root) t.after(() => rm(path, { recursive: true }));
  const folder = new BlobFolder(path);
  await folder.prepare();
  const rows = rowsInMemory();
  const store = new BlobStore({ folder, rows, now: () => 1234, bodyIdleMs: BODY_IDLE_MS });
  const files = async () => {
    const all = await readdir(path, { recursive: true, withFileTypes: true });
    return all.filter((each) => each.isFile()).map((each) => each.name);
  };
  return { path, folder, rows, store, files };
}

/** The bytes in chunks of these sizes, over and over; each in memory of its own, as a socket gives them. */
function inChunks(bytes: Uint8Array, sizes = [65_536]): Readable {
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = sizes[turn % sizes.length]!;
    chunks.push(Buffer.from(new Uint8Array(bytes.subarray(at, at + length)).buffer));
    at += length;
  }
  return Readable.from(chunks, { objectMode: false });
}

test("what is put is there, whole, with its manifest, however it was divided", async (t) => {
  const { store, folder, files } = await setUp(t);
  const sizes = [0, 1, PIECE_BYTES, 5 * 1024 * 1024 + 3];
  for (const size of sizes) {
    const bytes = randomBytes(size);
    const digest = sha256Hex(bytes);
    const outcome = await store.put(inChunks(bytes, [1, 65_536, 7, 200_000]), { digest, sizeBytes: size });
    const hasher = new PieceHasher();
    hasher.update(bytes);
    const { ref, manifest } = hasher.finish();
    assert.deepEqual(outcome, { ok: true, ref, isNew: true });
    assert.deepEqual(await readFile(folder.blobPath(digest)), bytes);
    assert.deepEqual(Buffer.from((await store.manifest(ref.manifestDigest))!), Buffer.from(manifest));
    assert.equal(decodeManifest(manifest).pieces.length, pieceCount(size) * 32);
    assert.deepEqual(await store.find(digest), { ...ref, createdMs: 1234 });
  }
  assert.equal((await files()).length, 2 * sizes.length);
});

test("what is not what it said leaves nothing", async (t) => {
  const { store, files } = await setUp(t);
  const bytes = randomBytes(2_000_000);
  const digest = sha256Hex(bytes);
  const wrong = Buffer.from(bytes);
  wrong[1_234_567]! ^= 1;
  const cut = inChunks(bytes);
  const cases: [string, Readable, number, string][] = [
    ["one bit", inChunks(wrong), bytes.length, "mismatch"],
    ["short", inChunks(bytes.subarray(0, 1_999_999)), bytes.length, "mismatch"],
    ["long", inChunks(Buffer.concat([bytes, Buffer.alloc(1)])), bytes.length, "mismatch"],
    ["smaller than said", inChunks(bytes), bytes.length + 1, "mismatch"],
    ["larger than said", inChunks(bytes), bytes.length - 1, "mismatch"],
    ["cut", cut.once("data", () => cut.destroy()), bytes.length, "aborted"],
    ["broken", Readable.from(brokenAfter(bytes)), bytes.length, "aborted"],
  ];
  for (const [name, source, sizeBytes, why] of cases) {
    const outcome = await store.put(source, { digest, sizeBytes });
    assert.equal(!outcome.ok && outcome.why, why, name);
    assert.deepEqual(await files(), [], name);
    assert.equal(await store.find(digest), undefined, name);
  }
});

async function* brokenAfter(bytes: Buffer) {
  yield Buffer.from(bytes.subarray(0, 65_536));
  throw new Error("broken line");
}

test("a sender that falls silent is given up, and one that is slow is not", async (t) => {
  const { store, files } = await setUp(t);
  const bytes = randomBytes(300_000);
  const digest = sha256Hex(bytes);
  const silent = new PassThrough();
  silent.write(bytes.subarray(0, 100_000));
  const outcome = await store.put(silent, { digest, sizeBytes: bytes.length });
  assert.equal(!outcome.ok && outcome.why, "stalled");
  assert.deepEqual(await files(), []);

  for (;;) {
    const slow = new PassThrough();
    const putting = store.put(slow, { digest, sizeBytes: bytes.length });
    let longestMs = 0;
    for (let at = 0; at < bytes.length; at += 50_000) {
      slow.write(bytes.subarray(at, at + 50_000));
      const wroteMs = performance.now();
      await sleep(40);
      longestMs = Math.max(longestMs, performance.now() - wroteMs);
    }
    slow.end();
    const { ok } = await putting;
    if (ok) return;
    // On a busy machine this sender, too, falls silent.
    assert.ok(longestMs >= BODY_IDLE_MS, `given up, and was silent for ${longestMs} ms at most`);
  }
});

test("the disk may take longer for the last of it than a sender may be silent", async () => {
  const source = new PassThrough();
  const writev = async ([bytes]: Uint8Array[]) => {
    await sleep(3 * BODY_IDLE_MS);
    return { bytesWritten: bytes!.length };
  };
  const received = receive(source, { writev } as unknown as FileHandle, 1000, BODY_IDLE_MS);
  source.end(randomBytes(1000));
  assert.equal((await received).ok, true);
});

test("the same blob may come several times at once", async (t) => {
  const { store, files } = await setUp(t);
  const bytes = randomBytes(3_000_000);
  const expected = { digest: sha256Hex(bytes), sizeBytes: bytes.length };
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => store.put(inChunks(bytes), expected)));
  assert.ok(outcomes.every((each) => each.ok));
  assert.equal(outcomes.filter((each) => each.ok && each.isNew).length, 1);
  assert.equal((await files()).length, 2);
});

test("more uploads at once than allowed are turned away", async (t) => {
  const { store } = await setUp(t);
  const expected = { digest: "0".repeat(64), sizeBytes: 10 };
  const first = Array.from({ length: LIMITS.uploadsAtOnce }, () => store.put(new PassThrough(), expected));
  const outcome = await store.put(new PassThrough(), expected);
  assert.equal(!outcome.ok && outcome.why, "busy");
  await Promise.all(first);
  const later = await store.put(inChunks(randomBytes(10)), expected);
  assert.equal(!later.ok && later.why, "mismatch");
});

test("a full disk is said, before or while it fills, and leaves nothing", async (t) => {
  const path = await mkdtemp(join(tmpdir(), "shoal-small-"));
  t.after(async () => {
    spawnSync("umount", [path]);
    await rm(path, { recursive: true });
  });
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", path]).status !== 0)
    return t.skip("a small file system cannot be mounted here (needs root)");
  const { store, folder, files } = await setUp(t, path);
  const bytes = randomBytes(4_000_000);
  const digest = sha256Hex(bytes);
  const before = await store.put(inChunks(bytes), { digest, sizeBytes: 50_000_000 });
  assert.equal(!before.ok && before.why, "disk-full");

  const source = new PassThrough();
  const putting = store.put(source, { digest, sizeBytes: bytes.length });
  source.write(bytes.subarray(0, 2_000_000));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await writeFile(join(path, "somebody-else"), Buffer.alloc(Math.max(0, (await folder.freeBytes()) - 500_000)));
  source.end(bytes.subarray(2_000_000));
  const during = await putting;
  assert.equal(!during.ok && during.why, "disk-full");
  assert.deepEqual(await files(), ["somebody-else"]);

  await rm(join(path, "somebody-else"));
  assert.equal((await store.put(inChunks(bytes), { digest, sizeBytes: bytes.length })).ok, true);
});

test("what a crash left half received is gone after the next start, and the rest is not", async (t) => {
  const { path, folder, store, files } = await setUp(t);
  const bytes = randomBytes(1000);
  await store.put(inChunks(bytes), { digest: sha256Hex(bytes), sizeBytes: 1000 });
  await writeFile(folder.temporaryPath(), "half");
  assert.equal((await files()).length, 3);
  await new BlobFolder(path).prepare();
  assert.equal((await files()).length, 2);
});

test("a file made here becomes a blob", async (t) => {
  const { store, folder, files } = await setUp(t);
  const bytes = randomBytes(400_000);
  const path = folder.temporaryPath();
  await writeFile(path, bytes);
  const ref = await store.adopt(path);
  assert.equal(ref.digest, sha256Hex(bytes));
  assert.deepEqual(await store.find(ref.digest), { ...ref, createdMs: 1234 });
  assert.equal((await files()).length, 2);
  const file = await store.open(ref.digest);
  const { buffer } = await file.read(Buffer.alloc(10), 0, 10, 100);
  await file.close();
  assert.deepEqual(buffer, bytes.subarray(100, 110));
});

for (const [name, make] of [
  ["in memory", async () => ({ rows: rowsInMemory(), close: async () => {} })],
  [
    "SQLite",
    async () => {
      const db = await openDatabase(":memory:");
      return { rows: blobRows(db), close: () => db.destroy() };
    },
  ],
] as const)
  test(`rows ${name}: found after they are added, added once, and never changed`, async (t) => {
    const { rows, close } = await make();
    t.after(close);
    const row = { digest: "a".repeat(64), sizeBytes: 64 * 1024 ** 3, manifestDigest: "b".repeat(64), createdMs: 5 };
    assert.equal(await rows.find(row.digest), undefined);
    assert.equal(await rows.add(row), true);
    assert.equal(await rows.add({ ...row, createdMs: 6 }), false);
    assert.deepEqual(await rows.find(row.digest), row);
  });
