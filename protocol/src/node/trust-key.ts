import { createHash } from "node:crypto";
import type { Signer } from "../codec/sign1.ts";
import type { PublicKey } from "./ed25519.ts";

/** An Ed25519 public key as TUF writes it (specification 1.0.31, 4.2): its parts, and the id that they give it. */
export interface TrustKeyParts {
  keyID: string;
  keyType: "ed25519";
  scheme: "ed25519";
  /** Lower-case hexadecimal. */
  keyVal: { public: string };
}

/** @param key raw, base64url */
export function trustKeyParts({ key }: Pick<PublicKey, "key">): TrustKeyParts {
  const hex = Buffer.from(key, "base64url").toString("hex");
  return { keyID: trustKeyId(hex), keyType: "ed25519", scheme: "ed25519", keyVal: { public: hex } };
}

/** SHA-256 of the key's canonical JSON. @param hex the raw public key */
export function trustKeyId(hex: string): string {
  return createHash("sha256")
    .update(`{"keytype":"ed25519","keyval":{"public":"${hex}"},"scheme":"ed25519"}`)
    .digest("hex");
}

/** A private key as what signs metadata. */
export function trustSignerParts(signer: Signer & { publicKey: PublicKey }): {
  parts: TrustKeyParts;
  sign(message: Uint8Array): Uint8Array;
} {
  return { parts: trustKeyParts(signer.publicKey), sign: (message) => signer.sign(message) };
}
