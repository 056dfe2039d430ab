import type { Random } from "./random.ts";

/** Numbers at which lengths and counts break. */
const EDGES = [
  0, 1, 0x17, 0x18, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
];

type Mutation = (bytes: Buffer, random: Random, words: readonly Uint8Array[], others: readonly Uint8Array[]) => Buffer;

/** Of the kinds that find most (as AFL and libFuzzer name them): bits, edges, cuts, copies, words, splices, deep nesting. */
const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[random.below(copy.length)]! ^= 1 << random.below(8);
    return copy;
  },
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[random.below(copy.length)] = random.below(256);
    return copy;
  },
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const size = [1, 2, 4][random.below(3)]!;
    if (copy.length < size) return copy;
    const value = EDGES[random.below(EDGES.length)]! % 2 ** (8 * size);
    copy.writeUIntBE(value, random.below(copy.length - size + 1), size);
    return copy;
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => {
    const [from, to] = span(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [from, to] = span(bytes, random);
    const times = 1 + random.below(8) ** 3;
    const part = bytes.subarray(from, to);
    return Buffer.concat([bytes.subarray(0, to), ...Array<Uint8Array>(times).fill(part), bytes.subarray(to)]);
  },
  (bytes, random, words) => inserted(bytes, random, words),
  (bytes, random, words) => inserted(inserted(bytes, random, words), random, words),
  (bytes, random, _words, others) => {
    const other = others[random.below(others.length)] ?? bytes;
    return Buffer.concat([
      bytes.subarray(0, random.below(bytes.length + 1)),
      other.subarray(random.below(other.length + 1)),
    ]);
  },
  (bytes, random, words) => {
    const word = words[random.below(words.length)] ?? bytes.subarray(0, 1);
    const [from] = span(bytes, random);
    const times = 2 ** random.below(14);
    return Buffer.concat([bytes.subarray(0, from), ...Array<Uint8Array>(times).fill(word), bytes.subarray(from)]);
  },
];

/** A neighbour of an input, some steps away. */
export function mutated(
  bytes: Uint8Array,
  random: Random,
  words: readonly Uint8Array[],
  others: readonly Uint8Array[],
  maxBytes: number,
): Uint8Array {
  let copy = Buffer.from(bytes);
  for (let steps = 1 + random.below(4); steps > 0; steps--) {
    const mutate = MUTATIONS[random.below(MUTATIONS.length)]!;
    copy = Buffer.from(mutate(copy, random, words, others).subarray(0, maxBytes));
  }
  return copy;
}

function span(bytes: Uint8Array, random: Random): [from: number, to: number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + random.below(32))];
}

function inserted(bytes: Uint8Array, random: Random, words: readonly Uint8Array[]): Buffer {
  const word = words[random.below(words.length)] ?? Uint8Array.of(random.below(256));
  const at = random.below(bytes.length + 1);
  // Over what is there as often as between.
  const after = random.below(2) === 0 ? at : Math.min(bytes.length, at + word.length);
  return Buffer.concat([bytes.subarray(0, at), word, bytes.subarray(after)]);
}
