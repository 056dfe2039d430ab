import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trust } from "@shoal/protocol/agent/enrol";

/**
 * Who this device is to its server, and what it is pinned to: one file, readable by its user only, so that key and certificate change
 * together or not at all.
 */
export interface Identity {
  server: string;
  deviceId: string;
  name: string;
  trust: Trust;
  /** Of the newest trust document that was taken; its authorities and task keys are those of `trust`. */
  trustDigest: string;
  /** Made here, and never sent: PKCS#8, PEM. */
  key: string;
  /** What the server has signed for it: PEM. */
  certificate: string;
}

const FILE = "identity.json";

export function readIdentity(stateDir: string): Identity | undefined {
  const file = join(stateDir, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Identity) : undefined;
}

export function writeIdentity(stateDir: string, identity: Identity): void {
  const file = join(stateDir, FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify(identity, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
