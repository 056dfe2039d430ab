import { decodeCbor, encodeCbor } from "@shoal/protocol/codec/cbor";
import type { Random } from "./random.ts";

/** How bytes of a kind are read as a tree and written again, so that what is changed is a part and not a bit: most bits only break the whole. */
export interface Grammar {
  /** @throws Error of any kind where the bytes are none of it */
  read(bytes: Uint8Array): unknown;
  write(tree: unknown): Uint8Array;
}

export const JSON_GRAMMAR: Grammar = {
  read: (bytes) => JSON.parse(Buffer.from(bytes).toString("utf8")),
  write: (tree) => Buffer.from(JSON.stringify(tree) ?? "null"),
};

export const CBOR_GRAMMAR: Grammar = { read: decodeCbor, write: encodeCbor };

/** X.690, 8.1: an element is `{ tag, of }`, what it holds a list of elements, or bytes. */
export const DER_GRAMMAR: Grammar = { read: readDer, write: writeDer };

const EDGES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e300],
  ...["", "0", "\0", "__proto__", "constructor", "../../x", "%00", "é".repeat(40), "x".repeat(5000), "9".repeat(400)],
  ...[[], {}, [[]], { "": "" }],
];
const DEPTHS = [1, 2, 40, 2000];

interface Place {
  of: Record<string, unknown> | unknown[];
  key: string | number;
}

/**
 * A neighbour of a tree, some changes away: parts are taken out, doubled, swapped, nested, renamed, or become values at which programs break.
 * @param others trees whose parts may come in
 */
export function changed(tree: unknown, random: Random, others: readonly unknown[]): unknown {
  const root = { tree: structuredClone(tree) };
  for (let steps = 1 + random.below(3); steps > 0; steps--) change(root, random, others);
  return root.tree;
}

function change(root: { tree: unknown }, random: Random, others: readonly unknown[]): void {
  const places = placesIn(root);
  const { of, key } = places[random.below(places.length)]!;
  const at = of as Record<string | number, unknown>;
  switch (random.below(7)) {
    case 0:
      at[key] = structuredClone(EDGES[random.below(EDGES.length)]);
      return;
    case 1:
      if (Array.isArray(of)) of.splice(Number(key), 1);
      else if (of !== root) delete of[key];
      return;
    case 2: {
      const more = 2 ** random.below(8);
      if (Array.isArray(of)) of.splice(Number(key), 0, ...Array.from({ length: more }, () => structuredClone(at[key])));
      else if (of !== root) set(of, `${key}${random.below(4)}`, structuredClone(at[key]));
      return;
    }
    case 3: {
      const other = places[random.below(places.length)]!;
      at[key] = structuredClone((other.of as Record<string | number, unknown>)[other.key]);
      return;
    }
    case 4: {
      const from = placesIn({ tree: others[random.below(others.length)] });
      const other = from[random.below(from.length)]!;
      at[key] = structuredClone((other.of as Record<string | number, unknown>)[other.key]);
      return;
    }
    case 5: {
      const asList = random.below(2) === 0;
      let nested = at[key];
      for (let depth = DEPTHS[random.below(DEPTHS.length)]!; depth > 0; depth--)
        nested = asList ? [nested] : { a: nested };
      at[key] = nested;
      return;
    }
    default:
      at[key] = bent(at[key], random);
  }
}

/** The same kind of value, and another one. */
function bent(value: unknown, random: Random): unknown {
  if (typeof value === "number") return [value + 1, value - 1, -value, value * 2 ** 32][random.below(4)];
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") {
    const at = random.below(value.length + 1);
    const letter = String.fromCharCode(random.below(0x3000));
    return [value.slice(at), value.slice(0, at) + letter + value.slice(at + 1), value + value, value.toUpperCase()][
      random.below(4)
    ];
  }
  if (value instanceof Uint8Array) {
    const bytes = Uint8Array.from(value);
    if (bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
    return random.below(2) === 0 ? bytes : bytes.subarray(random.below(bytes.length + 1));
  }
  if (Array.isArray(value)) return value.toReversed();
  if (value !== null && typeof value === "object") {
    const [first] = Object.entries(value);
    if (first)
      set(value as Record<string, unknown>, ["__proto__", "toString", "length", ""][random.below(4)]!, first[1]);
  }
  return value;
}

/** `__proto__` is a key as every other where it comes from the network. */
function set(of: object, key: string, value: unknown): void {
  Object.defineProperty(of, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Where each part stands; the whole has a place too. */
function placesIn(root: { tree: unknown }): Place[] {
  const places: Place[] = [{ of: root, key: "tree" }];
  // Grows while it is walked: a tree may be deeper than the stack.
  for (let next = 0; next < places.length && places.length < 5000; next++) {
    const { of, key } = places[next]!;
    const value = (of as Record<string | number, unknown>)[key];
    if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) continue;
    for (const inner of Object.keys(value))
      places.push({ of: value as Place["of"], key: Array.isArray(value) ? Number(inner) : inner });
  }
  return places;
}

interface Der {
  tag: number;
  of: Der[] | Uint8Array;
}

function readDer(bytes: Uint8Array): Der[] {
  const elements: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at]!;
    let size = bytes[at + 1]!;
    let from = at + 2;
    if (size > 0x80) {
      const more = size & 0x7f;
      size = Buffer.from(bytes).readUIntBE(from, more);
      from += more;
    }
    if (size === undefined || from + size > bytes.length) throw new Error("cut off");
    const content = bytes.subarray(from, from + size);
    elements.push({ tag, of: (tag & 0x20) === 0 ? content : readDer(content) });
    at = from + size;
  }
  return elements;
}

/** Whatever a change has left: what is no element is written as bytes. */
function writeDer(tree: unknown): Uint8Array {
  if (tree instanceof Uint8Array) return tree;
  if (Array.isArray(tree)) return Buffer.concat(tree.map(writeDer));
  if (tree === null || typeof tree !== "object") return Buffer.from(String(tree ?? ""));
  const { tag, of } = tree as Partial<Der>;
  const content = writeDer(of);
  const head = Buffer.alloc(6);
  head[0] = Number(tag) & 0xff;
  if (content.length < 0x80) return Buffer.concat([head.subarray(0, head.writeUInt8(content.length, 1)), content]);
  head[1] = 0x84;
  head.writeUInt32BE(content.length, 2);
  return Buffer.concat([head, content]);
}
