import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LIMITS } from "../limits.ts";
import { encodeFrameHead, FrameReader, type PeerFrame } from "./frame.ts";

const frames = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.uint8Array({ maxLength: 40 }))
    .map(([index, bytes]) => ({ index, bytes })),
  { maxLength: 12 },
);

test("frames come out as they went in, however they are cut up", () => {
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (sent, cuts) => {
      const wire = Buffer.concat(sent.flatMap((each) => [encodeFrameHead(each.index, each.bytes.length), each.bytes]));
      const reader = new FrameReader();
      const got: PeerFrame[] = [];
      for (let at = 0, cut = 0; at < wire.length; cut++) {
        const end = at + cuts[cut % cuts.length]!;
        for (const frame of reader.read(wire.subarray(at, end))) got.push(frame);
        at = end;
      }
      assert.deepEqual(got, sent);
      assert.equal(reader.isBetween, true);
    }),
  );
});

test("an end within a frame is seen", () => {
  const reader = new FrameReader();
  assert.deepEqual([...reader.read(encodeFrameHead(3, 2).subarray(0, 5))], []);
  assert.equal(reader.isBetween, false);
  assert.deepEqual([...reader.read(new Uint8Array([...encodeFrameHead(3, 2).subarray(5), 7]))], []);
  assert.equal(reader.isBetween, false);
  assert.deepEqual([...reader.read(new Uint8Array([8]))], [{ index: 3, bytes: new Uint8Array([7, 8]) }]);
});

test("a frame longer than a piece is refused before there is room made for it", () => {
  assert.throws(() => [...new FrameReader().read(encodeFrameHead(0, LIMITS.pieceBytes + 1))], /longer than a piece/);
  assert.deepEqual([...new FrameReader().read(encodeFrameHead(0, LIMITS.pieceBytes))], []);
});
