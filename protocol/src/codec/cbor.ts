import { decode, encode, rfc8949EncodeOptions } from "cborg";
import { LIMITS } from "../limits.ts";

/** Deterministic CBOR (RFC 8949 4.2.1): equal values give equal bytes, so a digest of the bytes names the value. */
export function encodeCbor(value: unknown): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

/**
 * Strict decoding: what is not the one deterministic encoding of its value is refused, and so are tags, indefinite lengths, duplicate
 * keys, text that is not UTF-8, and bytes left over.
 * @throws Error on anything else
 */
export function decodeCbor(bytes: Uint8Array): unknown {
  return exactly(bytes, decode(shallow(bytes), STRICT));
}

/** The same for a map whose keys are integers, as the headers of COSE are. */
export function decodeCborMap(bytes: Uint8Array): Map<unknown, unknown> {
  const value: unknown = exactly(bytes, decode(shallow(bytes), { ...STRICT, useMaps: true }));
  if (!(value instanceof Map)) throw new Error("not a map");
  return value;
}

/** Who reads a value goes into it as deep as it is: what is nested by the thousand would fill the stack, here or later. */
function shallow(bytes: Uint8Array): Uint8Array {
  const left: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    // RFC 8949 3: three bits of kind, five of length or of how many bytes of length follow.
    const [major, info] = [bytes[at]! >> 5, bytes[at]! & 31];
    const more = info < 24 ? 0 : 2 ** (info - 24);
    let count = info < 24 ? info : 0;
    for (let read = 1; read <= Math.min(more, 8); read++) count = count * 256 + (bytes[at + read] ?? 0);
    at += 1 + more + (major === 2 || major === 3 ? count : 0);
    while (left.at(-1) === 0) left.pop();
    if (left.length > 0) left[left.length - 1]!--;
    if (major >= 4 && major <= 6) left.push(major === 4 ? count : major === 5 ? 2 * count : 1);
    if (left.length > LIMITS.cborDepth) throw new Error(`nested more than ${LIMITS.cborDepth} deep`);
  }
  return bytes;
}

/** The library takes keys in any order, and text that is no UTF-8, whose place others would read something else in. */
function exactly(bytes: Uint8Array, value: unknown): unknown {
  const own = encodeCbor(value);
  if (own.length !== bytes.length || !own.every((byte, at) => byte === bytes[at]))
    throw new Error("not the deterministic encoding of its value");
  return value;
}

const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowInfinity: false,
  allowNaN: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
} as const;
