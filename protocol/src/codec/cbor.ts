import { decode, encode, rfc8949EncodeOptions } from "cborg";

/** Deterministic CBOR (RFC 8949 4.2.1): equal values give equal bytes, so a digest of the bytes names the value. */
export function encodeCbor(value: unknown): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

/**
 * Strict decoding: definite lengths, smallest integers, no duplicate keys, no tags, no bytes left over.
 * @throws Error on anything else
 */
export function decodeCbor(bytes: Uint8Array): unknown {
  return decode(bytes, STRICT);
}

/** The same for a map whose keys are integers, as the headers of COSE are. */
export function decodeCborMap(bytes: Uint8Array): Map<unknown, unknown> {
  const value: unknown = decode(bytes, { ...STRICT, useMaps: true });
  if (!(value instanceof Map)) throw new Error("not a map");
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
