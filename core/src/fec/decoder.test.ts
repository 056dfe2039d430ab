import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { seededRandom } from "../random/seeded.ts";
import { MAX_PARITIES, MAX_SOURCES } from "./cauchy.ts";
import { createKernel } from "./create-kernel.ts";
import { BlockDecoder } from "./decoder.ts";
import { BlockEncoder } from "./encoder.ts";
import type { Kernel } from "./kernel.ts";
import { tableKernel } from "./table-kernel.ts";

const SYMBOL_BYTES = 32;

/** One encoder and one decoder for all blocks, as a pool has them. */
function codec(kernel: Kernel = createKernel(2 ** 20), k = MAX_SOURCES, symbolBytes = SYMBOL_BYTES) {
  const encoder = new BlockEncoder(kernel, k, symbolBytes);
  const decoder = new BlockDecoder(kernel, k, symbolBytes);
  return {
    decoder,
    load(block: Uint8Array) {
      encoder.load(block);
      decoder.reset(encoder.k);
    },
    parity(index: number): Uint8Array {
      const into = new Uint8Array(symbolBytes);
      encoder.parity(index, into);
      return into;
    },
  };
}

const symbol = (block: Uint8Array, index: number) => block.subarray(index * SYMBOL_BYTES, (index + 1) * SYMBOL_BYTES);

function chance(length: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => random() * 256);
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const indices = (count: number) => [...Array(count).keys()];

/** Any block, any symbols of it lost, as many parity symbols, in any order. */
const exchange = fc
  .record({ sizeBytes: fc.integer({ min: 1, max: MAX_SOURCES * SYMBOL_BYTES }), seed: fc.nat() })
  .chain(({ sizeBytes, seed }) => {
    const k = Math.ceil(sizeBytes / SYMBOL_BYTES);
    return fc.record({
      sizeBytes: fc.constant(sizeBytes),
      seed: fc.constant(seed),
      k: fc.constant(k),
      lost: fc.integer({ min: 0, max: Math.min(k, MAX_PARITIES) }),
    });
  });

for (const [kind, kernel] of [
  ["wasm", createKernel(2 ** 20)],
  ["tables", tableKernel(2 ** 20)],
] as const) {
  test(`${kind}: whichever symbols are lost, as many parity symbols give the block, in any order`, () => {
    assert.equal(kernel.kind, kind);
    const { decoder, load, parity } = codec(kernel);
    fc.assert(
      fc.property(exchange, ({ sizeBytes, seed, k, lost }) => {
        const block = chance(sizeBytes, seed);
        load(block);
        const sources = shuffled(indices(k), seed).slice(lost);
        const parities = shuffled(indices(MAX_PARITIES), seed).slice(0, lost);
        const symbols = [
          ...sources.map((index) => () => decoder.addSource(index, symbol(block, index))),
          ...parities.map((index) => () => decoder.addParity(index, parity(index))),
        ];
        for (const [count, add] of shuffled(symbols, seed + 1).entries()) {
          assert.equal(decoder.missing, k - count);
          assert.equal(decoder.decode(), undefined);
          assert.equal(add(), true);
        }
        assert.equal(decoder.missing, 0);
        const decoded = decoder.decode()!;
        assert.equal(decoded.length, k * SYMBOL_BYTES);
        assert.equal(decoder.rebuilt, lost);
        assert.ok(Buffer.from(block).equals(decoded.subarray(0, sizeBytes)));
        assert.ok(decoded.subarray(sizeBytes).every((byte) => byte === 0));
      }),
      { numRuns: kind === "wasm" ? 400 : 100 },
    );
  });
}

test("every set of lost symbols of a small block, with every set of parity symbols", () => {
  const k = 5;
  const block = chance(k * SYMBOL_BYTES - 7, 1);
  const { decoder, load, parity } = codec();
  load(block);
  const bits = (set: number) => indices(k).filter((index) => (set >> index) & 1);
  for (let lost = 0; lost < 2 ** k; lost++) {
    for (let from = 0; from < 2 ** k; from++) {
      if (bits(lost).length !== bits(from).length) continue;
      decoder.reset(k);
      for (const index of bits(~lost)) decoder.addSource(index, symbol(block, index));
      for (const index of bits(from)) decoder.addParity(MAX_PARITIES - 1 - index, parity(MAX_PARITIES - 1 - index));
      assert.ok(Buffer.from(block).equals(decoder.decode()!.subarray(0, block.length)));
    }
  }
});

test("a block of one symbol comes out of any one symbol", () => {
  const { decoder, load, parity } = codec();
  const block = chance(9, 2);
  load(block);
  for (let index = 0; index < MAX_PARITIES; index++) {
    decoder.reset(1);
    assert.equal(decoder.decode(), undefined);
    assert.equal(decoder.addParity(index, parity(index)), true);
    assert.deepEqual(decoder.decode()!.subarray(0, 9), block);
  }
});

test("a whole block of which one symbol came comes out of all parity symbols", () => {
  const { decoder, load, parity } = codec();
  const block = chance(MAX_SOURCES * SYMBOL_BYTES, 3);
  load(block);
  for (const index of indices(MAX_PARITIES)) assert.equal(decoder.addParity(index, parity(index)), true);
  assert.equal(decoder.decode(), undefined);
  assert.equal(decoder.addSource(64, symbol(block, 64)), true);
  assert.ok(Buffer.from(block).equals(decoder.decode()!));
});

test("what came already, does not exist or has another length is refused and changes nothing", () => {
  const { decoder, load, parity } = codec();
  const block = chance(4 * SYMBOL_BYTES - 5, 4);
  load(block);
  const garbage = new Uint8Array(SYMBOL_BYTES).fill(99);
  assert.equal(decoder.addSource(1, symbol(block, 1)), true);
  assert.equal(decoder.addParity(9, parity(9)), true);
  const refused: [string, () => boolean][] = [
    ["the same source", () => decoder.addSource(1, garbage)],
    ["the same parity", () => decoder.addParity(9, garbage)],
    ["source -1", () => decoder.addSource(-1, garbage)],
    ["a source of a longer block", () => decoder.addSource(4, garbage)],
    ["source 0.5", () => decoder.addSource(0.5, garbage)],
    ["parity -1", () => decoder.addParity(-1, garbage)],
    ["a parity too high", () => decoder.addParity(MAX_PARITIES, garbage)],
    ["parity NaN", () => decoder.addParity(Number.NaN, garbage)],
    ["a short source that is not the last", () => decoder.addSource(2, garbage.subarray(5))],
    ["a long last source", () => decoder.addSource(3, new Uint8Array(SYMBOL_BYTES + 1))],
    ["an empty last source", () => decoder.addSource(3, new Uint8Array(0))],
    ["a short parity", () => decoder.addParity(3, garbage.subarray(5))],
  ];
  for (const [what, add] of refused) {
    assert.equal(add(), false, what);
    assert.equal(decoder.missing, 2, what);
  }
  assert.equal(decoder.addSource(3, symbol(block, 3)), true);
  assert.equal(decoder.addParity(126, parity(126)), true);
  assert.equal(decoder.addParity(3, garbage), false, "nothing is missing any more");
  assert.deepEqual(decoder.decode()!.subarray(0, block.length), block);
});

test("a source that comes when enough is there saves its rebuilding, and after decoding is refused", () => {
  const { decoder, load, parity } = codec();
  const block = chance(3 * SYMBOL_BYTES, 5);
  load(block);
  for (const index of [0, 1, 2]) decoder.addParity(index, parity(index));
  assert.equal(decoder.missing, 0);
  assert.equal(decoder.addSource(1, symbol(block, 1)), true);
  assert.equal(decoder.missing, 0);
  assert.equal(decoder.addParity(1, parity(1)), false, "whose parity is of no use any more");
  assert.deepEqual(decoder.decode(), block);
  assert.equal(decoder.addSource(0, new Uint8Array(SYMBOL_BYTES)), false);
  assert.deepEqual(decoder.decode(), block, "decoded again it is the same");
});

test("one decoder takes block after block, of any size up to its own, and no more memory", () => {
  const kernel = createKernel(BlockEncoder.memoryBytes(8, SYMBOL_BYTES) + BlockDecoder.memoryBytes(8, SYMBOL_BYTES));
  const { decoder, load, parity } = codec(kernel, 8);
  for (let round = 0; round < 50; round++) {
    const block = chance(((round * 5) % 8) * SYMBOL_BYTES + 1 + (round % SYMBOL_BYTES), round);
    load(block);
    const k = decoder.missing;
    for (let index = 1; index < k; index++) decoder.addSource(index, symbol(block, index));
    decoder.addParity(round, parity(round));
    assert.deepEqual(decoder.decode()!.subarray(0, block.length), block);
  }
  for (const k of [0, 9, 1.5]) assert.throws(() => decoder.reset(k), RangeError);
});
