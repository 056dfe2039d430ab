import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { decodeManifest, pieceDigest } from "../content/manifest.ts";
import { PIECE_BYTES, pieceCount, pieceSpan } from "../content/piece.ts";
import { hashFile, PieceHasher, sha256Hex } from "./piece-hasher.ts";

const SIZES = [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES, 40 * PIECE_BYTES + 77];

test("whole, pieces and manifest are what one hash over each of them gives", () => {
  for (const size of SIZES) {
    const bytes = randomBytes(size);
    const hasher = new PieceHasher();
    hasher.update(bytes);
    const { ref, manifest } = hasher.finish();
    assert.deepEqual(ref, { digest: sha256Hex(bytes), sizeBytes: size, manifestDigest: sha256Hex(manifest) });
    const decoded = decodeManifest(manifest);
    assert.equal(decoded.digest, ref.digest);
    assert.equal(decoded.sizeBytes, size);
    for (let index = 0; index < pieceCount(size); index++) {
      const { offset, length } = pieceSpan(index, size);
      const expected = createHash("sha256")
        .update(bytes.subarray(offset, offset + length))
        .digest();
      assert.deepEqual(Buffer.from(pieceDigest(decoded, index)), expected);
    }
  }
});

test("the division of the bytes does not matter, and the buffer may be used again", () => {
  const bytes = randomBytes(4 * PIECE_BYTES + 12_345);
  const whole = new PieceHasher();
  whole.update(bytes);
  const expected = whole.finish();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 * PIECE_BYTES }), { minLength: 1, maxLength: 20 }), (cuts) => {
      const hasher = new PieceHasher();
      const scratch = Buffer.alloc(2 * PIECE_BYTES);
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const length = Math.min(Math.max(1, cuts[turn % cuts.length]!), bytes.length - at);
        bytes.copy(scratch, 0, at, at + length);
        hasher.update(scratch.subarray(0, length));
        scratch.fill(0);
        at += length;
      }
      assert.deepEqual(hasher.finish(), expected);
    }),
    { numRuns: 30 },
  );
});

test("one altered bit gives another digest of its piece, of the whole and of the manifest", () => {
  const bytes = randomBytes(2 * PIECE_BYTES);
  const before = new PieceHasher();
  before.update(bytes);
  const first = before.finish();
  bytes[PIECE_BYTES + 5]! ^= 0x10;
  const after = new PieceHasher();
  after.update(bytes);
  const second = after.finish();
  assert.notEqual(second.ref.digest, first.ref.digest);
  assert.notEqual(second.ref.manifestDigest, first.ref.manifestDigest);
  const [a, b] = [decodeManifest(first.manifest), decodeManifest(second.manifest)];
  assert.deepEqual(pieceDigest(a, 0), pieceDigest(b, 0));
  assert.notDeepEqual(pieceDigest(a, 1), pieceDigest(b, 1));
});

test("a file gives what its bytes give", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "shoal-hash-"));
  t.after(() => rm(folder, { recursive: true }));
  const bytes = randomBytes(3 * 1024 * 1024 + 17);
  await writeFile(join(folder, "file"), bytes);
  let seen = 0;
  const { ref } = await hashFile(join(folder, "file"), (hashed) => {
    seen = hashed;
  });
  assert.equal(ref.digest, sha256Hex(bytes));
  assert.equal(seen, bytes.length);
  await assert.rejects(hashFile(join(folder, "missing")), { code: "ENOENT" });
});
