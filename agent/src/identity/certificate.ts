import { createPrivateKey, X509Certificate } from "node:crypto";

/** @returns whether this is a certificate for this key, both PEM */
export function isFor(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}
