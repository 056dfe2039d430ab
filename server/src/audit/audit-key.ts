import { createPrivateKey, hkdfSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Signer } from "@shoal/protocol/codec/sign1";
import { generateKeyPem, type PublicKey, signerFromPem } from "@shoal/protocol/node/ed25519";
import { type HeadSeal, headSeal } from "./head-seal.ts";

export interface AuditKey extends Signer {
  publicKey: PublicKey;
  sealHead: HeadSeal;
}

/** The key of the trail's checkpoints, made at the server's first start; nothing else is signed with it. */
export function loadAuditKey(dataDir: string): AuditKey {
  const file = join(dataDir, "audit.key");
  if (!existsSync(file)) writeFileSync(file, generateKeyPem(), { mode: 0o600, flag: "wx" });
  const pem = readFileSync(file, "utf8");
  const secret = createPrivateKey(pem).export({ type: "pkcs8", format: "der" });
  const sealing = hkdfSync("sha256", secret, new Uint8Array(), "shoal/audit-head/1", 32);
  return { ...signerFromPem(pem), sealHead: headSeal(new Uint8Array(sealing)) };
}
