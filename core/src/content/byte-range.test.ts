import assert from "node:assert/strict";
import { test } from "node:test";
import { PIECE_BYTES } from "@shoal/protocol/content/piece";
import { bytesOfRuns, rangeOfRun, splitRuns } from "./byte-range.ts";

const size = 10 * PIECE_BYTES + 5;

test("a run is its bytes, and the last piece is as short as the blob makes it", () => {
  assert.deepEqual(rangeOfRun([2, 3], size), { offset: 2 * PIECE_BYTES, length: 3 * PIECE_BYTES });
  assert.deepEqual(rangeOfRun([9, 2], size), { offset: 9 * PIECE_BYTES, length: PIECE_BYTES + 5 });
  assert.equal(bytesOfRuns([[0, 11]], size), size);
  assert.equal(
    bytesOfRuns(
      [
        [0, 1],
        [10, 1],
      ],
      size,
    ),
    PIECE_BYTES + 5,
  );
  assert.throws(() => rangeOfRun([11, 1], size), RangeError);
  assert.throws(() => rangeOfRun([0, 0], size), RangeError);
});

test("long runs are split, short ones stay", () => {
  const parts = splitRuns(
    [
      [0, 7],
      [9, 2],
    ],
    3,
  );
  assert.deepEqual(parts, [
    [0, 3],
    [3, 3],
    [6, 1],
    [9, 2],
  ]);
});
