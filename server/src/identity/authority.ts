import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { EventEmitter } from "node:events";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LIMITS } from "@shoal/protocol/limits";
import { say } from "@shoal/protocol/sentence/say";
import { type IssuedFor, issueFor, issueServer, type KeyAndCertificate, makeAuthority } from "./issue.ts";

/**
 * The server's own certificate authority: who it is, and what it signs. One issues; beside it there may be the next one, which is announced
 * to agents before it issues, or the one before, whose certificates are still believed.
 */
export interface Authority extends EventEmitter<{ changed: [] }> {
  /** Of all that are believed, the one that issues first. */
  readonly certificates: readonly X509Certificate[];
  /** @param spki the key that it is for, DER. @returns PEM */
  issue(spki: Uint8Array<ArrayBuffer>, subject: IssuedFor, nowMs: number): Promise<string>;
  /** For the server itself, with a new key. */
  issueServer(nowMs: number): Promise<KeyAndCertificate>;
  /** Makes the next one, which is believed from now on and issues nothing yet. @throws Error where there are two already */
  prepare(nowMs: number): Promise<void>;
  /** The next one issues from now on. @throws Error where there is none */
  activate(): void;
  /** The one before is believed no more. @throws Error where there is none */
  retire(): void;
}

/** Who signs, and by which clock. */
export interface Issuing {
  authority: Authority;
  clock: () => number;
}

/** What a certificate of an authority is called in a few letters: the begin of its SHA-256. */
export function authorityId(certificate: X509Certificate): string {
  return createHash("sha256").update(certificate.raw).digest("hex").slice(0, 16);
}

/** How two authorities stand to each other, by when they were made. */
export function standsAs(authority: Authority, certificate: X509Certificate): "issues" | "announced" | "former" {
  const [issuing] = authority.certificates;
  if (certificate === issuing) return "issues";
  return certificate.validFromDate > issuing!.validFromDate ? "announced" : "former";
}

const KEYS = "ca.key";
const CERTIFICATES = "ca.pem";

/**
 * The authority of a data folder, made at its first start. `ca.pem` has the certificates that are believed, and the first of them
 * issues; `ca.key` has the private keys, in any order. So each step of a rollover is one file that is replaced whole.
 * @throws Error where one file is there without the other
 */
export async function openAuthority(dataDir: string, nowMs: number): Promise<Authority> {
  const [keyFile, certificateFile] = [join(dataDir, KEYS), join(dataDir, CERTIFICATES)];
  if (!existsSync(certificateFile)) {
    // Keys first: a certificate without its key would be believed by agents, and never issue anything.
    const made = await makeAuthority(nowMs);
    writeWhole(keyFile, made.key);
    writeWhole(certificateFile, made.certificate);
  }
  if (!existsSync(keyFile))
    throw new Error(
      `${keyFile} is missing, so no device can be given a certificate; put the one from your backup there`,
    );
  return new FileAuthority(keyFile, certificateFile);
}

class FileAuthority extends EventEmitter<{ changed: [] }> implements Authority {
  readonly #keyFile: string;
  readonly #certificateFile: string;
  certificates: readonly X509Certificate[];
  #issuer: KeyAndCertificate;

  constructor(keyFile: string, certificateFile: string) {
    super();
    this.#keyFile = keyFile;
    this.#certificateFile = certificateFile;
    this.certificates = split(readFileSync(certificateFile, "utf8")).map((pem) => new X509Certificate(pem));
    this.#issuer = this.#readIssuer();
  }

  #readIssuer(): KeyAndCertificate {
    const [issuing] = this.certificates;
    const key = this.#keys().find((pem) => issuing?.checkPrivateKey(createPrivateKey(pem)));
    if (!issuing || !key)
      throw new Error(
        `${this.#keyFile} has no key for the first certificate in ${this.#certificateFile}; put both from your backup there`,
      );
    return { key, certificate: issuing.toString() };
  }

  issue(spki: Uint8Array<ArrayBuffer>, subject: IssuedFor, nowMs: number): Promise<string> {
    return issueFor(this.#issuer, spki, subject, nowMs);
  }

  issueServer(nowMs: number): Promise<KeyAndCertificate> {
    return issueServer(this.#issuer, nowMs);
  }

  async prepare(nowMs: number): Promise<void> {
    if (this.certificates.length > 1) throw new Error(say("authorities-two"));
    // Told apart by when they were made, however soon one follows the other.
    const afterMs = this.certificates[0]!.validFromDate.getTime() + LIMITS.certificateSkewMs + 1000;
    const made = await makeAuthority(Math.max(nowMs, afterMs));
    writeWhole(this.#keyFile, [...this.#keys(), made.key].join("\n"));
    this.#write([...this.certificates, new X509Certificate(made.certificate)]);
  }

  activate(): void {
    const next = this.certificates.find((each) => standsAs(this, each) === "announced");
    if (!next) throw new Error(say("authority-none-announced"));
    this.#write([next, ...this.certificates.filter((each) => each !== next)]);
  }

  retire(): void {
    const former = this.certificates.find((each) => standsAs(this, each) === "former");
    if (!former) throw new Error(say("authority-no-former"));
    this.#write(this.certificates.filter((each) => each !== former));
    const left = this.#keys().filter((pem) => !former.checkPrivateKey(createPrivateKey(pem)));
    writeWhole(this.#keyFile, left.join("\n"));
  }

  #keys(): string[] {
    return split(readFileSync(this.#keyFile, "utf8"));
  }

  #write(certificates: readonly X509Certificate[]): void {
    writeWhole(this.#certificateFile, certificates.join(""));
    this.certificates = certificates;
    this.#issuer = this.#readIssuer();
    this.emit("changed");
  }
}

/** The whole file or the one before it, whatever happens meanwhile. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

function split(pem: string): string[] {
  return pem.match(/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g) ?? [];
}
