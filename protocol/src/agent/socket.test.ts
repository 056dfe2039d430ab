import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodePushFrame, encodePushFrame } from "./socket.ts";

test("a push frame keeps its transfer, its piece and its bytes", () => {
  const u32 = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(u32, u32, fc.uint8Array({ maxLength: 500 }), (transfer, piece, bytes) => {
      const frame = encodePushFrame(transfer, piece, bytes);
      assert.deepEqual(decodePushFrame(frame), { transfer, piece, bytes });
      // A frame that lies somewhere inside a larger buffer, as frames from a socket do.
      const larger = new Uint8Array(frame.length + 3);
      larger.set(frame, 3);
      assert.deepEqual(decodePushFrame(larger.subarray(3)), { transfer, piece, bytes });
    }),
  );
});

test("a frame without a head is refused", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 7 }), (bytes) =>
      assert.throws(() => decodePushFrame(bytes), /at least 8 bytes/),
    ),
  );
});
