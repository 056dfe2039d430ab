import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { LIMITS } from "../limits.ts";
import { decodeManifest, encodeManifest, type Manifest, pieceDigest } from "./manifest.ts";
import { PIECE_BYTES, pieceCount, pieceSpan } from "./piece.ts";

const manifests = fc.integer({ min: 0, max: 20 * PIECE_BYTES }).chain((sizeBytes) =>
  fc.record({
    sizeBytes: fc.constant(sizeBytes),
    digest: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("hex")),
    pieces: fc.uint8Array({ minLength: pieceCount(sizeBytes) * 32, maxLength: pieceCount(sizeBytes) * 32 }),
  }),
);

test("decoding undoes encoding, and each piece has its digest", () => {
  fc.assert(
    fc.property(manifests, (manifest: Manifest) => {
      const decoded = decodeManifest(encodeManifest(manifest));
      assert.deepEqual(decoded, { ...manifest });
      for (let index = 0; index < pieceCount(manifest.sizeBytes); index++)
        assert.deepEqual(pieceDigest(decoded, index), manifest.pieces.subarray(index * 32, index * 32 + 32));
    }),
  );
});

test("the encoding has no freedom: an altered bit is another manifest, or none", () => {
  const bytes = encodeManifest({ sizeBytes: PIECE_BYTES + 1, digest: "ab".repeat(32), pieces: new Uint8Array(64) });
  const digest = (each: Uint8Array) => createHash("sha256").update(each).digest("hex");
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const altered = bytes.slice();
    altered[bit >> 3]! ^= 1 << (bit & 7);
    assert.notEqual(digest(altered), digest(bytes));
    let again: Uint8Array | undefined;
    try {
      again = encodeManifest(decodeManifest(altered));
    } catch {
      // Refused, as magic, sizes and reserved bits are.
    }
    if (again) assert.deepEqual(again, altered, `bit ${bit}`);
  }
});

test("wrong sizes, wrong magic and blobs over the limit are refused with words", () => {
  const bytes = encodeManifest({ sizeBytes: 5, digest: "00".repeat(32), pieces: new Uint8Array(32) });
  assert.throws(() => decodeManifest(bytes.subarray(0, 40)), /at least 56 bytes/);
  assert.throws(() => decodeManifest(new Uint8Array([...bytes, 0])), /need 88/);
  assert.throws(() => decodeManifest(bytes.map((byte, at) => (at === 0 ? 0 : byte))), /magic/);
  const huge = bytes.slice();
  new DataView(huge.buffer).setBigUint64(8, BigInt(LIMITS.blobBytes) + 1n);
  assert.throws(() => decodeManifest(huge), /over the limit/);
  assert.throws(
    () => encodeManifest({ sizeBytes: 5, digest: "00".repeat(32), pieces: new Uint8Array(0) }),
    /1 pieces need 32/,
  );
});

test("any bytes either decode or throw an Error", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        decodeManifest(bytes);
      } catch (error) {
        assert.ok(error instanceof Error && !(error instanceof RangeError));
      }
    }),
  );
});

test("pieces cover a blob without a gap", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 * PIECE_BYTES }), (sizeBytes) => {
      let end = 0;
      for (let index = 0; index < pieceCount(sizeBytes); index++) {
        const { offset, length } = pieceSpan(index, sizeBytes);
        assert.equal(offset, end);
        end = offset + length;
      }
      assert.equal(end, sizeBytes);
      assert.throws(() => pieceSpan(pieceCount(sizeBytes), sizeBytes), RangeError);
    }),
  );
});
