import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SealingKey } from "@shoal/protocol/secret/sealing-key";

const FILE = "sealing.key";

/**
 * The key that this device opens secrets with. It is made here, at the first start, and never leaves the state folder; the server is told
 * its public half. It signs nothing: what proves who the device is, is another one.
 */
export function sealingKey(stateDir: string): { privateKey: KeyObject; told: SealingKey } {
  const file = join(stateDir, FILE);
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(`${file}.new`, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  }
  const privateKey = createPrivateKey(readFileSync(file));
  const { x, y } = privateKey.export({ format: "jwk" });
  return { privateKey, told: { x: x!, y: y! } };
}
