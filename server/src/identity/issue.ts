// What the library resolves its parts with; it asks for it by itself.
import "reflect-metadata";
import { randomBytes, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { SERVER_NAME } from "@shoal/protocol/identity/names";
import { LIMITS } from "@shoal/protocol/limits";

x509.cryptoProvider.set(webcrypto as never);

const P256 = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const { keyCertSign, cRLSign, digitalSignature } = x509.KeyUsageFlags;

/** A certificate and its key, both PEM. */
export interface KeyAndCertificate {
  key: string;
  certificate: string;
}

/** Whom a certificate is issued for; how it may be used follows from that. */
export type IssuedFor = { server: true } | { deviceUri: string } | { proxyUri: string };

/** A new certificate authority: its certificate signs itself, and signs for nobody who signs again. */
export async function makeAuthority(nowMs: number): Promise<KeyAndCertificate> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    // One made on the same day is another one.
    name: `CN=Shoal authority ${new Date(nowMs).toISOString().slice(0, 10)} ${randomBytes(2).toString("hex")}`,
    ...validFor(nowMs, LIMITS.authorityMs),
    keys,
    signingAlgorithm: P256,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: await pemOf(keys.privateKey), certificate: certificate.toString("pem") };
}

/** A certificate for the server, with a new key. */
export async function issueServer(authority: KeyAndCertificate, nowMs: number): Promise<KeyAndCertificate> {
  const keys = await newKeys();
  const certificate = await issue(authority, keys.publicKey, { server: true }, nowMs);
  return { key: await pemOf(keys.privateKey), certificate };
}

/** @param spki the key that it is for, DER. @returns PEM */
export async function issueFor(
  authority: KeyAndCertificate,
  spki: Uint8Array<ArrayBuffer>,
  subject: IssuedFor,
  nowMs: number,
): Promise<string> {
  const publicKey = await webcrypto.subtle.importKey("spki", spki, P256, true, ["verify"]);
  return await issue(authority, publicKey, subject, nowMs);
}

async function issue(
  authority: KeyAndCertificate,
  publicKey: webcrypto.CryptoKey,
  subject: IssuedFor,
  nowMs: number,
): Promise<string> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const { name, lifeMs, usages, names } = profileOf(subject);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: name,
    issuer: issuer.subject,
    ...validFor(nowMs, lifeMs),
    signingKey: await signingKey(authority.key),
    publicKey,
    signingAlgorithm: P256,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(usages),
      new x509.SubjectAlternativeNameExtension(names),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return certificate.toString("pem");
}

/** A proxy stands before agents as the server, and before the server as itself. */
function profileOf(subject: IssuedFor) {
  const { clientAuth, serverAuth } = x509.ExtendedKeyUsage;
  const dns = { type: "dns", value: SERVER_NAME } as const;
  if ("server" in subject)
    return { name: `CN=${SERVER_NAME}`, lifeMs: LIMITS.serverCertificateMs, usages: [serverAuth], names: [dns] };
  if ("deviceUri" in subject)
    return {
      name: `CN=${subject.deviceUri}`,
      lifeMs: LIMITS.deviceCertificateMs,
      usages: [clientAuth],
      names: [{ type: "url", value: subject.deviceUri } as const],
    };
  return {
    name: `CN=${subject.proxyUri}`,
    lifeMs: LIMITS.proxyCertificateMs,
    usages: [serverAuth, clientAuth],
    names: [dns, { type: "url", value: subject.proxyUri } as const],
  };
}

function validFor(nowMs: number, lifeMs: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(nowMs - LIMITS.certificateSkewMs), notAfter: new Date(nowMs + lifeMs) };
}

/** RFC 5280 4.1.2.2: positive, and not to be guessed. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString("hex");
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(P256, true, ["sign", "verify"]);
}

async function pemOf(privateKey: webcrypto.CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", privateKey), "PRIVATE KEY")}\n`;
}

async function signingKey(pem: string): Promise<webcrypto.CryptoKey> {
  return await webcrypto.subtle.importKey("pkcs8", x509.PemConverter.decodeFirst(pem), P256, false, ["sign"]);
}

/**
 * The key of a request for a certificate, which has signed the request.
 * @param csr PKCS#10, DER, base64
 * @returns SubjectPublicKeyInfo, DER; undefined where it is no such request, or not signed by its key
 */
export async function keyOfRequest(csr: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const request = new x509.Pkcs10CertificateRequest(Buffer.from(csr, "base64"));
    return (await request.verify()) ? new Uint8Array(request.publicKey.rawData) : undefined;
  } catch {
    return undefined;
  }
}
