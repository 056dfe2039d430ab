import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { LIMITS } from "@shoal/protocol/limits";
import { type HashedBlob, hashFile } from "@shoal/protocol/node/piece-hasher";
import { type ApplyRequest, applyPatch } from "./apply.ts";

const missing = spawnSync("zstd", ["--version"]).error ? "the zstd program is not installed" : false;

describe("applying a patch", { skip: missing }, () => {
  let folder = "";
  let patch: Buffer;
  let target: HashedBlob;
  const at = (name: string) => join(folder, name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "shoal-apply-"));
    const old = randomBytes(5 * PIECE_BYTES + 100);
    await writeFile(at("old"), old);
    const parts = [old.subarray(300_000), randomBytes(20_000), old.subarray(0, 290_000)];
    await writeFile(at("new"), Buffer.concat(parts));
    target = await hashFile(at("new"));
    const made = spawnSync("zstd", [
      "-q",
      "-f",
      "--patch-from",
      at("old"),
      "--long=27",
      "-9",
      at("new"),
      "-o",
      at("patch"),
    ]);
    assert.equal(made.status, 0, made.stderr.toString());
    patch = await readFile(at("patch"));
    assert.ok(patch.length < 25_000);
  });
  after(() => rm(folder, { recursive: true }));

  const request = (overrides: Partial<ApplyRequest> = {}): ApplyRequest => ({
    oldPath: at("old"),
    oldSizeBytes: 5 * PIECE_BYTES + 100,
    patchPath: at("patch"),
    outPath: at("out"),
    target: target.ref,
    windowLog: 27,
    ...overrides,
  });
  const refuses = async (overrides: Partial<ApplyRequest>, why: string, detail?: RegExp) => {
    const outcome = await applyPatch(request(overrides));
    assert.equal(outcome.ok, false);
    if (!outcome.ok) {
      assert.equal(outcome.why, why, outcome.detail);
      if (detail) assert.match(outcome.detail, detail);
    }
    assert.equal(existsSync(at("out")), false, "something was left");
  };
  const alteredPatch = async (change: (bytes: Buffer) => Buffer) => {
    await writeFile(at("altered"), change(Buffer.from(patch)));
    return { patchPath: at("altered") };
  };

  test("the result is the target, byte for byte", async () => {
    const outcome = await applyPatch(request());
    assert.deepEqual(outcome.ok, true);
    assert.deepEqual(await readFile(at("out")), await readFile(at("new")));
    await rm(at("out"));
  });

  test("one altered bit anywhere is refused", async () => {
    const places = [0, 4, 5, 8, 12, 200, patch.length >> 1, patch.length - 1];
    for (const place of places)
      await refuses(
        await alteredPatch((bytes) => {
          bytes[place]! ^= 1;
          return bytes;
        }),
        "refused",
      );
  });

  test("a patch that was cut short, is empty, or is not one is refused", async () => {
    await refuses(await alteredPatch((bytes) => bytes.subarray(0, bytes.length - 100)), "refused");
    await refuses(await alteredPatch(() => Buffer.alloc(0)), "refused");
    await refuses(await alteredPatch(() => randomBytes(1000)), "refused");
  });

  test("a result longer than announced is refused before it is written", async () => {
    await refuses({ target: { ...target.ref, sizeBytes: 1000 } }, "refused", /more than the 1000 bytes/);
  });

  test("a frame that asks for a larger window than offered is refused", async () => {
    await refuses({ windowLog: 12 }, "refused", /ZSTD/);
  });

  test("another old file, another target and another manifest are refused", async () => {
    await writeFile(at("other"), randomBytes(5 * PIECE_BYTES + 100));
    await refuses({ oldPath: at("other") }, "refused");
    await refuses({ target: { ...target.ref, digest: "0".repeat(64) } }, "refused");
    await refuses({ target: { ...target.ref, manifestDigest: "0".repeat(64) } }, "refused", /manifest/);
  });

  test("what would not fit into memory is not begun", async () => {
    await refuses({ oldSizeBytes: LIMITS.patchOldBytes + 1 }, "too-large");
    await refuses({ target: { ...target.ref, sizeBytes: LIMITS.patchNewBytes + 1 } }, "too-large");
    await refuses({ windowLog: 31 }, "too-large");
  });

  test("missing files and a full disk are said", async () => {
    await refuses({ oldPath: at("nothing") }, "io", /ENOENT/);
    await refuses({ patchPath: at("nothing") }, "io", /ENOENT/);
    // By a link, which is what is taken away afterwards.
    await symlink("/dev/full", at("out"));
    await refuses({}, "disk-full");
  });

  test("a stop ends the child and leaves nothing", async () => {
    await refuses({ signal: AbortSignal.abort() }, "stopped");
    // Nobody writes into this pipe: only the stop can end it.
    spawnSync("mkfifo", [at("pipe")]);
    await refuses({ patchPath: at("pipe"), signal: AbortSignal.timeout(200) }, "stopped");
  });
});
