import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateIdentityKey } from "@shoal/protocol/node/certificate-request";
import { readIdentity } from "./identity.ts";

const FILE = "device.key";

/** The key with which this device asks to be let in, PKCS#8, PEM; made where there is none, and the same until it was let in. */
export function pendingKey(stateDir: string): string {
  const file = join(stateDir, FILE);
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, generateIdentityKey(), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, "utf8");
}

/** It stands in the identity now. */
export function forgetPendingKey(stateDir: string): void {
  rmSync(join(stateDir, FILE), { force: true });
}

/** Of the key of this device, or of the one that it will ask with: SHA-256 of its SubjectPublicKeyInfo, hexadecimal. */
export function fingerprintOf(stateDir: string): string {
  const key = readIdentity(stateDir)?.key ?? pendingKey(stateDir);
  const spki = createPublicKey(createPrivateKey(key)).export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki).digest("hex");
}
