import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A key of a device's or proxy's own: ECDSA P-256, PKCS#8 PEM. */
export function generateIdentityKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/**
 * The request for a certificate (PKCS#10, RFC 2986), signed by the key that it is for. It names nobody: who it is for is the
 * authority's to say. By hand, because a running agent renews its certificate, and a library for ASN.1 would stay in its memory.
 * @returns DER, base64
 */
export function certificateRequest(privateKey: KeyObject): string {
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const version = der(0x02, Buffer.of(0));
  const info = der(0x30, version, der(0x30), publicKey, der(0xa0));
  // RFC 5758 3.2: the identifier has no parameters.
  const ecdsaWithSha256 = der(0x30, Buffer.from("06082a8648ce3d040302", "hex"));
  const signature = der(0x03, Buffer.of(0), sign("sha256", info, privateKey));
  return der(0x30, info, ecdsaWithSha256, signature).toString("base64");
}

/** X.690 8.1: tag, length in its shortest form, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}
