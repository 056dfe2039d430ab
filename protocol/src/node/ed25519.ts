import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import type { Signer, Verifier } from "../codec/sign1.ts";

/** Ed25519 by Node's own crypto. This folder is the part of the protocol that a browser cannot run. */
export interface PublicKey {
  keyId: string;
  /** Raw public key, 32 bytes, base64url. */
  key: string;
}

export function generateKeyPem(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** @throws Error where the PEM is not an Ed25519 private key */
export function signerFromPem(pem: string): Signer & { publicKey: PublicKey } {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== "ed25519")
    throw new Error(`the key is ${privateKey.asymmetricKeyType}, not Ed25519`);
  const publicKey = describe(createPublicKey(privateKey));
  return { keyId: publicKey.keyId, publicKey, sign: (message) => sign(null, message, privateKey) };
}

export function verifierOf(keys: readonly PublicKey[]): Verifier {
  const known = new Map(keys.map((each) => [each.keyId, importKey(each.key)]));
  return (keyId, message, signature) => {
    const key = known.get(keyId);
    if (!key) return "unknown-key";
    return verify(null, message, key, signature) ? "valid" : "invalid";
  };
}

export function keyIdOf(rawBase64url: string): string {
  return createHash("sha256").update(Buffer.from(rawBase64url, "base64url")).digest("hex").slice(0, 16);
}

function describe(key: KeyObject): PublicKey {
  const raw = key.export({ format: "jwk" }).x;
  if (!raw) throw new Error("not an Ed25519 public key");
  return { keyId: keyIdOf(raw), key: raw };
}

function importKey(rawBase64url: string): KeyObject {
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: rawBase64url }, format: "jwk" });
}
