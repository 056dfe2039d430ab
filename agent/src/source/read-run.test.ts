import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { readRun } from "./read-run.ts";

test("a body is cut into its pieces, however it is chunked; what comes behind the run ends the reading", async () => {
  const sizeBytes = 5 * PIECE_BYTES + 10;
  let read = 0;
  let closed = false;
  async function* body() {
    try {
      // Without an end, as a hostile server's.
      for (;;) {
        read++;
        assert.ok(read < 100, "it reads on for ever");
        yield Buffer.alloc(PIECE_BYTES / 2, read);
      }
    } finally {
      closed = true;
    }
  }
  const taken: [number, number][] = [];
  const next = await readRun(body(), [4, 2], sizeBytes, async (index, bytes) => {
    taken.push([index, bytes.length]);
    return true;
  });
  assert.deepEqual(
    [next, taken],
    [
      6,
      [
        [4, PIECE_BYTES],
        [5, 10],
      ],
    ],
  );
  assert.ok(closed);
  async function* short() {
    yield Buffer.alloc(PIECE_BYTES + 5);
  }
  assert.equal(await readRun(short(), [0, 2], sizeBytes, async () => true), 1);
});
