import { createHash, type KeyObject, X509Certificate } from "node:crypto";
import { type Subject, subjectOfUri } from "@shoal/protocol/identity/names";

/** What a certificate says, once it is known that it is one of ours. */
export interface Shown {
  subject: Subject;
  /** SHA-256 of its key (SubjectPublicKeyInfo, DER), hexadecimal. */
  keyDigest: string;
  fromMs: number;
  untilMs: number;
}

/** RFC 5280 4.2.1.12. */
const CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

/**
 * Reads a certificate that one of the authorities has issued for a client. Its time is not judged: an expired one may still renew.
 * @returns undefined where nobody of ours has issued it, or not for this
 */
export function readShown(certificate: X509Certificate, authorities: readonly X509Certificate[]): Shown | undefined {
  const ours = authorities.some((each) => certificate.checkIssued(each) && certificate.verify(each.publicKey));
  if (!ours || certificate.ca || !certificate.keyUsage?.includes(CLIENT_AUTH)) return undefined;
  const uris = certificate.subjectAltName?.split(", ").filter((name) => name.startsWith("URI:")) ?? [];
  const subject = uris.length === 1 ? subjectOfUri(uris[0]!.slice("URI:".length)) : undefined;
  if (!subject) return undefined;
  return {
    subject,
    keyDigest: keyDigestOf(certificate.publicKey),
    fromMs: certificate.validFromDate.getTime(),
    untilMs: certificate.validToDate.getTime(),
  };
}

export function keyDigestOf(key: KeyObject): string {
  return spkiDigest(key.export({ type: "spki", format: "der" }));
}

export function spkiDigest(spki: Uint8Array): string {
  return createHash("sha256").update(spki).digest("hex");
}

/** @returns undefined where the text is no certificate */
export function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
