import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trust } from "@shoal/protocol/agent/enrol";

/** Who this device is to its server, and which keys it is pinned to. Written once, at enrolment, readable by its user only. */
export interface Identity {
  server: string;
  deviceId: string;
  deviceToken: string;
  name: string;
  trust: Trust;
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
