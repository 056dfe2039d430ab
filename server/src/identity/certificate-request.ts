import { createPublicKey } from "node:crypto";
import { Refusal } from "../http/refusal.ts";
import { keyOfRequest } from "./issue.ts";

/**
 * The key that a request for a certificate is for, and that has signed it.
 * @param csr PKCS#10, DER, base64
 * @returns SubjectPublicKeyInfo, DER. @throws Refusal where it is no such request, or its key of another kind
 */
export async function keyOf(csr: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = await keyOfRequest(csr);
  if (!key) throw new Refusal("bad-request", "body/csr is not a certificate request that its own key has signed");
  const { asymmetricKeyDetails } = createPublicKey({ key: Buffer.from(key), type: "spki", format: "der" });
  if (asymmetricKeyDetails?.namedCurve !== "prime256v1")
    throw new Refusal("bad-request", "body/csr is for a key of another kind than ECDSA P-256");
  return key;
}
