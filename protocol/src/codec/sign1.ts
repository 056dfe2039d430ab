import { decodeCbor, decodeCborMap, encodeCbor } from "./cbor.ts";

/**
 * COSE_Sign1 (RFC 9052 4.2) with one algorithm, EdDSA over Ed25519 (RFC 9053 2.2), and nothing negotiable:
 * `[protected, {}, payload, signature]` as an untagged CBOR array. The keys stay with the caller, so that this file
 * runs in a browser too.
 */
export interface Signer {
  /** First 16 hexadecimal digits of the SHA-256 of the raw public key. */
  keyId: string;
  sign(message: Uint8Array): Uint8Array;
}

export type Verifier = (
  keyId: string,
  message: Uint8Array,
  signature: Uint8Array,
) => "valid" | "invalid" | "unknown-key";

export type Opened =
  | { ok: true; payload: Uint8Array; keyId: string }
  | { ok: false; reason: "malformed" | "unknown-key" | "bad-signature"; detail: string };

const ALGORITHM = 1; // RFC 9052 3.1: alg
const KEY_ID = 4; // RFC 9052 3.1: kid
const EDDSA = -8; // RFC 9053 2.2

/**
 * @param payload the bytes to be signed
 * @param context what the message is for, signed as external_aad (RFC 9052 4.3), so that a release can never be
 *   presented as an assignment
 */
export function seal(payload: Uint8Array, context: string, signer: Signer): Uint8Array {
  const header = encodeCbor(
    new Map<number, unknown>([
      [ALGORITHM, EDDSA],
      [KEY_ID, utf8(signer.keyId)],
    ]),
  );
  const signature = signer.sign(sigStructure(header, context, payload));
  return encodeCbor([header, {}, payload, signature]);
}

/** Checks form and signature. Never throws: the bytes come from a network. */
export function open(bytes: Uint8Array, context: string, verify: Verifier): Opened {
  const parts = parse(bytes);
  if (typeof parts === "string") return { ok: false, reason: "malformed", detail: parts };
  const { header, keyId, payload, signature } = parts;
  switch (verify(keyId, sigStructure(header, context, payload), signature)) {
    case "valid":
      return { ok: true, payload, keyId };
    case "unknown-key":
      return { ok: false, reason: "unknown-key", detail: `signed by key ${keyId}, which is not trusted here` };
    case "invalid":
      return { ok: false, reason: "bad-signature", detail: `the signature of key ${keyId} does not match the content` };
  }
}

interface Parts {
  header: Uint8Array;
  keyId: string;
  payload: Uint8Array;
  signature: Uint8Array;
}

function parse(bytes: Uint8Array): Parts | string {
  let message: unknown;
  let headerMap: Map<unknown, unknown>;
  try {
    message = decodeCbor(bytes);
  } catch (error) {
    return `not CBOR: ${(error as Error).message}`;
  }
  if (!Array.isArray(message) || message.length !== 4) return "not a COSE_Sign1 array of four";
  const [header, , payload, signature] = message as unknown[];
  if (!(header instanceof Uint8Array) || !(payload instanceof Uint8Array) || !(signature instanceof Uint8Array))
    return "header, payload and signature must be byte strings";
  // One message has one encoding, so that nobody can make a second one that opens as well.
  if (!equal(encodeCbor([header, {}, payload, signature]), bytes))
    return "the unprotected header must be empty and the encoding deterministic";
  if (signature.length !== 64) return "an Ed25519 signature has 64 bytes";
  try {
    headerMap = decodeCborMap(header);
  } catch (error) {
    return `protected header: ${(error as Error).message}`;
  }
  const algorithm = headerMap.get(ALGORITHM);
  const keyId = headerMap.get(KEY_ID);
  if (algorithm !== EDDSA) return `algorithm ${String(algorithm)} is not EdDSA`;
  if (!(keyId instanceof Uint8Array) || keyId.length === 0 || keyId.length > 64) return "no key id";
  return { header, keyId: new TextDecoder().decode(keyId), payload, signature };
}

/** RFC 9052 4.4: the Sig_structure. */
function sigStructure(header: Uint8Array, context: string, payload: Uint8Array): Uint8Array {
  return encodeCbor(["Signature1", header, utf8(context), payload]);
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
