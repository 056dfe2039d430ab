import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMITS } from "@shoal/protocol/limits";
import { coefficient, MAX_PARITIES, MAX_SOURCES } from "./cauchy.ts";
import { createKernel } from "./create-kernel.ts";
import { BlockEncoder } from "./encoder.ts";
import { multiply } from "./gf256.ts";

const make = (k: number, symbolBytes: number) =>
  new BlockEncoder(createKernel(BlockEncoder.memoryBytes(k, symbolBytes)), k, symbolBytes);
const counted = (length: number) => Uint8Array.from({ length }, (_, at) => at * 31 + (at >> 8));

test("the code is the same on every device: coefficients and symbols that were written down", () => {
  assert.deepEqual([MAX_SOURCES, MAX_PARITIES], [128, 127]);
  const corners = [
    coefficient(0, 0),
    coefficient(0, 127),
    coefficient(126, 0),
    coefficient(126, 127),
    coefficient(3, 5),
  ];
  assert.deepEqual(corners, [27, 253, 126, 84, 228]);
  const encoder = make(3, 16);
  encoder.load(counted(40));
  const parity = new Uint8Array(16);
  encoder.parity(126, parity);
  assert.equal(Buffer.from(parity).toString("hex"), "eff13c9428d914bcbb1d33416fa58bf9");
});

test("a parity symbol is the sum of the symbols times their coefficients, whatever was asked for before", () => {
  const block = counted(LIMITS.pieceBytes);
  const encoder = make(MAX_SOURCES, LIMITS.symbolBytes);
  encoder.load(counted(100));
  encoder.load(block);
  const parity = new Uint8Array(LIMITS.symbolBytes);
  for (const index of [126, 0, 7, 0]) {
    encoder.parity(index, parity);
    const expected = new Uint8Array(LIMITS.symbolBytes);
    for (const [at, value] of block.entries())
      expected[at % LIMITS.symbolBytes]! ^= multiply(value, coefficient(index, Math.floor(at / LIMITS.symbolBytes)));
    assert.deepEqual(parity, expected);
  }
});

test("a short last symbol counts as filled up with zeros, and a shorter block forgets the longer one", () => {
  const encoder = make(4, 32);
  const [short, padded] = [new Uint8Array(32), new Uint8Array(32)];
  encoder.load(new Uint8Array(128).fill(255));
  encoder.load(counted(65));
  assert.equal(encoder.k, 3);
  encoder.parity(5, short);
  const full = new Uint8Array(96);
  full.set(counted(65));
  encoder.load(full);
  encoder.parity(5, padded);
  assert.deepEqual(short, padded);
});

test("what does not exist is refused", () => {
  const encoder = make(4, 32);
  const into = new Uint8Array(32);
  assert.throws(() => encoder.parity(0, into), RangeError);
  assert.throws(() => encoder.load(new Uint8Array(0)), RangeError);
  assert.throws(() => encoder.load(new Uint8Array(129)), RangeError);
  assert.equal(encoder.k, 0);
  encoder.load(new Uint8Array(128));
  for (const index of [-1, 0.5, MAX_PARITIES, Number.NaN]) assert.throws(() => encoder.parity(index, into), RangeError);
  for (const size of [31, 33]) assert.throws(() => encoder.parity(0, new Uint8Array(size)), RangeError);
  for (const [k, symbolBytes] of [
    [0, 32],
    [MAX_SOURCES + 1, 32],
    [1.5, 32],
    [4, 0],
    [4, 24],
    [4, -16],
  ] as const)
    assert.throws(() => BlockEncoder.memoryBytes(k, symbolBytes), RangeError);
  assert.throws(() => new BlockEncoder(createKernel(0), MAX_SOURCES, LIMITS.symbolBytes), RangeError);
});
